package io.filestore.open;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.FormerFiles;
import io.filestore.catalog.Layout;
import io.filestore.engine.OpenCollections;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.Places;

/**
 * Files of a collection that the catalog does not know, as far as they are nobody else's.
 */
final class FoundLayouts {

    private final StoreDirectory directory;

    private final OpenCollections collections;

    private final Catalog catalog;

    FoundLayouts(StoreDirectory directory, OpenCollections collections, Catalog catalog) {
        this.directory = directory;
        this.collections = collections;
        this.catalog = catalog;
    }

    /**
     * Looks under its name and beside a path.
     * @param path the one that is configured
     */
    List<Layout> find(String collection, Path path) throws IOException {
        return FormerFiles.find(this.directory, collection, path, (places) -> isOthers(collection, places));
    }

    private boolean isOthers(String collection, Places places) {
        return this.collections.named()
            .stream()
            .anyMatch((other) -> !other.name().equals(collection) && Places.of(other.strategy()).overlaps(places))
                || this.catalog.collections()
                    .entrySet()
                    .stream()
                    .anyMatch((other) -> !other.getKey().equals(collection) && this.collections.strategies()
                        .places(other.getKey(), other.getValue().rows())
                        .overlaps(places));
    }

}
