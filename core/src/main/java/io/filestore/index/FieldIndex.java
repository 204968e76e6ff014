package io.filestore.index;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.record.FieldReader;
import io.filestore.record.StoredRow;

/**
 * The rows of a collection by the value of one field. One thread changes it at a time;
 * any number may read meanwhile, and find at least the rows that had the key before and
 * after.
 *
 * <p>
 * It keeps no keys but those that several rows share: a key leads to the rows under its
 * hash, and a row's own JSON tells whether it has the key.
 */
public final class FieldIndex {

    private final String field;

    private final boolean unique;

    private final FieldReader reader;

    /** A {@link StoredRow}, or {@link KeyRows} if there are several. */
    private final KeyTable table = new KeyTable();

    public FieldIndex(String field, boolean unique) {
        this.field = field;
        this.unique = unique;
        this.reader = new FieldReader(List.of(field));
    }

    public String field() {
        return this.field;
    }

    public boolean isUnique() {
        return this.unique;
    }

    /** Whether two rows must not share this key. */
    public boolean isUnique(Object key) {
        return this.unique && !IndexKey.isNull(key);
    }

    /** The key, or keys, that a row has in this index; null for none. */
    public @Nullable Object keys(StoredRow row) {
        byte[] value = this.reader.read(row.json())[0];
        return (value != null) ? IndexKey.of(value) : null;
    }

    public boolean hasKey(StoredRow row, Object key) {
        return each(keys(row)).contains(key);
    }

    /**
     * Adds a row under its key, or under each of its keys. Where the row that it follows
     * is under the same key, it takes its place.
     */
    public void put(@Nullable Object keys, StoredRow row, @Nullable StoredRow before) {
        for (Object key : each(keys)) {
            int hash = IndexKey.hash(key);
            Object found = this.table.get(hash);
            if (found == null || found == before || found == row) {
                this.table.put(hash, row);
            }
            else if (found instanceof KeyRows rows) {
                rows.put(key, row, before);
            }
            else {
                StoredRow other = (StoredRow) found;
                this.table.put(hash, new KeyRows(hasKey(other, key) ? key : null, other, row));
            }
        }
    }

    /**
     * Takes a row away from its keys, but not the row that has taken its place.
     */
    public void remove(@Nullable Object keys, StoredRow row) {
        for (Object key : each(keys)) {
            int hash = IndexKey.hash(key);
            Object found = this.table.get(hash);
            if (found == row) {
                this.table.remove(hash);
            }
            else if (found instanceof KeyRows rows) {
                rows.remove(row);
                if (rows.size() == 1) {
                    this.table.put(hash, rows.any());
                }
            }
        }
    }

    /**
     * The rows with this key, in the order of their ids. While the index changes, rows
     * may be among them that have been replaced.
     */
    public List<StoredRow> find(Object key) {
        Object found = this.table.get(IndexKey.hash(key));
        if (found instanceof StoredRow row) {
            return hasKey(row, key) ? List.of(row) : List.of();
        }
        if (!(found instanceof KeyRows several)) {
            return List.of();
        }
        List<StoredRow> rows = several.sorted();
        Object shared = several.key();
        if (shared == null) {
            return rows.stream().filter((row) -> hasKey(row, key)).toList();
        }
        return shared.equals(key) ? rows : List.of();
    }

    /** Whether the row is found by all of its keys. */
    public boolean finds(StoredRow row) {
        return each(keys(row)).stream().map((key) -> this.table.get(IndexKey.hash(key))).allMatch((found) -> {
            return found == row || (found instanceof KeyRows rows && rows.contains(row));
        });
    }

    /** How many entries there are. Costs in proportion to the keys. */
    public long entries() {
        long[] count = new long[1];
        this.table.forEach((found) -> count[0] += (found instanceof KeyRows rows) ? rows.size() : 1);
        return count[0];
    }

    /** How many entries of the index a row accounts for. */
    public long entries(StoredRow row) {
        return each(keys(row)).stream().mapToInt(IndexKey::hash).distinct().count();
    }

    /** One or several keys as a list. */
    public static List<Object> each(@Nullable Object keys) {
        if (keys == null) {
            return List.of();
        }
        return (keys instanceof Object[] several) ? Arrays.asList(several) : List.of(keys);
    }

}
