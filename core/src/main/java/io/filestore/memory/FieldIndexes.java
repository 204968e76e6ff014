package io.filestore.memory;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.json.FieldReader;
import io.filestore.row.StoredRow;

/**
 * The indexes of one collection that lead from keys to rows: one for each indexed field,
 * and one for fields that are unique together. (Other compound indexes are no more than
 * an {@link Ordering}.) The keys of a row are read once for all of them, and are in their
 * order.
 */
public final class FieldIndexes {

    private static final @Nullable Object[] NO_KEYS = {};

    private final List<FieldIndex> all;

    /** Their fields, one after the other. */
    private final FieldReader reader;

    /** All that is indexed, by an order alone, too. */
    private final FieldReader indexed;

    private final boolean nothingIndexed;

    /**
     * @param indexed the fields of each index
     * @param unique those of them that no two rows may share
     */
    FieldIndexes(List<List<String>> indexed, Collection<List<String>> unique, RowTable rows) {
        this.all = indexed.stream()
            .filter((fields) -> fields.size() == 1 || unique.contains(fields))
            .map((fields) -> new FieldIndex(fields, unique.contains(fields), rows))
            .toList();
        this.reader = new FieldReader(this.all.stream().flatMap((index) -> index.fields().stream()).toList());
        this.indexed = new FieldReader(indexed.stream().flatMap(List::stream).distinct().toList());
        this.nothingIndexed = indexed.isEmpty();
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

    /** Whether neither these nor any order depend on what is in a row. */
    public boolean isEmpty() {
        return this.nothingIndexed;
    }

    /** The position of a field's index, -1 if it has none of its own. */
    public int position(String field) {
        for (int i = 0; i < this.all.size(); i++) {
            if (this.all.get(i).fields().size() == 1 && this.all.get(i).fields().get(0).equals(field)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a field has an index of its own or is in one with others. */
    public boolean isAnyOn(String field) {
        for (FieldIndex index : this.all) {
            if (index.fields().contains(field)) {
                return true;
            }
        }
        return false;
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
        @Nullable Object[] keys = new @Nullable Object[this.all.size()];
        int from = 0;
        for (int i = 0; i < keys.length; i++) {
            keys[i] = this.all.get(i).keys(values, from);
            from += this.all.get(i).fields().size();
        }
        return keys;
    }

    /**
     * Whether two rows have the same keys, also in the orders; false if that is not seen
     * at a glance.
     */
    public boolean hasSameKeys(byte[] json, byte[] other) {
        return this.nothingIndexed || this.indexed.isSame(json, other);
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
