package io.filestore.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.check.Verification;
import io.filestore.commit.CommitQueue;
import io.filestore.config.CollectionOptions;
import io.filestore.config.StoreSettings;
import io.filestore.engine.CollectionSnapshot;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.engine.StoreFiles;
import io.filestore.error.StoreException;
import io.filestore.error.StoreIOException;
import io.filestore.report.BackupReport;
import io.filestore.storage.Places;
import io.filestore.storage.StorageStrategy;
import io.filestore.wal.Checkpoint;
import io.filestore.wal.LogReader;

/**
 * Copies an open store: the files of one checkpoint, and the log from there.
 *
 * <pre>
 * flush                                              (the files are those of a checkpoint)
 * copy the files; writers go on, into the log        (nothing else flushes meanwhile)
 * under the commit lock: seal the log                (the backup ends here)
 * copy the sealed segments, write catalog and checkpoint
 * compare the copy with memory
 * force everything, rename
 * </pre> Runs on the flush thread. If anything fails, nothing of it is left.
 */
public final class Backup {

    private final StoreSettings settings;

    private final OpenCollections collections;

    private final StoreFiles files;

    private final CommitQueue queue;

    private final UnfinishedBackup copy;

    private final BackupPaths paths;

    private final long checkpointLsn;

    private final List<CollectionSnapshot> moments = new ArrayList<>();

    private final List<Path> segments = new ArrayList<>();

    private final Map<String, Long> rows = new HashMap<>();

    private long lsn;

    private Backup(StoreSettings settings, OpenCollections collections, StoreFiles files, CommitQueue queue,
            UnfinishedBackup copy, long checkpointLsn) {
        this.settings = settings;
        this.collections = collections;
        this.files = files;
        this.queue = queue;
        this.copy = copy;
        this.checkpointLsn = checkpointLsn;
        this.paths = new BackupPaths(files.directory(), files.catalog().now());
    }

    /**
     * Makes a backup right after a flush.
     * @param checkpointLsn what that has brought into the files
     */
    public static BackupReport run(StoreSettings settings, OpenCollections collections, StoreFiles files,
            CommitQueue queue, Path target, long checkpointLsn) {
        long started = System.nanoTime();
        UnfinishedBackup copy;
        try {
            List<Path> live = new ArrayList<>(List.of(files.directory().root()));
            collections.all().forEach((each) -> live.addAll(Places.of(each.strategy()).all()));
            copy = UnfinishedBackup.begin(files.directory(), target, live);
        }
        catch (IOException ex) {
            throw failed(target, ex);
        }
        boolean finished = false;
        try {
            Backup backup = new Backup(settings, collections, files, queue, copy, checkpointLsn);
            backup.copy();
            copy.finish();
            finished = true;
            return new BackupReport(target, backup.lsn, copy.files(), copy.bytes(), backup.rows,
                    Duration.ofNanos(System.nanoTime() - started));
        }
        catch (StoreException ex) {
            throw ex;
        }
        catch (Exception ex) {
            throw failed(target, ex);
        }
        finally {
            if (!finished) {
                copy.abandon();
            }
        }
    }

    private static StoreIOException failed(Path target, Exception cause) {
        return new StoreIOException(
                "The backup into " + target + " failed, and nothing of it is kept (" + cause.getMessage()
                        + "). The store goes on as before",
                (cause instanceof IOException io) ? io : new IOException(cause));
    }

    private void copy() throws Exception {
        Catalog catalog = this.files.catalog().now();
        for (OpenCollection collection : this.collections.all()) {
            this.paths.add(collection.name(), collection.layout(), collection.strategy());
        }
        for (Map.Entry<String, CatalogEntry> entry : catalog.collections().entrySet()) {
            addUnconfigured(entry.getKey(), entry.getValue().rows());
        }
        for (Map.Entry<Path, String> file : this.paths.all().entrySet()) {
            this.copy.copy(file.getKey(), file.getValue());
        }
        try {
            end();
            this.paths.catalog(catalog).write(this.files.directory(), this.copy.place());
            copyLog();
            check();
        }
        finally {
            this.queue.exclusively(() -> {
                this.moments.forEach((moment) -> moment.collection().memory().thaw());
                return 0;
            });
        }
    }

    /** Taken out of the configuration, but its files are still the store's. */
    private void addUnconfigured(String name, Layout layout) {
        if (!this.paths.has(name) && this.settings.strategies().containsKey(layout.strategy())) {
            StorageStrategy strategy = this.collections.strategies()
                .of(name,
                        CollectionOptions.of(layout.strategy()).withPath(layout.in(this.files.directory()).toString()));
            this.paths.add(name, layout, strategy);
        }
    }

    private void end() throws Exception {
        this.queue.exclusively(() -> {
            for (OpenCollection collection : this.collections.all()) {
                this.moments.add(collection.freeze());
                if (collection.isPersistent()) {
                    this.rows.put(collection.name(), collection.memory().size());
                }
            }
            this.settings.log().seal();
            this.lsn = this.settings.log().lastLsn();
            // Later ones would be more than the end of the backup.
            this.segments.addAll(this.settings.log().sealedBeyond(this.checkpointLsn));
            return 0;
        });
    }

    private void copyLog() throws IOException {
        for (Path segment : this.segments) {
            this.copy.copy(segment, String.valueOf(segment.getFileName()));
        }
        if (this.segments.isEmpty()) {
            this.copy.wrote(this.settings.log().writeEmpty(this.copy.place(), this.checkpointLsn + 1));
        }
        // The checkpoint comes last: without it nobody takes this for a whole store.
        Checkpoint checkpoint = this.files.checkpoints().now(this.checkpointLsn + 1);
        checkpoint.write(this.files.directory(), this.copy.place());
    }

    private void check() throws IOException {
        Verification verification = new Verification(this.settings, this::inCopy);
        List<String> findings = new ArrayList<>(verification.compare(this.moments));
        for (CollectionSnapshot moment : this.moments) {
            OpenCollection collection = moment.collection();
            if (collection.isPersistent() && !collection.isLogged()) {
                this.rows.put(collection.name(), verification.rowsInFiles(collection.name()));
            }
        }
        this.rows.remove(OpenCollections.VALUES);
        LogReader.LogState log = LogReader.check(this.files.directory(), this.copy.place(), this.checkpointLsn);
        if (log.flaw() != null || log.lastLsn() != this.lsn) {
            findings.add("The log ends with LSN " + log.lastLsn() + ", not " + this.lsn
                    + ((log.flaw() != null) ? ": " + log.flaw() : ""));
        }
        if (!findings.isEmpty()) {
            throw new IOException("The copy is not as the store is: " + findings.size() + " differences, the first: "
                    + findings.get(0));
        }
    }

    private StorageStrategy inCopy(OpenCollection collection) {
        Path path = this.copy.resolve(this.paths.of(collection.name()));
        return this.collections.strategies().at(collection.name(), collection.options(), path);
    }

}
