package io.filestore.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.engine.OpenCollections;
import io.filestore.error.CorruptStoreException;
import io.filestore.io.DirectoryLock;
import io.filestore.io.FileInfo;
import io.filestore.io.FileModes;
import io.filestore.io.FileNames;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.IndexFile;
import io.filestore.storage.Places;
import io.filestore.storage.RowLoader;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StrategyContext;
import io.filestore.wal.Checkpoint;
import io.filestore.wal.LogReader;

/** Checks everything in a store's directory that can be checked without configuration. */
final class VerifyCommand {

    private static final Command.Option JSON = Command.Option.flag("--json");

    static final Command COMMAND = new Command("verify", List.of("DIRECTORY"), List.of(JSON), """
            Checks rows against their checksums, the write-ahead log, the checkpoint and the
            index files, and lists what is in quarantine; with --json as one JSON object.
            The store must not be open. Changes nothing.""",
            (arguments, console) -> new VerifyCommand(arguments, console).run());

    private final Path path;

    private final StoreDirectory directory;

    private final RowLoader loader;

    private final Report report;

    private int findings;

    private VerifyCommand(Arguments arguments, Console console) {
        this.path = arguments.path(0);
        this.directory = StoreDirectory.at(this.path, FileModes.ownerOnly());
        this.loader = new RowLoader(this.directory);
        this.report = arguments.has(JSON) ? new JsonReport(this.path, console.out())
                : new TextReport(this.path, console.out());
    }

    private int run() throws IOException {
        FileInfo info = this.directory.stat(this.path);
        if (info == null || info.kind() == FileInfo.Kind.FILE) {
            throw new IOException(this.path + " is no directory.");
        }
        String objection = StorePlace.objection(this.directory);
        if (objection != null) {
            throw new IOException(objection);
        }
        DirectoryLock lock = this.directory.lock(true);
        try {
            Catalog catalog = catalog();
            List<CollectionFiles> collections = CollectionFiles.in(this.directory, catalog);
            checkLog(hasChecksums(collections));
            for (CollectionFiles collection : collections) {
                check(collection);
            }
            if (catalog != null) {
                for (Map.Entry<String, CatalogEntry> entry : catalog.collections().entrySet()) {
                    check(entry.getKey(), entry.getValue());
                }
            }
            if (catalog == null || !isWithEngine(catalog.entry(OpenCollections.VALUES))) {
                checkValues();
            }
            checkQuarantine();
            this.report.end(collections.size(), this.findings);
        }
        finally {
            lock.close();
        }
        return (this.findings > 0) ? StoreTool.FINDINGS : StoreTool.CLEAN;
    }

    private @Nullable Catalog catalog() throws IOException {
        try {
            return Catalog.read(this.directory);
        }
        catch (CorruptStoreException ex) {
            found(ex.file() + " is damaged, so that only what has checksums in the directory was looked at",
                    "Restore it from a backup. If no strategy and no path of a collection was changed since the last start, delete it: the next start makes it anew.");
            return null;
        }
    }

    private void check(String name, CatalogEntry entry) throws IOException {
        CollectionFiles files = CollectionFiles.recorded(this.directory, name, entry.rows());
        if (entry.shape() != CatalogEntry.FIRST_SHAPE) {
            this.report.note("Collection '" + name + "' has rows of shape " + entry.shape());
        }
        if (entry.isWithEngine()) {
            this.report.note("Collection '" + name + "' "
                    + (entry.rows().remote() ? "is kept by an engine, in " + entry.rows() + ": not looked at"
                            : "is on its way to an engine, from " + entry.rows() + " to " + entry.next()
                                    + "; the next start goes on with it"));
        }
        else if (entry.next() != null || entry.former() != null) {
            this.report
                .note("Collection '" + name + "' is on its way to another place; the next start goes on with it");
        }
        else if (files == null) {
            this.report
                .note(entry.rows() + ": not looked at, because only the application has the strategy that reads it");
        }
        else if (!entry.fresh() && !Places.of(files.strategy()).isAny(this.directory)) {
            found("No file is left of " + entry.rows() + ", where the rows of collection '" + name + "' were",
                    "Restore the files from a backup, or mount the disk that they are on; otherwise the next start begins without rows.");
        }
    }

    private static boolean isWithEngine(@Nullable CatalogEntry entry) {
        return entry != null && entry.isWithEngine();
    }

    /** The catalog does not have values in files, but the checkpoint may. */
    private void checkValues() throws IOException {
        Checkpoint checkpoint = Checkpoint.read(this.directory);
        Path values = this.directory.root().resolve(FileNames.VALUES);
        StorageStrategy strategy = StandardStrategies.values()
            .create(new StrategyContext(OpenCollections.VALUES, values, this.directory));
        if (checkpoint != null && checkpoint.flushes().containsKey(OpenCollections.VALUES)
                && !Places.of(strategy).isAny(this.directory)) {
            found("No file is left of " + values + ", where the global values were",
                    "Restore it from a backup, with its checksums; otherwise the next start begins without values.");
        }
    }

    private boolean hasChecksums(List<CollectionFiles> collections) throws IOException {
        for (CollectionFiles collection : collections) {
            Path checksums = collection.strategy().checksumFile();
            if (checksums != null && this.directory.stat(checksums) != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param flushed whether a flush has ever written something, which it does not do
     * without a checkpoint and a log
     */
    private void checkLog(boolean flushed) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(this.directory);
        long lsn = (checkpoint != null) ? checkpoint.lsn() : Checkpoint.UNKNOWN_LSN;
        if (checkpoint != null && checkpoint.isDamaged()) {
            found(this.directory.root().resolve(FileNames.CHECKPOINT) + " is damaged",
                    "Nothing to do: the next start replays the whole log and writes it anew.");
        }
        else if (checkpoint == null && flushed) {
            found(this.directory.root().resolve(FileNames.CHECKPOINT) + " is missing", "If the copy of the"
                    + " directory is not complete, take another one; the next start replays the whole log and writes it anew.");
        }
        if (flushed && LogReader.segments(this.directory).isEmpty()) {
            found(this.directory.root().resolve(FileNames.WAL) + " is missing, and every change in it that was not in"
                    + " the files yet",
                    "Put it back from where it went, or restore the directory from a backup,"
                            + " before the store is opened: that begins a new log.");
        }
        LogReader.LogState log = LogReader.check(this.directory, lsn);
        if (log.flaw() != null && log.damage()) {
            found(log.flaw() + ". It had been durable, so this is damage",
                    "Restore the file from a backup, or start once with wal.on-corruption=salvage, which keeps every change that is provably whole.");
        }
        this.report.log(log);
    }

    private void check(CollectionFiles collection) throws IOException {
        int before = this.findings;
        CollectionCheck.State state = new CollectionCheck(this.directory, collection, this.loader, this::found).run();
        checkIndexes(collection.strategy().indexDirectory());
        this.report.collection(pathOf(collection), collection.kind(), state, this.findings - before);
    }

    private Path pathOf(CollectionFiles collection) {
        Path at = collection.strategy().path();
        return (at != null) ? at : this.path;
    }

    private void checkIndexes(@Nullable Path indexes) throws IOException {
        if (indexes == null) {
            return;
        }
        for (FileInfo entry : this.directory.list(indexes)) {
            Path file = indexes.resolve(entry.name());
            if (entry.isFile() && entry.name().endsWith(".jsonl") && !IndexFile.isReadable(this.directory, file)) {
                found(file + " is not readable as an index",
                        "Nothing to do: nothing is read from it, and the next start writes it anew.");
            }
        }
    }

    private void checkQuarantine() throws IOException {
        Path quarantine = this.directory.root().resolve(FileNames.QUARANTINE);
        for (FileInfo entry : this.directory.list(quarantine)) {
            if (entry.name().endsWith(Quarantine.REASON)) {
                String reason = new String(this.directory.readAll(quarantine.resolve(entry.name())),
                        StandardCharsets.UTF_8);
                found(quarantine.resolve(entry.name().substring(0, entry.name().length() - Quarantine.REASON.length()))
                        + ": " + reason.strip().replace("\n", " "),
                        "Mend it and put the row back through the application, or restore it from a backup; then delete both files.");
            }
        }
    }

    private void found(String what, String remedy) {
        this.findings++;
        this.report.finding(what, remedy);
    }

}
