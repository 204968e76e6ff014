package io.filestore.engine;

import java.io.IOException;
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
import io.filestore.memory.FlushWork;

/**
 * The catalog of an open store. Thread-safe; written by one thread at a time.
 */
public final class OpenCatalog {

    private final StoreDirectory directory;

    private final ReentrantLock writing = new ReentrantLock();

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
        this.writing.lock();
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
            this.writing.unlock();
        }
    }

    /** To be called before a flush writes the first file of any of these. */
    public void flushBegins(List<FlushWork> work) throws IOException {
        record(work, (one, entry) -> (entry == null) ? CatalogEntry.fresh(layout(one)) : null);
    }

    /** To be called when their files are there. */
    public void flushEnded(List<FlushWork> work) throws IOException {
        record(work,
                (one, entry) -> (entry != null && entry.fresh() && !one.changed().isEmpty()) ? entry.flushed() : null);
    }

    /** What becomes of an entry by a flush; null if it stays as it is. */
    private interface Change {

        @Nullable CatalogEntry of(FlushWork work, @Nullable CatalogEntry entry);

    }

    private void record(List<FlushWork> work, Change change) throws IOException {
        this.writing.lock();
        try {
            Map<String, CatalogEntry> changed = new TreeMap<>();
            for (FlushWork one : work) {
                String name = one.collection().name();
                CatalogEntry entry = (one.collection().layout() != null) ? change.of(one, this.catalog.entry(name))
                        : null;
                if (entry != null) {
                    changed.put(name, entry);
                }
            }
            record(changed);
        }
        finally {
            this.writing.unlock();
        }
    }

    private static Layout layout(FlushWork work) {
        return Objects.requireNonNull(work.collection().layout());
    }

}
