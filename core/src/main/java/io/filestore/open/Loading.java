package io.filestore.open;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.checksum.ChecksumCheck;
import io.filestore.checksum.ChecksumFile;
import io.filestore.checksum.Loss;
import io.filestore.engine.Engine;
import io.filestore.io.FoundFiles;
import io.filestore.io.Uninterrupted;
import io.filestore.memory.CollectionState;
import io.filestore.storage.RowLoader;

/**
 * Brings collections from their files into memory, several at once.
 */
final class Loading {

    private static final Logger logger = LoggerFactory.getLogger(Loading.class);

    private final Engine engine;

    private final RowLoader loader;

    Loading(Engine engine) {
        this.engine = engine;
        this.loader = new RowLoader(engine.directory());
    }

    void load(List<CollectionState> collections) throws IOException {
        int threads = Math.min(collections.size(), Runtime.getRuntime().availableProcessors());
        ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, threads), (work) -> {
            Thread thread = new Thread(work, "filestore-load");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> running = new ArrayList<>();
            for (CollectionState collection : collections) {
                running.add(executor.submit(() -> {
                    load(collection);
                    return null;
                }));
            }
            for (Future<?> future : running) {
                await(future);
            }
        }
        finally {
            executor.shutdownNow();
            // None of them may go on when the directory is somebody else's again.
            boolean ended = false;
            while (!ended) {
                ended = Uninterrupted.await(() -> executor.awaitTermination(1, TimeUnit.MINUTES));
            }
        }
        if (!this.engine.settings().readOnly()) {
            Leftovers leftovers = new Leftovers(this.engine.directory());
            collections.forEach(leftovers::delete);
        }
        if (!this.engine.settings().readOnly() && this.engine.settings().flushSync()) {
            new FoundFiles(this.engine.directory()).force(collections.stream()
                .map((collection) -> collection.strategy().path())
                .filter(Objects::nonNull)
                .toList());
        }
    }

    private void load(CollectionState collection) throws IOException {
        load(collection, this.engine.checkpoints().flushOf(collection.name()));
    }

    /** The same of a collection at a place where no flush has written it yet. */
    void loadNew(CollectionState collection) throws IOException {
        load(collection, 0);
    }

    /**
     * @param flush the flush that wrote its files last, 0 if none is known
     */
    private void load(CollectionState collection, long flush) throws IOException {
        long started = System.nanoTime();
        ChecksumFile checksums = collection.checksums();
        ChecksumCheck check = (checksums != null) ? checksums.check(flush) : null;
        Damage damage = new Damage(this.engine, collection);
        LoadSink sink = new LoadSink(this.engine, collection, damage);
        sink.begin();
        this.loader.load(collection.strategy(), (check != null) ? check.before(sink) : sink);
        sink.finish();
        if (checksums != null && check != null) {
            damage.setAside(check.finish((id) -> collection.row(id) != null));
            boolean closed = !this.engine.checkpoints().wasCutOff();
            for (Loss loss : check.losses()) {
                // Of a store that was not closed nobody can have deleted row files.
                if (closed || loss.kind() != Loss.Kind.ROW_FILES) {
                    damage.tell(loss);
                }
            }
            checksums.loaded(check);
            this.engine.checkpoints().found(check.mark());
            new OutdatedFiles(this.engine, collection, checksums.file(), flush).tell(check);
            if (check.isAsRecorded()) {
                collection.indexFiles().forEach((file) -> file.trust(check.indexes().get(file.name())));
            }
        }
        sink.markAdopted();
        collection.rows().guardedBy(this.engine.queue()::isHeld);
        logger.debug("Loaded {} rows of collection '{}' in {} ms", collection.size(), collection.name(),
                (System.nanoTime() - started) / 1_000_000);
    }

    private static void await(Future<?> future) throws IOException {
        try {
            Uninterrupted.await(future::get);
        }
        catch (ExecutionException ex) {
            throw rethrow(Objects.requireNonNull(ex.getCause()));
        }
    }

    private static IOException rethrow(Throwable cause) {
        if (cause instanceof IOException io) {
            return io;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }

}
