package io.filestore.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.error.CorruptStoreException;
import io.filestore.index.IndexFile;
import io.filestore.io.DirectoryLock;
import io.filestore.io.FileInfo;
import io.filestore.io.FileModes;
import io.filestore.io.FileNames;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.Places;
import io.filestore.wal.Checkpoint;
import io.filestore.wal.LogReader;

/** Checks everything in a store's directory that can be checked without configuration. */
final class VerifyCommand {

    private final Path path;

    private final StoreDirectory directory;

    private final PrintStream out;

    private int findings;

    private VerifyCommand(Path path, PrintStream out) {
        this.path = path;
        this.directory = StoreDirectory.at(path, FileModes.ownerOnly());
        this.out = out;
    }

    static VerifyCommand of(List<String> arguments, PrintStream out) {
        if (arguments.size() != 1 || arguments.get(0).startsWith("--")) {
            throw new UsageException("verify needs a directory, and nothing else.");
        }
        return new VerifyCommand(Path.of(arguments.get(0)).toAbsolutePath().normalize(), out);
    }

    int run() throws IOException {
        FileInfo info = this.directory.stat(this.path);
        if (info == null || info.kind() == FileInfo.Kind.FILE) {
            throw new UsageException(this.path + " is no directory.");
        }
        DirectoryLock lock = this.directory.lock(true);
        try {
            checkLog();
            Catalog catalog = catalog();
            List<CollectionFiles> collections = CollectionFiles.in(this.directory, catalog);
            for (CollectionFiles collection : collections) {
                check(collection);
            }
            if (catalog != null) {
                for (Map.Entry<String, CatalogEntry> entry : catalog.collections().entrySet()) {
                    check(entry.getKey(), entry.getValue());
                }
            }
            checkQuarantine();
            this.out.println(collections.size() + " collections; " + this.findings + " findings");
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
        if (entry.next() != null || entry.former() != null) {
            this.out.println("Collection '" + name + "' is on its way to another place; the next start goes on with it");
        }
        else if (files == null) {
            this.out
                .println(entry.rows() + ": not looked at, because only the application has the strategy that reads it");
        }
        else if (!entry.fresh() && !Places.of(files.strategy()).isAny(this.directory)) {
            found("No file is left of " + entry.rows() + ", where the rows of collection '" + name + "' were",
                    "Restore the files from a backup, or mount the disk that they are on; otherwise the next start begins without rows.");
        }
    }

    private void checkLog() throws IOException {
        Checkpoint checkpoint = Checkpoint.read(this.directory);
        long lsn = (checkpoint != null) ? checkpoint.lsn() : Checkpoint.UNKNOWN_LSN;
        if (checkpoint != null && lsn == Checkpoint.UNKNOWN_LSN) {
            found(this.directory.root().resolve(FileNames.CHECKPOINT) + " is damaged",
                    "Nothing to do: the next start replays the whole log and writes it anew.");
        }
        LogReader.LogState log = LogReader.check(this.directory, lsn);
        if (log.flaw() != null && log.damage()) {
            found(log.flaw() + ". It had been durable, so this is damage",
                    "Restore the file from a backup, or start once with wal.on-corruption=salvage, which keeps every change that is provably whole.");
        }
        this.out.println("Log: up to LSN " + log.lastLsn() + ", of which " + log.waiting()
                + " changes wait for the next start" + ((log.flaw() != null && !log.damage())
                        ? "; it ends in a write that a crash has cut off (" + log.flaw() + ")" : ""));
    }

    private void check(CollectionFiles collection) throws IOException {
        int before = this.findings;
        String state = new CollectionCheck(this.directory, collection, this::found).run();
        checkIndexes(collection.strategy().indexDirectory());
        Path at = pathOf(collection);
        this.out.println((at.startsWith(this.path) ? this.path.relativize(at) : at) + " (" + collection.kind() + "): " + state
                + ((this.findings > before) ? ", " + (this.findings - before) + " findings" : ""));
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
        this.out.println("FOUND " + what);
        this.out.println("      " + remedy);
    }

}
