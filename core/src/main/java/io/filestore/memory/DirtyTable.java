package io.filestore.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.filestore.json.SeededHash;
import io.filestore.row.DirtyRows.DirtyRow;
import io.filestore.row.StoredRow;

/**
 * Dirty rows by their ids, for one thread at a time. What belongs to them lies side by
 * side in arrays that are filled from their start, so that the collector has no entries
 * to move, nor a table with references all over it to look through: a put with a
 * {@code LinkedHashMap} takes a fifth more processor time, and the heap a tenth more.
 */
final class DirtyTable {

    private static final int SMALLEST = 16;

    private @Nullable String[] ids;

    private @Nullable StoredRow[] before;

    private @Nullable StoredRow[] after;

    private int size;

    /** Where an id's hash leads to: the hash, and one more than the place of the row. */
    private long[] places;

    /** Where those are whose hash another id has. */
    private final Map<String, Integer> colliding = new HashMap<>(0);

    /** Those of a hash that count: all, but in a test of ids that have the same. */
    private final int bits;

    DirtyTable(int expected) {
        this(expected, -1);
    }

    DirtyTable(int expected, int bits) {
        this.bits = bits;
        this.ids = new @Nullable String[expected];
        this.before = new @Nullable StoredRow[expected];
        this.after = new @Nullable StoredRow[expected];
        this.places = new long[Integer.highestOneBit(Math.max(SMALLEST, expected * 2) * 2 - 1)];
    }

    int size() {
        return this.size;
    }

    /**
     * Adds a row, unless it is there already: then what the files hold of it stays.
     * @return whether it was not there
     */
    boolean add(String id, @Nullable StoredRow rowBefore, @Nullable StoredRow rowAfter) {
        int hash = SeededHash.of(id) & this.bits;
        int at = place(hash);
        int known = (int) this.places[at] - 1;
        if (known >= 0 && !id.equals(this.ids[known])) {
            known = this.colliding.getOrDefault(id, -1);
        }
        if (known >= 0) {
            this.after[known] = rowAfter;
            return false;
        }
        append(id, rowBefore, rowAfter);
        if (this.places[at] != 0) {
            this.colliding.put(id, this.size - 1);
        }
        else {
            this.places[at] = ((long) hash << 32) | this.size;
            if (this.size * 2 > this.places.length) {
                grow();
            }
        }
        return true;
    }

    private void append(String id, @Nullable StoredRow rowBefore, @Nullable StoredRow rowAfter) {
        if (this.size == this.ids.length) {
            int capacity = Math.max(SMALLEST, this.size * 2);
            this.ids = Arrays.copyOf(this.ids, capacity);
            this.before = Arrays.copyOf(this.before, capacity);
            this.after = Arrays.copyOf(this.after, capacity);
        }
        this.ids[this.size] = id;
        this.before[this.size] = rowBefore;
        this.after[this.size++] = rowAfter;
    }

    private int place(int hash) {
        int at = (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(this.places.length - 1);
        while (this.places[at] != 0 && (int) (this.places[at] >>> 32) != hash) {
            at = (at + 1) & (this.places.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] old = this.places;
        this.places = new long[old.length * 2];
        for (long place : old) {
            if (place != 0) {
                this.places[place((int) (place >>> 32))] = place;
            }
        }
    }

    /** The rows as they are now, in the order in which they became dirty. */
    List<DirtyRow> rows() {
        List<DirtyRow> rows = new ArrayList<>(this.size);
        for (int i = 0; i < this.size; i++) {
            rows.add(new DirtyRow(Objects.requireNonNull(this.ids[i]), this.before[i], this.after[i]));
        }
        return rows;
    }

}
