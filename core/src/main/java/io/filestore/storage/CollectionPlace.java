package io.filestore.storage;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.FileInfo;
import io.filestore.io.StoreDirectory;

/**
 * Where a collection lies.
 *
 * @param collection the collection's name
 * @param directory the disk
 * @param path its file or directory
 */
record CollectionPlace(String collection, StoreDirectory directory, Path path) {

    /** What is at the path; null if nothing. */
    @Nullable FileInfo find(FileInfo.Kind expected) throws IOException {
        FileInfo info = this.directory.stat(this.path);
        if (info != null && info.kind() != expected) {
            throw new InvalidConfigurationException("collections." + this.collection + ".path", this.path,
                    "The strategy keeps a " + name(expected) + " there, but it is a " + name(info.kind())
                            + "; choose another path or strategy, or move it away.");
        }
        return info;
    }

    /** The same collection at this path with something added to its name. */
    CollectionPlace with(String ending) {
        return new CollectionPlace(this.collection, this.directory, beside(ending));
    }

    Path beside(String ending) {
        return this.path.resolveSibling(this.path.getFileName() + ending);
    }

    private static String name(FileInfo.Kind kind) {
        return switch (kind) {
            case FILE -> "file";
            case DIRECTORY -> "directory";
            case LINK -> "symbolic link";
            case OTHER -> "device, pipe or socket";
        };
    }

}
