package io.filestore.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.memory.CollectionMemory;
import io.filestore.memory.FieldIndex;
import io.filestore.row.StoredRow;

/**
 * The rows as the next write of a batch must see them: memory, and over it what earlier
 * writes of the batch have decided but nobody sees yet, since it is not in the log. Used
 * under the commit lock.
 */
public final class BatchView {

    private final Map<CollectionMemory, Map<String, RowWrite>> pending = new HashMap<>(4);

    /** Who has asked for a unique key in this batch, be it granted in the end or not. */
    private final Map<FieldIndex, Map<Object, List<String>>> claims = new HashMap<>(4);

    private final long now;

    BatchView(long now) {
        this.now = now;
    }

    long now() {
        return this.now;
    }

    void add(RowWrite row) {
        this.pending.computeIfAbsent(row.collection, (collection) -> new HashMap<>()).put(row.id, row);
        List<FieldIndex> indexes = row.collection.indexes().all();
        for (int i = 0; !row.keepsKeys() && i < indexes.size(); i++) {
            if (indexes.get(i).isUnique()) {
                for (Object key : row.newKeys(i)) {
                    this.claims.computeIfAbsent(indexes.get(i), (index) -> new HashMap<>())
                        .computeIfAbsent(key, (k) -> new ArrayList<>(1))
                        .add(row.id);
                }
            }
        }
    }

    void restore(RowWrite row, @Nullable RowWrite earlier) {
        Map<String, RowWrite> rows = this.pending.get(row.collection);
        if (rows != null) {
            rows.remove(row.id);
            if (earlier != null) {
                rows.put(row.id, earlier);
            }
            if (rows.isEmpty()) {
                this.pending.remove(row.collection);
            }
        }
    }

    @Nullable RowWrite pending(CollectionMemory collection, String id) {
        Map<String, RowWrite> rows = this.pending.get(collection);
        return (rows != null) ? rows.get(id) : null;
    }

    /** Whether an earlier write of the batch has changed the collection. */
    public boolean hasChanged(CollectionMemory collection) {
        return this.pending.containsKey(collection);
    }

    /** A row, be it expired or not. */
    @Nullable StoredRow row(CollectionMemory collection, String id) {
        RowWrite write = pending(collection, id);
        return (write != null) ? write.after : collection.row(id);
    }

    /** A row's version, 0 if it is not there or has expired. */
    public long version(CollectionMemory collection, String id) {
        StoredRow row = row(collection, id);
        return (row == null || row.isExpiredAt(this.now)) ? 0 : row.version();
    }

    /** A row other than this one that has the key, null if there is none. */
    @Nullable StoredRow holder(CollectionMemory collection, int index, Object key, String except) {
        FieldIndex field = collection.indexes().get(index);
        for (StoredRow row : field.find(key)) {
            RowWrite write = row.id().equals(except) ? null : pending(collection, row.id());
            if (write == null && !row.id().equals(except)) {
                return row;
            }
            if (write != null && write.keepsKeys()) {
                return write.after;
            }
        }
        for (String id : this.claims.getOrDefault(field, Map.of()).getOrDefault(key, List.of())) {
            RowWrite write = id.equals(except) ? null : pending(collection, id);
            if (write != null && write.hasNewKey(index, key)) {
                return write.after;
            }
        }
        return null;
    }

}
