package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;
import io.filestore.io.FileModes;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;

/**
 * Tells whether a directory is a store's. Only what filestore itself puts into the root
 * of every store says so, since an application's own files may have any other name.
 */
final class StorePlace {

    private static final List<String> MARKS = List.of(FileNames.CHECKPOINT, FileNames.CATALOG, FileNames.WAL,
            FileNames.LOCK);

    private StorePlace() {
    }

    /** Whether the directory is a store's. */
    static boolean isStore(StoreDirectory directory, Path path) throws IOException {
        for (String mark : MARKS) {
            FileInfo info = directory.stat(path.resolve(mark));
            if (info != null && info.isFile()) {
                return true;
            }
        }
        return false;
    }

    /** Says why the root is no store's directory, a sentence; null if it is one. */
    static @Nullable String objection(StoreDirectory directory) throws IOException {
        Path root = directory.root();
        if (isStore(directory, root)) {
            return null;
        }
        Path above = storeAbove(root);
        if (above != null) {
            return root + " is a part of the store " + above + ". Give that.";
        }
        for (FileInfo entry : directory.list(root)) {
            Path below = root.resolve(entry.name());
            if (entry.isDirectory() && isStore(directory, below)) {
                return root + " is no store's directory, but " + below + " is one. Give that.";
            }
        }
        return !CollectionFiles.in(directory).isEmpty() ? null
                : root + " is no store's directory: it has none of " + String.join(", ", MARKS)
                        + ", and no checksums. Either filestore has never had it open, or what it left there is gone.";
    }

    private static @Nullable Path storeAbove(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            try {
                if (isStore(StoreDirectory.at(above, FileModes.ownerOnly()), above)) {
                    return above;
                }
            }
            catch (IOException ex) {
                // Not to be looked into, so not to be told apart.
                return null;
            }
        }
        return null;
    }

}
