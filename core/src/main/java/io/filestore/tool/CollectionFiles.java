package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.Layout;
import io.filestore.checksum.ChecksumFile;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.Places;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.storage.StrategyContext;

/**
 * A collection that was found without its configuration.
 *
 * @param kind the name of its strategy
 * @param strategy reads it
 */
record CollectionFiles(String kind, StorageStrategy strategy) {

    private static final Set<String> OWN = Set.of(FileNames.QUARANTINE, FileNames.REPLACED, FileNames.CONFLICTS);

    /**
     * Those that the catalog has, wherever they are, with or without checksums; and
     * others by their checksums, in and below the root, but not in what filestore keeps
     * itself, nor in directories that are stores of their own.
     * @param catalog null if there is none
     */
    static List<CollectionFiles> in(StoreDirectory directory, @Nullable Catalog catalog) throws IOException {
        List<CollectionFiles> found = new ArrayList<>();
        find(directory, directory.root(), found);
        if (catalog == null) {
            return found;
        }
        List<CollectionFiles> recorded = new ArrayList<>();
        catalog.collections().forEach((name, entry) -> {
            // What moves is not whole at the other place.
            remove(directory, name, entry.next(), found);
            remove(directory, name, entry.former(), found);
            CollectionFiles files = recorded(directory, name, entry.rows());
            if (files != null && !entry.isIncomplete()) {
                remove(directory, name, entry.rows(), found);
                recorded.add(files);
            }
        });
        found.addAll(recorded);
        return found;
    }

    /**
     * The collection in a layout; null if only the application has its strategy, or an
     * engine has its rows.
     */
    static @Nullable CollectionFiles recorded(StoreDirectory directory, String name, Layout layout) {
        for (StorageStrategyFactory factory : StandardStrategies.all()) {
            if (!layout.remote() && factory.name().equals(layout.strategy())) {
                StorageStrategy strategy = factory.create(new StrategyContext(name, layout.in(directory), directory));
                return strategy.form().equals(layout.form()) ? new CollectionFiles(factory.name(), strategy) : null;
            }
        }
        return null;
    }

    private static void remove(StoreDirectory directory, String name, @Nullable Layout layout,
            List<CollectionFiles> found) {
        CollectionFiles files = (layout != null) ? recorded(directory, name, layout) : null;
        if (files != null) {
            found.removeIf((other) -> Places.of(files.strategy).overlaps(Places.of(other.strategy)));
        }
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
        Path compressed = path.resolveSibling(path.getFileName() + ".lz4");
        boolean packed = directory.stat(compressed) != null || (directory.stat(path) == null
                && ChecksumFile.isAbout(directory, checksums, String.valueOf(compressed.getFileName())));
        return of(directory, path, packed ? StandardStrategies.compressed() : StandardStrategies.singleFile());
    }

    private static CollectionFiles of(StoreDirectory directory, Path path, StorageStrategyFactory factory) {
        Path place = path.normalize();
        String name = String.valueOf(place.getFileName());
        return new CollectionFiles(factory.name(), factory.create(new StrategyContext(name, place, directory)));
    }

}
