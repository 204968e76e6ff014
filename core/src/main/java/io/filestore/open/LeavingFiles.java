package io.filestore.open;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.config.CollectionOptions;
import io.filestore.config.LayoutChanges;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.engine.StoreFiles;
import io.filestore.io.FileNames;

/**
 * Collections that an engine is to have, but whose rows are still in this directory. They
 * are opened as they were, so that what the log has comes along.
 */
final class LeavingFiles {

    private final StoreSettings settings;

    private final StoreFiles files;

    private final OpenCollections collections;

    LeavingFiles(OpenStore store) {
        this.settings = store.settings();
        this.files = store.files();
        this.collections = store.collections();
    }

    /** Opens those that have files, or had some. */
    void open() throws IOException {
        Catalog catalog = this.files.catalog().now();
        for (Map.Entry<String, CollectionOptions> each : new TreeMap<>(this.settings.remote()).entrySet()) {
            if (!each.getKey().equals(OpenCollections.VALUES)) {
                CatalogEntry entry = catalog.entry(each.getKey());
                Layout rows = (entry != null) ? entry.rows() : found(each.getKey(), each.getValue(), catalog);
                if (rows != null && !rows.remote()) {
                    requireMovable(each.getKey(), each.getValue(), rows, entry);
                    open(each.getKey(), each.getValue(), rows);
                }
            }
        }
    }

    private @Nullable Layout found(String name, CollectionOptions options, Catalog catalog) throws IOException {
        List<Layout> found = new FoundLayouts(this.files.directory(), this.collections, catalog).find(name,
                this.files.directory().root().resolve(name));
        if (found.size() > 1) {
            throw new LayoutRefusal(name, options).inTwoPlaces(found);
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private void requireMovable(String name, CollectionOptions options, Layout rows, @Nullable CatalogEntry entry)
            throws IOException {
        LayoutRefusal refusal = new LayoutRefusal(name, options);
        if (this.settings.readOnly()) {
            throw refusal.readOnly(rows);
        }
        if (this.settings.layoutChanges() == LayoutChanges.REFUSE) {
            throw refusal.asTold(rows);
        }
        if (rows.path().startsWith(FileNames.REPLACED + "/")) {
            throw refusal.between(rows);
        }
        if (entry != null && entry.former() != null) {
            throw refusal.leftovers(entry.former());
        }
        if (this.collections.strategies().recorded(name, rows) == null) {
            throw refusal.withoutStrategy(rows);
        }
        if (entry != null && !entry.fresh()
                && !this.collections.strategies().places(name, rows).isAny(this.files.directory())) {
            throw refusal.gone(rows);
        }
    }

    /**
     * What a change in the log is about that no file has yet.
     * @param name of a collection that an engine is to have
     */
    OpenCollection logged(String name) {
        CollectionOptions options = this.settings.remote().get(name);
        CollectionOptions files = CollectionOptions.filePerRecord();
        if (options == null || this.settings.readOnly()) {
            throw new LayoutRefusal(name, (options != null) ? options : files).onlyLogged();
        }
        if (this.settings.layoutChanges() == LayoutChanges.REFUSE) {
            throw new LayoutRefusal(name, options).onlyLogged();
        }
        return this.collections.add(name, files.withTtl(options.ttl()));
    }

    private void open(String name, CollectionOptions options, Layout rows) {
        OpenCollection opened = this.collections.add(name,
                CollectionOptions.of(rows.strategy()).withPath(rows.path()).withTtl(options.ttl()));
        if (!rows.equals(opened.layout())) {
            throw new LayoutRefusal(name, options).withoutStrategy(rows);
        }
    }

}
