package io.filestore.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.backup.BackupPaths;
import io.filestore.backup.UnfinishedBackup;
import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.io.DirectoryLock;
import io.filestore.io.FileInfo;
import io.filestore.io.FileModes;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.storage.StrategyContext;

/**
 * Copies the directory of a store that is not open: everything in it, also files of
 * others, but what begins with a dot, and of filestore's own the lock and what has been
 * set aside. Verifies the copy.
 */
final class BackupCommand {

    private final Path target;

    private final StoreDirectory directory;

    private final PrintStream out;

    private BackupCommand(Path path, Path target, PrintStream out) {
        this.target = target;
        this.directory = StoreDirectory.at(path, FileModes.ownerOnly());
        this.out = out;
    }

    static BackupCommand of(List<String> arguments, PrintStream out) {
        if (arguments.size() != 2 || arguments.stream().anyMatch((argument) -> argument.startsWith("--"))) {
            throw new UsageException("backup needs a directory and a target, and nothing else.");
        }
        return new BackupCommand(absolute(arguments.get(0)), absolute(arguments.get(1)), out);
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }

    int run() throws IOException {
        Path root = this.directory.root();
        if (this.directory.stat(root.resolve(FileNames.CHECKPOINT)) == null) {
            throw new UsageException(root + " is no directory of a store: it has no " + FileNames.CHECKPOINT + ".");
        }
        DirectoryLock lock = this.directory.lock(true);
        try {
            copy(root);
        }
        finally {
            lock.close();
        }
        return VerifyCommand.of(List.of(this.target.toString()), this.out).run();
    }

    private void copy(Path root) throws IOException {
        Catalog catalog = Catalog.read(this.directory);
        BackupPaths outside = outside(catalog);
        UnfinishedBackup copy = UnfinishedBackup.begin(this.directory, this.target, List.of(root));
        boolean finished = false;
        try {
            for (FileInfo entry : this.directory.list(root)) {
                if (belongs(entry.name())) {
                    copy.copy(root.resolve(entry.name()), entry.name());
                }
            }
            for (Map.Entry<Path, String> file : outside.all().entrySet()) {
                copy.copy(file.getKey(), file.getValue());
            }
            if (catalog != null) {
                outside.catalog(catalog).write(this.directory, copy.place());
            }
            // It comes last: without it nobody takes this for a whole store.
            copy.copy(root.resolve(FileNames.CHECKPOINT), FileNames.CHECKPOINT);
            copy.finish();
            finished = true;
        }
        finally {
            if (!finished) {
                copy.abandon();
            }
        }
        this.out.println("Copied " + copy.files() + " files, " + copy.bytes() + " bytes to " + this.target);
    }

    private static boolean belongs(String name) {
        return (!name.startsWith("_") && !name.startsWith(".")) || name.startsWith(FileNames.VALUES)
                || name.equals(FileNames.WAL) || FileNames.firstLsn(name).isPresent();
    }

    /** The collections that lie outside of the directory. */
    private BackupPaths outside(@Nullable Catalog catalog) {
        BackupPaths outside = new BackupPaths(this.directory, (catalog != null) ? catalog : Catalog.create());
        if (catalog != null) {
            catalog.collections().forEach((name, entry) -> {
                Path path = entry.rows().in(this.directory);
                if (!path.startsWith(this.directory.root())) {
                    outside.add(name, entry.rows(),
                            strategy(name, entry).create(new StrategyContext(name, path, this.directory)));
                }
            });
        }
        return outside;
    }

    private static StorageStrategyFactory strategy(String name, CatalogEntry entry) {
        StorageStrategyFactory known = StandardStrategies.all()
            .stream()
            .filter((factory) -> factory.name().equals(entry.rows().strategy()))
            .findFirst()
            .orElse(null);
        if (known == null || entry.next() != null || entry.former() != null) {
            throw new UsageException("Collection '" + name + "' lies outside of the directory and "
                    + ((known == null) ? "is of strategy " + entry.rows().strategy() + ", which this tool does not know"
                            : "is on its way to another place")
                    + ". Start the application, and let the store make the backup.");
        }
        return known;
    }

}
