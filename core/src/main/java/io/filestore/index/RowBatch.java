package io.filestore.index;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.record.StoredRow;

/**
 * Some rows as they come from a file, in their order, with the hashes by which a
 * {@link RowLoad} will bring them into tables. Filled by one thread.
 */
public final class RowBatch {

    private final @Nullable Object[] entries;

    private final int[] ids;

    private final KeyBatch[] keys;

    private int size;

    RowBatch(List<FieldIndex> indexes, int capacity) {
        this.entries = new @Nullable Object[capacity];
        this.ids = new int[capacity];
        this.keys = new KeyBatch[indexes.size()];
        for (int i = 0; i < this.keys.length; i++) {
            this.keys[i] = new KeyBatch(!indexes.get(i).isUnique(), capacity);
        }
    }

    /** Adds a row, which counts instead of an earlier one of its id. */
    public void add(StoredRow row, @Nullable Object[] rowKeys) {
        for (int i = 0; i < this.keys.length; i++) {
            this.keys[i].add(rowKeys[i], this.size);
        }
        add(row, row.id());
    }

    /** Takes back the earlier row of this id. */
    public void remove(String id) {
        add(id, id);
    }

    private void add(Object entry, String id) {
        this.ids[this.size] = RowTable.hash(id);
        this.entries[this.size++] = entry;
    }

    public int size() {
        return this.size;
    }

    public boolean isFull() {
        return this.size == this.entries.length;
    }

    /** The hash of an id. */
    int id(int at) {
        return this.ids[at];
    }

    /** A row, or the id of one that is taken back; null if it does not count any more. */
    @Nullable Object entry(int at) {
        return this.entries[at];
    }

    KeyBatch keys(int index) {
        return this.keys[index];
    }

    /** Forgets what has not come into the table, or not stayed there. */
    void retainAll(RowTable table) {
        for (int i = 0; i < this.size; i++) {
            if (!(this.entries[i] instanceof StoredRow row) || table.get(row.id()) != row) {
                this.entries[i] = null;
            }
        }
    }

}
