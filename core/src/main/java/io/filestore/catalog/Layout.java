package io.filestore.catalog;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.filestore.io.StoreDirectory;

/**
 * How a collection lies on disk, or which engine has it. Two that are equal can read each
 * other's files; a collection whose layout has changed must move.
 *
 * @param strategy the name of its strategy, such as {@code single-file}
 * @param path as the strategy was given it: relative to the store's directory and with
 * {@code /}, so that the directory can be renamed; absolute for what lies outside of it;
 * of a collection that an engine has its place there, such as {@code shop.orders}
 * @param form what {@link io.filestore.storage.StorageStrategy#form} says, such as
 * {@code jsonl}; of a collection that an engine has its group there, empty for none
 * @param remote whether an engine has it
 */
public record Layout(String strategy, String path, String form, boolean remote) {

    public Layout(String strategy, String path, String form) {
        this(strategy, path, form, false);
    }

    /**
     * A layout at an absolute path.
     */
    public static Layout at(StoreDirectory directory, String strategy, Path path, String form) {
        Path root = directory.root();
        String recorded = path.startsWith(root)
                ? root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/") : path.toString();
        return new Layout(strategy, recorded, form);
    }

    /**
     * With an engine.
     * @param group whose rows change together there, null for none
     */
    public static Layout remote(String strategy, String place, @Nullable String group) {
        return new Layout(strategy, place, (group != null) ? group : "", true);
    }

    /** The group that it has at its engine, null for none. */
    public @Nullable String group() {
        return (this.remote && !this.form.isEmpty()) ? this.form : null;
    }

    /** The absolute path, of one that lies on disk. */
    public Path in(StoreDirectory directory) {
        if (this.remote) {
            throw new IllegalStateException(this + " is no path");
        }
        return directory.resolve(this.path);
    }

    /** Such as {@code orders.json (single-file, json)}, for people. */
    @Override
    public String toString() {
        return this.path + " (" + this.strategy + (this.form.isEmpty() ? "" : ", " + this.form) + ")";
    }

}
