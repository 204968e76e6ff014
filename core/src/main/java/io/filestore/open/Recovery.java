package io.filestore.open;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.catalog.Catalog;
import io.filestore.check.SharedKeys;
import io.filestore.check.StrayFiles;
import io.filestore.config.CollectionOptions;
import io.filestore.config.OpeningListener;
import io.filestore.config.StoreSettings;
import io.filestore.engine.Checkpoints;
import io.filestore.engine.Engine;
import io.filestore.engine.OpenCatalog;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;
import io.filestore.io.StoreLocks;
import io.filestore.memory.CollectionState;
import io.filestore.row.Change;
import io.filestore.row.StoredRow;
import io.filestore.wal.LogRecord;
import io.filestore.wal.LogStart;

/**
 * Opening a store: catalog and checkpoint, then files, then the log above the checkpoint.
 * Can be killed at any point and done again: until the first flush it changes nothing but
 * the number of the run, the catalog, a torn tail, what goes into quarantine, and what a
 * killed flush has left unfinished, unless collections must move, see {@link Moves}.
 */
public final class Recovery {

    private static final Logger logger = LoggerFactory.getLogger(Recovery.class);

    private final StoreSettings settings;

    private final StoreLocks locks;

    private final StoreDirectory directory;

    private final Map<String, Integer> unknown = new TreeMap<>();

    private final Map<String, Integer> withoutFiles = new TreeMap<>();

    public Recovery(StoreSettings settings, StoreLocks locks) {
        this.settings = settings;
        this.locks = locks;
        this.directory = settings.directory();
    }

    /**
     * What recovery ends with.
     *
     * @param engine ready to serve
     * @param flushedLsn what the files hold
     * @param replayed how many changes came from the log
     */
    public record Recovered(Engine engine, long flushedLsn, long replayed) {
    }

    public Recovered run() throws IOException {
        Catalog catalog = Catalog.read(this.directory);
        LastRun last = LastRun.in(this.directory);
        // Whoever writes gets a run of at least 1, so versions given by one who only
        // reads are never given there.
        long run = this.settings.readOnly() ? 0 : last.nextRun(this.settings.clock());
        long lsn = last.lsn();
        OpenCatalog opened = new OpenCatalog(this.directory, catalog, last.store());
        Checkpoints checkpoints = new Checkpoints(this.directory, last.checkpoint(), opened.now().storeId(), lsn,
                last.flushed(), run);
        Engine engine = new Engine(this.settings, new Quarantine(this.directory, this.settings.clock()), opened,
                checkpoints, run, this.locks, Recovery::open);
        LostLog lost = new LostLog(engine, last);
        try (Progress progress = new Progress(engine)) {
            lost.tell(catalog);
            Moves moves = new Moves(engine);
            moves.tidy();
            if (!this.settings.readOnly()) {
                engine.checkpoints().begin();
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
            long beyond = engine.checkpoints().highestLsn();
            long replayed = replay(engine, new LogStart(lsn, beyond, lost.isLost(), run, opened.now().storeId()));
            lost.tellBehind(this.settings.log().foundLsn(), beyond);
            if (!this.settings.readOnly()) {
                engine.checkpoints().opened(this.settings.log().openLsn());
            }
            this.settings.opening().onEnd(OpeningListener.Phase.REPLAY, replayed);
            refuseUnknown();
            if (this.settings.unconfiguredStrategy() == null) {
                moves.tellUnconfigured();
            }
            new SharedKeys(engine).find();
            engine.tell(StrayFiles.amongOwn(this.directory).findings(null));
            return new Recovered(engine, Math.max(lsn, 0), replayed);
        }
        catch (Throwable ex) {
            this.settings.log().close();
            throw ex;
        }
    }

    /** Opens a collection that is asked for, but was not configured. */
    private static void open(Engine engine, CollectionState collection) throws IOException {
        Moves moves = new Moves(engine);
        moves.tidy();
        moves.begin(List.of(collection), null);
        new Loading(engine).load(List.of(collection));
        moves.finish();
    }

    private long replay(Engine engine, LogStart start) throws IOException {
        try {
            return engine.queue()
                .exclusively(() -> this.settings.log()
                    .open(this.directory, engine.quarantine(), start, this.settings.readOnly(),
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
        else if (!collection.isPersistent()) {
            this.withoutFiles.merge(collection.name(), 1, Integer::sum);
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
        boolean adopt = change.expiresAt() == 0 && collection.options().ttl() != null;
        long expiry = adopt ? collection.expiry().of(record.timestamp()) : change.expiresAt();
        return StoredRow.of(change.rowId(), json, engine.versions().next(),
                (collection.options().ttl() != null) ? expiry : 0);
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
