package io.filestore.catalog;

import java.nio.file.Path;

import io.filestore.io.StoreDirectory;

/**
 * How a collection lies on disk. Two that are equal can read each other's files; a
 * collection whose layout has changed must move.
 *
 * @param strategy the name of its strategy, such as {@code single-file}
 * @param path as the strategy was given it: relative to the store's directory and with
 * {@code /}, so that the directory can be renamed; absolute for what lies outside of it
 * @param form what {@link io.filestore.storage.StorageStrategy#form} says, such as
 * {@code jsonl}
 */
public record Layout(String strategy, String path, String form) {

    /**
     * A layout at an absolute path.
     */
    public static Layout at(StoreDirectory directory, String strategy, Path path, String form) {
        Path root = directory.root();
        String recorded = path.startsWith(root)
                ? root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/") : path.toString();
        return new Layout(strategy, recorded, form);
    }

    /** The absolute path. */
    public Path in(StoreDirectory directory) {
        return directory.resolve(this.path);
    }

    /** Such as {@code orders.json (single-file, json)}, for people. */
    @Override
    public String toString() {
        return this.path + " (" + this.strategy + (this.form.isEmpty() ? "" : ", " + this.form) + ")";
    }

}
