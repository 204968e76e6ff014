package io.filestore.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The root of a store, and what was missing above it, if opening the store has made them:
 * so that a store in which nothing was ever written can leave nothing behind, as after a
 * start that fails later, or that was only for training a cache.
 *
 * <p>
 * Nothing is deleted but empty directories that this very opening has made, and the files
 * that opening writes without having been given anything. Whatever else lies there keeps
 * all of it, whoever has put it there.
 */
public final class MadeRoot {

    /** What every opening writes. */
    private static final Set<String> OPENING = Set.of(FileNames.CHECKPOINT, FileNames.CATALOG, FileNames.WAL,
            FileNames.LOCK);

    private final StoreDirectory directory;

    /** From below to above. */
    private final List<Path> made;

    private MadeRoot(StoreDirectory directory, List<Path> made) {
        this.directory = directory;
        this.made = made;
    }

    /** Looks what is missing, before the root is locked, which makes it. */
    public static MadeRoot before(StoreDirectory directory) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path path = directory.root(); path != null && directory.stat(path) == null; path = path.getParent()) {
            missing.add(path);
        }
        return new MadeRoot(directory, missing);
    }

    /**
     * Takes away what opening has made, if there is nothing else. Called by whoever still
     * has the lock, so that nobody takes it in between, and knows that no change is in
     * the log.
     */
    public void remove() throws IOException {
        if (this.made.isEmpty()) {
            return;
        }
        Path root = this.directory.root();
        List<FileInfo> files = this.directory.list(root);
        if (!files.stream().allMatch((file) -> file.isFile() && OPENING.contains(file.name()))) {
            return;
        }
        for (FileInfo file : files) {
            this.directory.delete(root.resolve(file.name()));
        }
        for (Path path : this.made) {
            if (!this.directory.list(path).isEmpty()) {
                return;
            }
            this.directory.delete(path);
        }
    }

}
