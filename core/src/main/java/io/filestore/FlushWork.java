package io.filestore;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.record.DirtyRows;
import io.filestore.record.StoredRow;

/**
 * What one flush has to write of one collection.
 */
final class FlushWork implements DirtyRows {

    private final CollectionState collection;

    private final Map<String, DirtyRow> dirty;

    private final Snapshot snapshot;

    private final long dirtySince;

    private @Nullable List<StoredRow> all;

    FlushWork(CollectionState collection, Map<String, DirtyRow> dirty, Snapshot snapshot, long dirtySince) {
        this.collection = collection;
        this.dirty = dirty;
        this.snapshot = snapshot;
        this.dirtySince = dirtySince;
    }

    CollectionState collection() {
        return this.collection;
    }

    Map<String, DirtyRow> dirty() {
        return this.dirty;
    }

    long dirtySince() {
        return this.dirtySince;
    }

    @Override
    public Collection<DirtyRow> changed() {
        return this.dirty.values();
    }

    @Override
    public Iterable<StoredRow> all() {
        List<StoredRow> rows = this.all;
        if (rows == null) {
            rows = this.snapshot.rows();
            this.all = rows;
        }
        return rows;
    }

}
