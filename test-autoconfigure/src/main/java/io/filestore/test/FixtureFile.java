package io.filestore.test;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.row.Row;

/**
 * One file of a {@link FileStoreFixture}.
 *
 * @param test the class that has it
 * @param file the file
 * @param named the collection that it is for, empty if the file's name says it
 */
record FixtureFile(Class<?> test, Resource file, String named) {

    /**
     * Puts its rows, in place of all others that the collection has.
     * @param cleared the collections that have rows of fixtures only
     */
    void load(Store store, Set<String> cleared) {
        String text = text();
        String name = collection();
        if (!store.collectionNames().contains(name)) {
            throw problem("is for collection '" + name + "', but the store has only " + store.collectionNames()
                    + ". Name one of them by its file's name or by 'collection', or configure it.", null);
        }
        RowCollection<Row> collection = store.collection(name);
        if (cleared.add(name)) {
            collection.clear();
        }
        FixtureRows rows = new FixtureRows(collection);
        try {
            if (fileName().endsWith(".jsonl")) {
                rows.putLines(text);
            }
            else {
                rows.putJson(text);
            }
        }
        catch (RuntimeException ex) {
            throw problem("cannot be loaded: " + FixtureRows.reason(ex), ex);
        }
    }

    private String text() {
        try {
            return this.file.getContentAsString(StandardCharsets.UTF_8);
        }
        catch (FileNotFoundException ex) {
            throw problem("is not there. A path without a leading '/' begins in the package of the test class.", ex);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private String collection() {
        return this.named.isEmpty() ? StringUtils.stripFilenameExtension(fileName()) : this.named;
    }

    private String fileName() {
        return String.valueOf(this.file.getFilename());
    }

    private IllegalStateException problem(String what, @Nullable Exception cause) {
        return new IllegalStateException(
                "The fixture " + this.file.getDescription() + " of " + this.test.getSimpleName() + " " + what, cause);
    }

}
