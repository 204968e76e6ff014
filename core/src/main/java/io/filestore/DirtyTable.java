package io.filestore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.record.DirtyRows.DirtyRow;
import io.filestore.record.StoredRow;

/**
 * Dirty rows by their ids, for one thread at a time. They lie in a list, which the
 * collector likes better than a table with references all over it.
 */
final class DirtyTable {

    private static final int SMALLEST = 16;

    private final List<Entry> entries;

    /** Where an id's hash leads to: the hash, and one more than the place in the list. */
    private long[] places;

    /** Those whose hash another id has. */
    private final Map<String, Entry> colliding = new HashMap<>(0);

    DirtyTable(int expected) {
        this.entries = new ArrayList<>(expected);
        this.places = new long[Integer.highestOneBit(Math.max(SMALLEST, expected * 2) * 2 - 1)];
    }

    int size() {
        return this.entries.size();
    }

    /**
     * Adds a row, unless it is there already: then what the files hold of it stays.
     * @return whether it was not there
     */
    boolean add(String id, @Nullable StoredRow before, @Nullable StoredRow after) {
        int hash = id.hashCode();
        int at = place(hash);
        Entry known = (this.places[at] != 0) ? this.entries.get((int) this.places[at] - 1) : null;
        if (known != null && !known.id.equals(id)) {
            known = this.colliding.get(id);
        }
        if (known != null) {
            known.after = after;
            return false;
        }
        Entry entry = new Entry(id, before, after);
        this.entries.add(entry);
        if (this.places[at] != 0) {
            this.colliding.put(id, entry);
        }
        else {
            this.places[at] = ((long) hash << 32) | this.entries.size();
            if (this.entries.size() * 2 > this.places.length) {
                grow();
            }
        }
        return true;
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
        List<DirtyRow> rows = new ArrayList<>(this.entries.size());
        for (Entry entry : this.entries) {
            rows.add(new DirtyRow(entry.id, entry.before, entry.after));
        }
        return rows;
    }

    private static final class Entry {

        private final String id;

        private final @Nullable StoredRow before;

        private @Nullable StoredRow after;

        Entry(String id, @Nullable StoredRow before, @Nullable StoredRow after) {
            this.id = id;
            this.before = before;
            this.after = after;
        }

    }

}
