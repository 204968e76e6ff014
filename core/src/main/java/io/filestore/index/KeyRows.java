package io.filestore.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.record.StoredRow;

/**
 * The rows under one hash of a key, when there are several. One thread changes it at a
 * time; any number may read meanwhile, and none misses a row that stays.
 */
final class KeyRows {

    private static final VarHandle ROW = MethodHandles.arrayElementVarHandle(Object[].class);

    private static final Object GONE = new Object();

    private static final int SMALLEST = 4;

    private static final Comparator<StoredRow> BY_ID = (one, other) -> one.id().compareTo(other.id());

    /** The key that every row has had here; null once that is not known. */
    private volatile @Nullable Object key;

    /** Each row at a place that its id leads to. */
    private volatile @Nullable Object[] rows = new @Nullable Object[SMALLEST];

    /** Places that are not empty. */
    private int used;

    private int live;

    /** Grows after each change. */
    private volatile int changes;

    /** What {@link #sorted} has answered last, for as long as nothing changes. */
    private volatile @Nullable Sorted sorted;

    KeyRows(@Nullable Object key, StoredRow one, StoredRow other) {
        this.key = key;
        put(one, null);
        put(other, null);
    }

    /** Adds a row, or puts it in place of the one that it follows. */
    void put(Object rowKey, StoredRow row, @Nullable StoredRow before) {
        if (!rowKey.equals(this.key)) {
            // Before the row is there, so that nobody who sees it takes it for another's.
            this.key = null;
        }
        put(row, before);
    }

    private void put(StoredRow row, @Nullable StoredRow before) {
        if ((this.used + 1) * 5L > this.rows.length * 4L) {
            rebuild();
        }
        @Nullable Object[] places = this.rows;
        int free = -1;
        int at = home(row, places.length);
        for (Object found; (found = places[at]) != null; at = (at + 1) & (places.length - 1)) {
            if (found == before || found == row) {
                set(at, row);
                return;
            }
            if (found == GONE && free < 0) {
                free = at;
            }
        }
        this.used += (free < 0) ? 1 : 0;
        this.live++;
        set((free < 0) ? at : free, row);
    }

    private void set(int at, Object row) {
        ROW.setRelease(this.rows, at, row);
        this.changes++;
        if (this.sorted != null) {
            this.sorted = null;
        }
    }

    void remove(StoredRow row) {
        int at = find(row);
        if (at >= 0) {
            this.live--;
            set(at, GONE);
        }
    }

    boolean contains(StoredRow row) {
        return find(row) >= 0;
    }

    private int find(StoredRow row) {
        @Nullable Object[] places = this.rows;
        int at = home(row, places.length);
        for (Object found; (found = places[at]) != null; at = (at + 1) & (places.length - 1)) {
            if (found == row) {
                return at;
            }
        }
        return -1;
    }

    int size() {
        return this.live;
    }

    StoredRow any() {
        return rows().get(0);
    }

    /** The rows in the order of their ids. */
    List<StoredRow> sorted() {
        int now = this.changes;
        Sorted known = this.sorted;
        if (known == null || known.changes != now) {
            List<StoredRow> rows = rows();
            rows.sort(BY_ID);
            known = new Sorted(now, Collections.unmodifiableList(rows));
            this.sorted = known;
        }
        return known.rows;
    }

    private List<StoredRow> rows() {
        @Nullable Object[] places = this.rows;
        List<StoredRow> found = new ArrayList<>(this.live);
        for (int i = 0; i < places.length; i++) {
            if (ROW.getAcquire(places, i) instanceof StoredRow row) {
                found.add(row);
            }
        }
        return found;
    }

    /**
     * The key that the rows have; null if they may have different ones. To be asked after
     * {@link #sorted}.
     */
    @Nullable Object key() {
        return this.key;
    }

    private void rebuild() {
        int capacity = Integer.highestOneBit(Math.max(SMALLEST, this.live * 2) * 2 - 1);
        @Nullable Object[] fresh = new @Nullable Object[capacity];
        for (StoredRow row : rows()) {
            int at = home(row, capacity);
            while (fresh[at] != null) {
                at = (at + 1) & (capacity - 1);
            }
            fresh[at] = row;
        }
        this.used = this.live;
        this.rows = fresh;
    }

    private static int home(StoredRow row, int capacity) {
        return (row.id().hashCode() * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(capacity - 1);
    }

    private record Sorted(int changes, List<StoredRow> rows) {
    }

}
