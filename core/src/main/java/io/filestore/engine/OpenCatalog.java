package io.filestore.engine;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

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
        record(entries(work, (one) -> this.catalog.entry(one.collection().name()) == null, CatalogEntry::fresh));
    }

    /** To be called when their files are there. */
    public void flushEnded(List<FlushWork> work) throws IOException {
        record(entries(work, (one) -> {
            CatalogEntry entry = this.catalog.entry(one.collection().name());
            return entry != null && entry.fresh() && !one.changed().isEmpty();
        }, CatalogEntry::of));
    }

    private static Map<String, CatalogEntry> entries(List<FlushWork> work, Predicate<FlushWork> which,
            Function<Layout, CatalogEntry> made) {
        Map<String, CatalogEntry> entries = new TreeMap<>();
        for (FlushWork one : work) {
            if (one.collection().layout() != null && which.test(one)) {
                entries.put(one.collection().name(), made.apply(one.collection().layout()));
            }
        }
        return entries;
    }

}
