package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.backup.BackupPaths;
import io.filestore.backup.UnfinishedBackup;
import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.error.StoreIOException;
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

    static final Command COMMAND = new Command("backup", List.of("DIRECTORY", "TARGET"), List.of(), """
            Copies the directory, with the times that tell an edit from a flipped bit, to one that
            does not exist yet or is empty, and verifies the copy. The store must not be open; one
            that is makes its backups itself.""", (arguments, console) -> new BackupCommand(arguments, console).run());

    private final Path target;

    private final StoreDirectory directory;

    private final Console console;

    private BackupCommand(Arguments arguments, Console console) {
        this.target = arguments.path(1);
        this.directory = StoreDirectory.at(arguments.path(0), FileModes.ownerOnly());
        this.console = console;
    }

    private int run() throws IOException {
        Path root = this.directory.root();
        if (this.directory.stat(root.resolve(FileNames.CHECKPOINT)) == null) {
            throw new IOException(root + " is no directory of a store: it has no " + FileNames.CHECKPOINT + ".");
        }
        DirectoryLock lock = this.directory.lock(true);
        try {
            copy(root);
        }
        finally {
            lock.close();
        }
        return VerifyCommand.COMMAND.action()
            .run(Arguments.of(VerifyCommand.COMMAND, List.of(this.target.toString())), this.console);
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
        this.console.out().println("Copied " + copy.files() + " files, " + copy.bytes() + " bytes to " + this.target);
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
                if (entry.rows().remote()) {
                    return;
                }
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
            throw new StoreIOException("Collection '" + name + "' lies outside of the directory and "
                    + ((known == null) ? "is of strategy " + entry.rows().strategy() + ", which this tool does not know"
                            : "is on its way to another place")
                    + ". Start the application, and let the store make the backup.",
                    new IOException(entry.rows().path()));
        }
        return known;
    }

}
