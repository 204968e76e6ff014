package io.filestore.engine;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.StoreDirectory;

/**
 * Who owns which path, so that no two collections write to one place, and none where
 * filestore keeps its own files.
 */
final class CollectionPaths {

    private final StoreDirectory directory;

    private final SortedMap<String, Claim> owners = new TreeMap<>();

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
        for (Path above = folded; above != null; above = above.getParent()) {
            requireOwn(collection, path, this.owners.get(key(above)));
        }
        for (Claim below : this.owners.tailMap(key(folded)).values()) {
            if (!below.path.startsWith(folded)) {
                break;
            }
            requireOwn(collection, path, below);
        }
        this.owners.put(key(folded), new Claim(folded, collection));
    }

    private static void requireOwn(String collection, Path path, @Nullable Claim claim) {
        if (claim != null && !claim.owner.equals(collection)) {
            throw new InvalidConfigurationException(option(collection), path,
                    "It collides with " + claim.path + " of collection '" + claim.owner
                            + "': one collection cannot lie in or inside another. Give one of them another path.");
        }
    }

    /** In its order what lies inside a directory comes behind it, before all else. */
    private static String key(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "\0") + "\0";
    }

    private record Claim(Path path, String owner) {
    }

    private Path fold(Path path) {
        return this.directory.ignoresCase() ? Path.of(path.toString().toLowerCase(Locale.ROOT)) : path;
    }

    private static String option(String collection) {
        return "collections." + collection + ".path";
    }

}
