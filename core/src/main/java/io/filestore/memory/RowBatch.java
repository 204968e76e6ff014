package io.filestore.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * Some rows as they come from a file, in their order, with the hashes by which a
 * {@link RowLoad} will bring them into tables. Filled by one thread.
 */
public final class RowBatch {

    private final RowTable table;

    /** Null where a row is taken back, or does not count any more. */
    private final @Nullable StoredRow[] rows;

    /** The hashes of their ids. */
    private final int[] ids;

    /** By the places where rows are taken back. */
    private final Map<Integer, String> removed = new HashMap<>(0);

    private final KeyBatch[] keys;

    private int size;

    private long bytes;

    RowBatch(RowTable table, List<FieldIndex> indexes, int capacity) {
        this.table = table;
        this.rows = new @Nullable StoredRow[capacity];
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
        this.ids[this.size] = this.table.hash(row.id());
        this.rows[this.size++] = row;
        this.bytes += row.json().length;
    }

    /** Takes back the earlier row of this id. */
    public void remove(String id) {
        this.removed.put(this.size, id);
        this.ids[this.size++] = this.table.hash(id);
    }

    public int size() {
        return this.size;
    }

    public boolean isFull() {
        return this.size == this.rows.length;
    }

    /** How long the JSON of the rows is. */
    long bytes() {
        return this.bytes;
    }

    int id(int at) {
        return this.ids[at];
    }

    @Nullable StoredRow row(int at) {
        return this.rows[at];
    }

    @Nullable String removed(int at) {
        return this.removed.get(at);
    }

    KeyBatch keys(int index) {
        return this.keys[index];
    }

    /** Forgets rows that have not stayed in the table. */
    void retainAll(RowTable table) {
        for (int i = 0; i < this.size; i++) {
            StoredRow row = this.rows[i];
            if (row != null && table.get(row.id()) != row) {
                this.rows[i] = null;
            }
        }
    }

}
