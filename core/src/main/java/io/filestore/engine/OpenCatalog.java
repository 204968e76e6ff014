package io.filestore.engine;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.io.StoreDirectory;

/**
 * The catalog of an open store. Thread-safe; written by one thread at a time.
 */
public final class OpenCatalog {

    private final StoreDirectory directory;

    private final ReentrantLock catalogLock = new ReentrantLock();

    private volatile Catalog catalog;

    private boolean onDisk;

    /**
     * @param found what is on disk, null if there is none
     * @param storeId which store it is, if other files know that; else it gets a new id
     */
    public OpenCatalog(StoreDirectory directory, @Nullable Catalog found, @Nullable String storeId) {
        this.directory = directory;
        this.onDisk = found != null;
        this.catalog = (found != null) ? found
                : (storeId != null) ? new Catalog(storeId, 0, new TreeMap<>()) : Catalog.create();
    }

    /** What it says now. */
    public Catalog now() {
        return this.catalog;
    }

    /**
     * Records changes; they are durable when this returns. Writes nothing if they are
     * none, unless there is no file yet, or nobody knows what a write that failed has
     * left there.
     * @param changes entries by collection, null for one to take away
     */
    public void record(Map<String, ? extends @Nullable CatalogEntry> changes) throws IOException {
        this.catalogLock.lock();
        try {
            Catalog changed = this.catalog.with(changes);
            if (!this.onDisk || !changed.equals(this.catalog)) {
                this.onDisk = false;
                changed.write(this.directory);
                this.catalog = changed;
                this.onDisk = true;
            }
        }
        finally {
            this.catalogLock.unlock();
        }
    }

    /** To be called before a flush writes the first file of any of these. */
    public void flushBegins(List<CollectionSnapshot> work) throws IOException {
        Map<String, Layout> layouts = new TreeMap<>();
        for (CollectionSnapshot one : work) {
            Layout layout = one.collection().layout();
            if (layout != null) {
                layouts.put(one.collection().name(), layout);
            }
        }
        record(layouts.keySet(), (name, entry) -> (entry == null)
                ? CatalogEntry.fresh(Objects.requireNonNull(layouts.get(name))) : null);
    }

    /** To be called when their files are there. */
    public void flushEnded(List<CollectionSnapshot> work) throws IOException {
        List<String> written = work.stream()
            .filter((one) -> one.collection().layout() != null && !one.rows().changed().isEmpty())
            .map((one) -> one.collection().name())
            .toList();
        record(written, (name, entry) -> (entry != null && entry.fresh()) ? entry.flushed() : null);
    }

    /** To be called when nothing of their moves is left to be done. */
    public void settle(Collection<String> collections) throws IOException {
        if (!collections.isEmpty()) {
            record(collections, (name, entry) -> (entry != null) ? entry.settled() : null);
        }
    }

    /** What becomes of the entry that a collection has now; null if it stays. */
    private interface Change {

        @Nullable CatalogEntry of(String collection, @Nullable CatalogEntry entry);

    }

    /** Decides under the lock, so that nothing is lost that others record meanwhile. */
    private void record(Collection<String> collections, Change change) throws IOException {
        this.catalogLock.lock();
        try {
            Map<String, CatalogEntry> changed = new TreeMap<>();
            for (String name : collections) {
                CatalogEntry entry = change.of(name, this.catalog.entry(name));
                if (entry != null) {
                    changed.put(name, entry);
                }
            }
            record(changed);
        }
        finally {
            this.catalogLock.unlock();
        }
    }

}
