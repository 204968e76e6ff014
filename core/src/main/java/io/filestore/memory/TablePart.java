package io.filestore.memory;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * A part of a {@link RowTable}: under the hash of an id one row, or in the order of their
 * ids those of which the ids have the same hash.
 */
final class TablePart extends KeyTable {

    /** Counts the rows; written by whoever changes the part, at the end. */
    volatile int size;

    /**
     * The few hashes under which there have been several rows; replaced by a longer one.
     */
    volatile int[] severalUnder = {};

    @Nullable StoredRow putRow(int hash, StoredRow row) {
        Object found = get(hash);
        if (found == null || (found instanceof StoredRow one && one.id().equals(row.id()))) {
            put(hash, row);
            return (StoredRow) found;
        }
        StoredRow[] rows = rows(found);
        int at = search(rows, row.id());
        if (at < 0) {
            put(hash, with(rows, ~at, row));
            noteSeveral(hash);
            return null;
        }
        StoredRow[] changed = rows.clone();
        changed[at] = row;
        put(hash, changed);
        return rows[at];
    }

    private void noteSeveral(int hash) {
        int[] known = this.severalUnder;
        if (Arrays.stream(known).noneMatch((each) -> each == hash)) {
            int[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = hash;
            this.severalUnder = more;
        }
    }

    @Nullable StoredRow removeRow(int hash, String id) {
        StoredRow[] rows = rows(get(hash));
        int at = search(rows, id);
        if (at < 0) {
            return null;
        }
        if (rows.length == 1) {
            remove(hash);
        }
        else {
            StoredRow[] left = without(rows, at);
            put(hash, (left.length == 1) ? left[0] : left);
        }
        return rows[at];
    }

    /**
     * Takes what belongs into the part of this number; returns how many more it has.
     */
    int fill(int number, RowBatch batch) {
        int more = 0;
        for (int i = 0; i < batch.size(); i++) {
            int hash = batch.id(i);
            if ((hash & (RowTable.PARTS - 1)) == number) {
                StoredRow row = batch.row(i);
                if (row != null) {
                    more += (putRow(hash, row) == null) ? 1 : 0;
                }
                else {
                    more -= (removeRow(hash, String.valueOf(batch.removed(i))) != null) ? 1 : 0;
                }
            }
        }
        return more;
    }

    /**
     * What is under one hash, in the order of the ids: many ids with one hash must not
     * make it slow.
     */
    static StoredRow[] rows(@Nullable Object found) {
        if (found == null) {
            return new StoredRow[0];
        }
        return (found instanceof StoredRow one) ? new StoredRow[] { one } : (StoredRow[]) found;
    }

    static int search(StoredRow[] rows, String id) {
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

    private static StoredRow[] with(StoredRow[] rows, int at, StoredRow row) {
        StoredRow[] more = Arrays.copyOf(rows, rows.length + 1);
        System.arraycopy(rows, at, more, at + 1, rows.length - at);
        more[at] = row;
        return more;
    }

    private static StoredRow[] without(StoredRow[] rows, int at) {
        StoredRow[] left = Arrays.copyOf(rows, rows.length - 1);
        System.arraycopy(rows, at + 1, left, at, left.length - at);
        return left;
    }

}
