package io.filestore;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.StoreDirectory;

/**
 * Who owns which path, so that no two collections write to one place, and none where
 * filestore keeps its own files.
 */
final class CollectionPaths {

    private final StoreDirectory directory;

    private final Map<Path, String> owners = new HashMap<>();

    CollectionPaths(StoreDirectory directory) {
        this.directory = directory;
    }

    /** The absolute path that a collection is to have. */
    Path resolve(String collection, CollectionOptions options) {
        String path = (options.path() != null) ? options.path() : collection;
        try {
            return this.directory.resolve(path);
        }
        catch (InvalidConfigurationException ex) {
            throw new InvalidConfigurationException(option(collection), path, ex.reason());
        }
    }

    /** Gives a path to a collection. */
    void claim(String collection, @Nullable Path path) {
        if (path == null) {
            return;
        }
        Path root = this.directory.root();
        if (root.startsWith(path)) {
            throw new InvalidConfigurationException(option(collection), path,
                    "It is the store's own directory, or above it. Give the collection a path inside it.");
        }
        if (path.startsWith(root) && root.relativize(path).getName(0).toString().startsWith("_")) {
            throw new InvalidConfigurationException(option(collection), path,
                    "Names that begin with _ in the store's directory are filestore's own. Give the collection another path.");
        }
        Path folded = fold(path);
        this.owners.forEach((other, owner) -> {
            if (!owner.equals(collection) && (folded.startsWith(other) || other.startsWith(folded))) {
                throw new InvalidConfigurationException(option(collection), path,
                        "It collides with " + other + " of collection '" + owner
                                + "': one collection cannot lie in or inside another. Give one of them another path.");
            }
        });
        this.owners.put(folded, collection);
    }

    private Path fold(Path path) {
        return this.directory.ignoresCase() ? Path.of(path.toString().toLowerCase(Locale.ROOT)) : path;
    }

    private static String option(String collection) {
        return "collections." + collection + ".path";
    }

}
