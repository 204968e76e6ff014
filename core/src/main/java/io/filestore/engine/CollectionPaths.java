package io.filestore.engine;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.StoreDirectory;
import io.filestore.io.StoreLocks;
import io.filestore.storage.StorageStrategy;

/**
 * Who owns which path, so that no two collections write to one place, nor two stores, and
 * none where filestore keeps its own files. One thread claims at a time; anybody may ask.
 */
public final class CollectionPaths {

    private final StoreDirectory directory;

    private final StoreLocks locks;

    private final SortedMap<String, Claim> owners = new ConcurrentSkipListMap<>();

    public CollectionPaths(StoreDirectory directory, StoreLocks locks) {
        this.directory = directory;
        this.locks = locks;
    }

    /** Keeps other stores out of a place. */
    void lock(StorageStrategy strategy) {
        if (strategy.path() != null) {
            this.locks.take(strategy.path(), !strategy.isOneFile());
        }
    }

    /** The collection that a file belongs to; null if it is none's. */
    public @Nullable String owner(Path file) {
        for (Path above = fold(file); above != null; above = above.getParent()) {
            Claim claim = this.owners.get(key(above));
            if (claim != null) {
                return claim.owner;
            }
        }
        return null;
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

    static String option(String collection) {
        return "collections." + collection + ".path";
    }

}
