package io.filestore.index;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.filestore.record.StoredRow;

/**
 * What a {@link RowTable} has under one hash: a row, or several as an array in the order
 * of their ids, since many ids with one hash must not make it slow.
 */
final class SameHash {

    private static final StoredRow[] NONE = {};

    private SameHash() {
    }

    /** The hash that a row, or several, are under. */
    static int of(Object found) {
        return first(found).idHash();
    }

    static StoredRow first(Object found) {
        return (found instanceof StoredRow one) ? one : ((StoredRow[]) found)[0];
    }

    static StoredRow[] rows(@Nullable Object found) {
        if (found == null) {
            return NONE;
        }
        return (found instanceof StoredRow one) ? new StoredRow[] { one } : (StoredRow[]) found;
    }

    static @Nullable StoredRow get(@Nullable Object found, String id) {
        if (found instanceof StoredRow one) {
            return one.id().equals(id) ? one : null;
        }
        if (found == null) {
            return null;
        }
        StoredRow[] rows = (StoredRow[]) found;
        int at = search(rows, id);
        return (at >= 0) ? rows[at] : null;
    }

    /** The same with a row more, or in place of the one with its id. */
    static Object with(@Nullable Object found, StoredRow row) {
        StoredRow[] rows = rows(found);
        int at = search(rows, row.id());
        StoredRow[] changed = Arrays.copyOf(rows, (at < 0) ? rows.length + 1 : rows.length);
        if (at < 0) {
            at = ~at;
            System.arraycopy(rows, at, changed, at + 1, rows.length - at);
        }
        changed[at] = row;
        return (changed.length == 1) ? row : changed;
    }

    /** The same without a row that is there; null if none is left. */
    static @Nullable Object without(@Nullable Object found, StoredRow row) {
        if (found == row) {
            return null;
        }
        StoredRow[] rows = rows(found);
        int at = search(rows, row.id());
        StoredRow[] left = Arrays.copyOf(rows, rows.length - 1);
        System.arraycopy(rows, at + 1, left, at, left.length - at);
        return (left.length == 1) ? left[0] : left;
    }

    private static int search(StoredRow[] rows, String id) {
        int low = 0;
        int high = rows.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = rows[middle].id().compareTo(id);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            }
            else {
                high = middle - 1;
            }
        }
        return ~low;
    }

}
