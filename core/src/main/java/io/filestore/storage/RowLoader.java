package io.filestore.storage;

import java.io.IOException;

import io.filestore.io.StoreDirectory;

/**
 * Loads collections from their files, and tells of the copies that somebody has put
 * beside those. One for all collections that are loaded together, since it lists a folder
 * once. Thread-safe.
 */
public final class RowLoader {

    private final FileCopies copies;

    /**
     * @param directory the disk
     */
    public RowLoader(StoreDirectory directory) {
        this.copies = new FileCopies(directory);
    }

    /**
     * Loads the rows of a collection.
     * @param strategy keeps it
     * @param sink gets the rows, and is told of everything that is no row
     */
    public void load(StorageStrategy strategy, RowSink sink) throws IOException {
        strategy.load(sink);
        this.copies.tell(strategy, sink);
    }

}
