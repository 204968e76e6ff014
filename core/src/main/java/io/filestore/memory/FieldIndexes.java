package io.filestore.memory;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.json.FieldReader;
import io.filestore.row.IndexKey;
import io.filestore.row.StoredRow;

/**
 * The indexes of one collection. The keys of a row are read once for all of them, and are
 * in their order.
 */
public final class FieldIndexes {

    private static final @Nullable Object[] NO_KEYS = {};

    private final List<FieldIndex> all;

    private final FieldReader reader;

    FieldIndexes(List<String> fields, Collection<String> unique, RowTable rows) {
        this.all = fields.stream().map((field) -> new FieldIndex(field, unique.contains(field), rows)).toList();
        this.reader = new FieldReader(fields);
    }

    public List<FieldIndex> all() {
        return this.all;
    }

    public FieldIndex get(int position) {
        return this.all.get(position);
    }

    public int size() {
        return this.all.size();
    }

    public boolean isEmpty() {
        return this.all.isEmpty();
    }

    /** The position of a field's index, -1 if it has none. */
    public int position(String field) {
        for (int i = 0; i < this.all.size(); i++) {
            if (this.all.get(i).field().equals(field)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether no two rows may share a value of some field. */
    public boolean isAnyUnique() {
        return this.all.stream().anyMatch(FieldIndex::isUnique);
    }

    /** The keys of a row. */
    public @Nullable Object[] keys(@Nullable StoredRow row) {
        return (row != null) ? keys(row.json()) : NO_KEYS;
    }

    /** The keys of a row to be. */
    public @Nullable Object[] keys(byte[] json) {
        if (this.all.isEmpty()) {
            return NO_KEYS;
        }
        byte[] @Nullable [] values = this.reader.read(json);
        @Nullable Object[] keys = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) {
            byte[] value = values[i];
            keys[i] = (value != null) ? IndexKey.of(value) : null;
        }
        return keys;
    }

    /** Whether two rows have the same keys; false if that is not seen at a glance. */
    public boolean hasSameKeys(byte[] json, byte[] other) {
        return this.all.isEmpty() || this.reader.isSame(json, other);
    }

    /**
     * Adds a row that is about to come.
     * @param known keys that it is under already, null for none
     */
    void put(StoredRow row, @Nullable Object[] keys, @Nullable Object @Nullable [] known) {
        for (int i = 0; i < this.all.size(); i++) {
            this.all.get(i).put((known != null) ? Keys.without(keys[i], known[i]) : keys[i], row);
        }
    }

    /**
     * Takes a row away that has gone.
     * @param staying keys that it stays under, null for none
     */
    void remove(StoredRow row, @Nullable Object[] keys, @Nullable Object @Nullable [] staying) {
        for (int i = 0; i < this.all.size(); i++) {
            this.all.get(i).remove((staying != null) ? Keys.without(keys[i], staying[i]) : keys[i], row);
        }
    }

}
