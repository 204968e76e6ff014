package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.storage.StrategyContext;

/**
 * A collection that was found without its configuration, by its checksums.
 *
 * @param kind the name of its strategy
 * @param strategy reads it
 */
record CollectionFiles(String kind, StorageStrategy strategy) {

    private static final Set<String> OWN = Set.of(FileNames.QUARANTINE, FileNames.REPLACED);

    /**
     * Looks for collections in and below the root; not in what filestore keeps itself,
     * nor in directories that are stores of their own.
     */
    static List<CollectionFiles> in(StoreDirectory directory) throws IOException {
        List<CollectionFiles> found = new ArrayList<>();
        find(directory, directory.root(), found);
        return found;
    }

    private static void find(StoreDirectory directory, Path in, List<CollectionFiles> found) throws IOException {
        for (FileInfo entry : directory.list(in)) {
            Path path = in.resolve(entry.name());
            if (entry.isDirectory()) {
                if (!OWN.contains(entry.name()) && !StorePlace.isStore(directory, path)) {
                    find(directory, path, found);
                }
            }
            else if (entry.isFile()) {
                CollectionFiles collection = of(directory, path);
                if (collection != null) {
                    found.add(collection);
                }
            }
        }
    }

    private static @Nullable CollectionFiles of(StoreDirectory directory, Path checksums) throws IOException {
        String name = String.valueOf(checksums.getFileName());
        if (name.equals(FileNames.CHECKSUMS)) {
            return of(directory, checksums.resolveSibling("."), StandardStrategies.filePerRecord());
        }
        if (!name.endsWith(FileNames.CHECKSUMS_ENDING)) {
            return null;
        }
        Path path = checksums.resolveSibling(name.substring(0, name.length() - FileNames.CHECKSUMS_ENDING.length()));
        if (path.equals(directory.root().resolve(FileNames.VALUES))) {
            return of(directory, path, StandardStrategies.values());
        }
        boolean packed = directory.stat(path.resolveSibling(path.getFileName() + ".lz4")) != null;
        return of(directory, path, packed ? StandardStrategies.compressed() : StandardStrategies.singleFile());
    }

    private static CollectionFiles of(StoreDirectory directory, Path path, StorageStrategyFactory factory) {
        Path place = path.normalize();
        String name = String.valueOf(place.getFileName());
        return new CollectionFiles(factory.name(), factory.create(new StrategyContext(name, place, directory)));
    }

}
