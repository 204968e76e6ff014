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
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.checksum.ChecksumCheck;
import io.filestore.checksum.ChecksumFile;
import io.filestore.checksum.Loss;
import io.filestore.commit.Versions;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.Reaction;
import io.filestore.engine.StoreFiles;
import io.filestore.io.FoundFiles;
import io.filestore.io.Uninterrupted;
import io.filestore.storage.FileCopies;

/**
 * Brings collections from their files into memory, several at once.
 */
final class Loading {

    private static final Logger logger = LoggerFactory.getLogger(Loading.class);

    private final StoreSettings settings;

    private final StoreFiles files;

    private final Reaction reaction;

    private final Versions versions;

    private final BooleanSupplier holder;

    /**
     * @param holder whether this thread holds the commit lock
     */
    Loading(StoreSettings settings, StoreFiles files, Reaction reaction, Versions versions, BooleanSupplier holder) {
        this.settings = settings;
        this.files = files;
        this.reaction = reaction;
        this.versions = versions;
        this.holder = holder;
    }

    void load(List<OpenCollection> collections) throws IOException {
        int threads = Math.min(collections.size(), Runtime.getRuntime().availableProcessors());
        ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, threads), (work) -> {
            Thread thread = new Thread(work, "filestore-load");
            thread.setDaemon(true);
            return thread;
        });
        try {
            FileCopies copies = new FileCopies(this.files.directory());
            List<Future<?>> running = new ArrayList<>();
            for (OpenCollection collection : collections) {
                running.add(executor.submit(() -> {
                    load(collection, this.files.checkpoints().flushOf(collection.name()), copies);
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
        if (!this.settings.readOnly()) {
            Leftovers leftovers = new Leftovers(this.files.directory());
            collections.forEach(leftovers::delete);
        }
        if (!this.settings.readOnly() && this.settings.flushSync()) {
            new FoundFiles(this.files.directory()).force(collections.stream()
                .map((collection) -> collection.strategy().path())
                .filter(Objects::nonNull)
                .toList());
        }
    }

    /** The same of a collection at a place where no flush has written it yet. */
    void loadNew(OpenCollection collection) throws IOException {
        load(collection, 0, new FileCopies(this.files.directory()));
    }

    /**
     * @param flush the flush that wrote its files last, 0 if none is known
     */
    private void load(OpenCollection collection, long flush, FileCopies copies) throws IOException {
        long started = System.nanoTime();
        ChecksumFile checksums = collection.checksums();
        ChecksumCheck check = (checksums != null) ? checksums.begin(flush) : null;
        Damage damage = new Damage(this.settings, this.files, this.reaction.findings(), collection);
        LoadSink sink = new LoadSink(collection, damage, this.files.known(), this.versions,
                this.settings.clock().millis());
        sink.begin();
        collection.strategy().load((check != null) ? check.before(sink) : sink);
        copies.tell(collection.strategy(), sink);
        this.reaction.toStrays(sink.finish());
        if (checksums != null && check != null) {
            damage.setAside(check.finish((id) -> collection.memory().row(id) != null));
            boolean closed = !this.files.checkpoints().wasCutOff();
            for (Loss loss : check.losses()) {
                // Of a store that was not closed nobody can have deleted row files.
                if (closed || loss.kind() != Loss.Kind.ROW_FILES) {
                    damage.tell(loss);
                }
            }
            checksums.loaded(check);
            this.files.checkpoints().found(check.mark());
            new OutdatedFiles(this.files, this.reaction, collection, checksums.file(), flush).tell(check);
            if (check.isAsRecorded()) {
                collection.indexFiles().forEach((file) -> file.trust(check.indexes().get(file.name())));
            }
        }
        sink.markAdopted();
        collection.memory().rows().guardedBy(this.holder);
        logger.debug("Loaded {} rows of collection '{}' in {} ms", collection.memory().size(), collection.name(),
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
