package io.filestore.open;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.check.SharedKeys;
import io.filestore.check.StrayFiles;
import io.filestore.commit.Versions;
import io.filestore.config.CollectionOptions;
import io.filestore.config.OpeningListener;
import io.filestore.config.StoreSettings;
import io.filestore.engine.Checkpoints;
import io.filestore.engine.OpenCatalog;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.engine.Reaction;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreIOException;
import io.filestore.io.StoreDirectory;
import io.filestore.io.StoreLocks;
import io.filestore.memory.CollectionMemory;
import io.filestore.remote.Engines;
import io.filestore.row.Change;
import io.filestore.row.StoredRow;
import io.filestore.wal.LogRecord;
import io.filestore.wal.LogStart;

/**
 * Opening a store: catalog and checkpoint, then files, then the log above the checkpoint.
 * Can be killed at any point and done again: until the first flush it changes nothing but
 * the number of the run, the catalog, a torn tail, what goes into quarantine, and what a
 * killed flush has left unfinished, unless collections must move, see {@link Moves}, or
 * their rows become others, see {@link Reshaping}.
 */
public final class Recovery {

    private static final Logger logger = LoggerFactory.getLogger(Recovery.class);

    private final StoreSettings settings;

    private final StoreLocks locks;

    private final Engines engines;

    private final StoreDirectory directory;

    private final Map<String, Integer> unknown = new TreeMap<>();

    private final Map<String, Integer> withoutFiles = new TreeMap<>();

    /**
     * @param engines those of collections that are not in this directory
     */
    public Recovery(StoreSettings settings, StoreLocks locks, Engines engines) {
        this.settings = settings;
        this.locks = locks;
        this.engines = engines;
        this.directory = settings.directory();
    }

    /**
     * What recovery ends with.
     *
     * @param store ready to serve
     * @param flushedLsn what the files hold
     * @param replayed how many changes came from the log
     */
    public record Recovered(OpenStore store, long flushedLsn, long replayed) {
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
        Assembly assembly = new Assembly(this.settings, this.locks, opened, checkpoints, run);
        OpenStore store = assembly.store();
        OpenCollections collections = store.collections();
        Reaction reaction = assembly.opening().reaction();
        LostLog lost = new LostLog(store.files(), reaction, last);
        try (Progress progress = new Progress(collections, this.directory.root())) {
            lost.tell(catalog);
            Moves moves = assembly.opening().moves(collections);
            moves.tidy();
            if (!this.settings.readOnly()) {
                checkpoints.begin();
                new Leftovers(this.directory).deleteOwn();
            }
            requireValues(opened.now().entry(OpenCollections.VALUES));
            new LeavingFiles(store).open();
            moves.begin(collections.named(), progress);
            // What is at their places does not count, and must not be written before.
            moves.returning().forEach((each) -> collections.remove(each.name()));
            progress.now("Loading");
            this.settings.opening().onBegin(OpeningListener.Phase.LOAD);
            assembly.opening().loading().load(collections.all());
            moves.finish();
            openMigrated(collections);
            this.settings.opening()
                .onEnd(OpeningListener.Phase.LOAD,
                        collections.named().stream().mapToLong((each) -> each.memory().size()).sum());
            progress.now("Replaying the log over");
            this.settings.opening().onBegin(OpeningListener.Phase.REPLAY);
            long beyond = checkpoints.highestLsn();
            long replayed = replay(assembly, new LogStart(lsn, beyond, lost.isLost(), run, opened.now().storeId()));
            lost.tellBehind(this.settings.log().foundLsn(), beyond);
            if (!this.settings.readOnly()) {
                checkpoints.opened(this.settings.log().openLsn());
            }
            this.settings.opening().onEnd(OpeningListener.Phase.REPLAY, replayed);
            refuseUnknown();
            if (this.settings.unconfiguredStrategy() == null) {
                moves.tellUnconfigured();
            }
            long flushed = assembly.returns(this.engines, progress).run(moves.returning(), Math.max(lsn, 0));
            flushed = assembly.reshaping(catalog != null, progress).run(flushed);
            Arrivals arrivals = new Arrivals(store, this.engines, moves, progress);
            flushed = arrivals.run(flushed);
            arrivals.finish();
            new SharedKeys(this.settings, collections, store.findings()).find();
            reaction.toStrays(StrayFiles.amongOwn(this.directory).findings(null));
            return new Recovered(store, flushed, replayed);
        }
        catch (Throwable ex) {
            this.settings.log().close();
            throw ex;
        }
    }

    /** They do not come back by themselves. */
    private void requireValues(@Nullable CatalogEntry values) {
        boolean reader = this.settings.readOnly() && this.settings.remote().isEmpty();
        if (!reader && values != null && values.rows().remote()
                && !this.settings.remote().containsKey(OpenCollections.VALUES)) {
            throw new InvalidConfigurationException("values.strategy", null,
                    "The values are in " + values.rows()
                            + ", and do not come back by themselves. Set the strategy of the values to "
                            + values.rows().strategy() + ".");
        }
    }

    /** So that no other collection is opened later whose rows must be migrated. */
    private void openMigrated(OpenCollections collections) {
        this.settings.migrations()
            .collections()
            .stream()
            .filter((name) -> !this.settings.collections().containsKey(name)
                    && !this.settings.remote().containsKey(name))
            .forEach(collections::get);
    }

    private long replay(Assembly assembly, LogStart start) throws IOException {
        try {
            OpenStore store = assembly.store();
            return store.queue()
                .exclusively(() -> this.settings.log()
                    .open(this.directory, store.files().quarantine(), start, this.settings.readOnly(),
                            (record) -> replay(assembly, record)));
        }
        catch (IOException | RuntimeException ex) {
            throw ex;
        }
        catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    private void replay(Assembly assembly, LogRecord record) {
        Change change = record.change();
        CatalogEntry entry = assembly.store().files().catalog().now().entry(change.collection());
        if (entry != null && entry.rows().remote()) {
            // From before the rows have moved to an engine.
            return;
        }
        OpenCollection collection = logged(assembly, change.collection());
        if (collection == null) {
            this.unknown.merge(change.collection(), 1, Integer::sum);
        }
        else if (!collection.isPersistent()) {
            this.withoutFiles.merge(collection.name(), 1, Integer::sum);
        }
        else {
            StoredRow before = collection.memory().row(change.rowId());
            StoredRow after = (change.json() != null) ? row(assembly.versions(), collection.memory(), record) : null;
            if (before != null || after != null) {
                collection.memory().apply(change.rowId(), before, after, record.timestamp());
            }
        }
    }

    private @Nullable OpenCollection logged(Assembly assembly, String name) {
        OpenCollections collections = assembly.store().collections();
        OpenCollection known = collections.logged(name);
        if (known != null || !this.settings.remote().containsKey(name)) {
            return known;
        }
        OpenCollection opened = new LeavingFiles(assembly.store()).logged(name);
        try {
            assembly.opening().open(collections, opened);
        }
        catch (IOException ex) {
            throw new StoreIOException("The collection '" + name + "' could not be loaded", ex);
        }
        return opened;
    }

    private static StoredRow row(Versions versions, CollectionMemory collection, LogRecord record) {
        Change change = record.change();
        byte[] json = Objects.requireNonNull(change.json());
        boolean adopt = change.expiresAt() == 0 && collection.expiry().hasTtl();
        long expiry = adopt ? collection.expiry().of(record.timestamp()) : change.expiresAt();
        return StoredRow.of(change.rowId(), json, versions.next(), collection.expiry().hasTtl() ? expiry : 0);
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
