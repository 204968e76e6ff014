package io.filestore;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.catalog.Catalog;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;
import io.filestore.io.StoreLocks;
import io.filestore.record.Change;
import io.filestore.record.StoredRow;
import io.filestore.wal.Checkpoint;
import io.filestore.wal.LogRecord;

/**
 * Opening a store: catalog and checkpoint, then files, then the log above the checkpoint.
 * Can be killed at any point and done again: until the first flush it changes nothing but
 * the number of the run, the catalog, a torn tail, and what goes into quarantine, unless
 * collections must move, see {@link Moves}.
 */
final class Recovery {

    private static final Logger logger = LoggerFactory.getLogger(Store.class);

    private final StoreSettings settings;

    private final StoreLocks locks;

    private final StoreDirectory directory;

    private final Map<String, Integer> unknown = new TreeMap<>();

    private final Map<String, Integer> withoutFiles = new TreeMap<>();

    Recovery(StoreSettings settings, StoreLocks locks) {
        this.settings = settings;
        this.locks = locks;
        this.directory = settings.directory();
    }

    /**
     * What recovery ends with.
     *
     * @param engine ready to serve
     * @param flushedLsn what the files hold
     * @param run the number of this run
     * @param replayed how many changes came from the log
     */
    record Recovered(Engine engine, long flushedLsn, long run, long replayed) {
    }

    Recovered run() throws IOException {
        Catalog catalog = Catalog.read(this.directory);
        Checkpoint last = Checkpoint.read(this.directory);
        boolean fresh = last == null && !hasLog();
        long run = nextRun(last, fresh);
        long lsn = fresh ? 0 : ((last != null) ? last.lsn() : Checkpoint.UNKNOWN_LSN);
        Engine engine = new Engine(this.settings, new Quarantine(this.directory, this.settings.clock()),
                new OpenCatalog(this.directory, catalog), run, this.locks);
        try (Progress progress = new Progress(engine)) {
            Moves moves = new Moves(engine);
            moves.tidy();
            if (!this.settings.readOnly()) {
                new Checkpoint(lsn, run).write(this.directory);
                new Leftovers(this.directory).deleteOwn();
            }
            moves.begin(engine.collections().named(), progress);
            progress.now("Loading");
            this.settings.opening().onBegin(OpeningListener.Phase.LOAD);
            new Loading(engine).load(engine.collections().all());
            moves.finish();
            this.settings.opening()
                .onEnd(OpeningListener.Phase.LOAD,
                        engine.collections().named().stream().mapToLong(CollectionState::size).sum());
            progress.now("Replaying the log over");
            this.settings.opening().onBegin(OpeningListener.Phase.REPLAY);
            long replayed = replay(engine, lsn);
            this.settings.opening().onEnd(OpeningListener.Phase.REPLAY, replayed);
            refuseUnknown();
            if (this.settings.unconfiguredStrategy() == null) {
                moves.tellUnconfigured();
            }
            new SharedKeys(engine).find();
            engine.tell(StrayFiles.amongOwn(this.directory).findings(null));
            return new Recovered(engine, Math.max(lsn, 0), run, replayed);
        }
        catch (Throwable ex) {
            this.settings.log().close();
            throw ex;
        }
    }

    private long nextRun(@Nullable Checkpoint last, boolean fresh) throws IOException {
        if (this.settings.readOnly()) {
            // Whoever writes gets a run of at least 1, so versions given here are never
            // given there.
            return 0;
        }
        if (fresh) {
            return 1;
        }
        if (last != null && !last.isDamaged()) {
            return last.run() + 1;
        }
        logger.warn("{} is {}: the whole write-ahead log is replayed", FileNames.CHECKPOINT,
                (last != null) ? "damaged" : "missing");
        return Versions.runAfterLoss(this.settings.clock().millis(), newestFile());
    }

    private long newestFile() throws IOException {
        return this.directory.list(this.directory.root()).stream().mapToLong(FileInfo::modifiedMillis).max().orElse(0);
    }

    private boolean hasLog() throws IOException {
        return this.directory.list(this.directory.root()).stream().map(FileInfo::name).anyMatch(FileNames::isLog);
    }

    private long replay(Engine engine, long lsn) throws IOException {
        try {
            return engine.queue()
                .exclusively(() -> this.settings.log()
                    .open(this.directory, engine.quarantine(), lsn, this.settings.readOnly(),
                            (record) -> replay(engine, record)));
        }
        catch (IOException | RuntimeException ex) {
            throw ex;
        }
        catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    private void replay(Engine engine, LogRecord record) {
        Change change = record.change();
        CollectionState collection = engine.collections().logged(change.collection());
        if (collection == null) {
            this.unknown.merge(change.collection(), 1, Integer::sum);
        }
        else if (!collection.persistent) {
            this.withoutFiles.merge(collection.name, 1, Integer::sum);
        }
        else {
            StoredRow before = collection.row(change.rowId());
            StoredRow after = (change.json() != null) ? row(engine, collection, record) : null;
            if (before != null || after != null) {
                collection.apply(change.rowId(), before, after, record.timestamp());
            }
        }
    }

    private static StoredRow row(Engine engine, CollectionState collection, LogRecord record) {
        Change change = record.change();
        byte[] json = Objects.requireNonNull(change.json());
        boolean adopt = change.expiresAt() == 0 && collection.options.ttl() != null;
        long expiry = adopt ? collection.expiry.of(record.timestamp()) : change.expiresAt();
        return StoredRow.of(change.rowId(), json, engine.versions().next(),
                (collection.options.ttl() != null) ? expiry : 0);
    }

    private void refuseUnknown() {
        this.unknown.forEach((name, changes) -> {
            throw new InvalidConfigurationException("collections." + name, null,
                    "The write-ahead log has " + changes + " changes of this collection that are not in its files yet,"
                            + " but it is not configured. Configure it as it was, start once, and then take it out.");
        });
        this.withoutFiles.forEach((name, changes) -> {
            CollectionOptions options = this.settings.collections().get(name);
            throw new InvalidConfigurationException("collections." + name + ".strategy",
                    (options != null) ? options.strategy() : this.settings.unconfiguredStrategy(),
                    "The write-ahead log has " + changes + " changes of this collection that are not in its files yet,"
                            + " and it has no files any more. Configure it as it was, and start once.");
        });
    }

}
