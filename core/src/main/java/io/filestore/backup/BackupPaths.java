package io.filestore.backup;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.Places;
import io.filestore.storage.StorageStrategy;

/**
 * Where in a backup the files of each collection are: at the same place, relative to the
 * store's directory. What lies outside of that is kept inside of the backup, in
 * {@code outside/COLLECTION/}, and the backup's catalog says so: a backup never points at
 * the files that it was made of.
 */
public final class BackupPaths {

    private final StoreDirectory directory;

    private final String outside;

    private final Map<String, String> paths = new LinkedHashMap<>();

    private final Map<String, Layout> moved = new LinkedHashMap<>();

    private final Map<Path, String> files = new LinkedHashMap<>();

    public BackupPaths(StoreDirectory directory, Catalog catalog) {
        this.directory = directory;
        String free = "outside";
        while (isTaken(free, catalog)) {
            free += "-";
        }
        this.outside = free;
    }

    private static boolean isTaken(String name, Catalog catalog) {
        return catalog.collections().values().stream().anyMatch((entry) -> entry.rows().path().startsWith(name));
    }

    /**
     * Adds a collection.
     * @param layout null if it lies at the same place always
     */
    public void add(String name, @Nullable Layout layout, StorageStrategy strategy) {
        if (strategy.path() == null) {
            return;
        }
        Path base = (layout != null) ? layout.in(this.directory) : strategy.path();
        Path root = this.directory.root();
        boolean inside = base.startsWith(root);
        Path parent = inside ? root : Objects.requireNonNull(base.getParent());
        String prefix = inside ? "" : this.outside + "/" + name + "/";
        this.paths.put(name, prefix + parent.relativize(base));
        for (Path place : Places.of(strategy).all()) {
            this.files.put(place, prefix + parent.relativize(place));
        }
        if (!inside && layout != null) {
            this.moved.put(name, new Layout(layout.strategy(), prefix + base.getFileName(), layout.form()));
        }
    }

    public boolean has(String name) {
        return this.paths.containsKey(name);
    }

    /** The path of a collection, as its strategy is given it, relative to the backup. */
    public String of(String name) {
        return String.valueOf(this.paths.get(name));
    }

    /** What is to be copied, and where to, relative to the backup. */
    public Map<Path, String> all() {
        return this.files;
    }

    /** The catalog of the backup. */
    public Catalog catalog(Catalog live) {
        Map<String, CatalogEntry> entries = new LinkedHashMap<>();
        this.moved.forEach((name, layout) -> {
            CatalogEntry entry = live.entry(name);
            if (entry != null) {
                entries.put(name,
                        (entry.fresh() ? CatalogEntry.fresh(layout) : CatalogEntry.of(layout)).shaped(entry.shape()));
            }
        });
        return live.with(entries);
    }

}
