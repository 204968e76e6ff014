package io.filestore.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * The rows under one hash of a key, once there have been several: the hashes of their
 * ids. One thread changes it at a time; any number may read meanwhile, and none misses a
 * row that stays. With an array that is copied, or a sorted set of ids, a row that moves
 * from one key to another costs up to four times as much.
 *
 * <p>
 * Open addressing with linear probing and tombstones, as in {@link KeyTable}. What holds,
 * and why:
 * <ol>
 * <li>An id keeps its place, which is written with release and read with acquire; an
 * array that has been replaced is not changed any more, and the one in its place is
 * published by a volatile write. So no id that stays is missed.</li>
 * <li>Who sees the id of a row with another key sees that {@link #key} is null: that is
 * written before the id, and read after the ids. It never becomes anything else
 * again.</li>
 * <li>An answer that is {@link #sorted} counts only while {@link #changes} is what it was
 * before the ids were read. Since that grows after each change, such an answer has all
 * ids of the changes that it counts. Readers may overwrite each other's answers; each
 * carries its own number, and its fields are final.</li>
 * <li>{@link #live} belongs to the one who changes. Anybody else who reads it, in
 * {@link #candidates}, gets a figure that may be old.</li>
 * </ol>
 */
final class KeyRows {

    private static final VarHandle ID = MethodHandles.arrayElementVarHandle(int[].class);

    private static final int NONE = 0;

    private static final int GONE = 1;

    private static final int SMALLEST = 4;

    private static final Comparator<StoredRow> BY_ID = (one, other) -> one.id().compareTo(other.id());

    /** The key that every row has had here; null once that is not known. */
    private volatile @Nullable Object key;

    /** Each id's hash at a place that it leads to. */
    private volatile int[] ids = new int[SMALLEST];

    /** Places that are not empty. */
    private int used;

    private int live;

    /** Grows after each change. */
    private volatile int changes;

    /** What {@link #sorted} has answered last, for as long as nothing changes. */
    private volatile @Nullable Sorted sorted;

    KeyRows(@Nullable Object key, int first) {
        this.key = key;
        add(first);
    }

    void add(Object rowKey, int id) {
        if (!rowKey.equals(this.key)) {
            // Before the row is there, so that nobody who sees it takes it for another's.
            this.key = null;
        }
        add(id);
    }

    private void add(int id) {
        if ((this.used + 1) * 5L > this.ids.length * 4L) {
            rebuild();
        }
        int[] places = this.ids;
        int free = -1;
        int at = home(id, places.length);
        for (int found; (found = places[at]) != NONE; at = (at + 1) & (places.length - 1)) {
            if (found == id) {
                touch();
                return;
            }
            if (found == GONE && free < 0) {
                free = at;
            }
        }
        this.used += (free < 0) ? 1 : 0;
        this.live++;
        set((free < 0) ? at : free, id);
    }

    private void set(int at, int id) {
        ID.setRelease(this.ids, at, id);
        touch();
    }

    /**
     * To be called when other rows are under one of the hashes than before, which then
     * may belong elsewhere in the order.
     */
    void touch() {
        this.changes++;
        if (this.sorted != null) {
            this.sorted = null;
        }
    }

    void remove(int id) {
        int at = find(id);
        if (at >= 0) {
            this.live--;
            set(at, GONE);
        }
    }

    boolean contains(int id) {
        return find(id) >= 0;
    }

    private int find(int id) {
        int[] places = this.ids;
        int at = home(id, places.length);
        for (int found; (found = places[at]) != NONE; at = (at + 1) & (places.length - 1)) {
            if (found == id) {
                return at;
            }
        }
        return -1;
    }

    int size() {
        return this.live;
    }

    /**
     * The hashes in the order of the ids, as far as one hash is one row; those that lead
     * nowhere come last.
     */
    int[] sorted(RowTable table) {
        int now = this.changes;
        Sorted known = this.sorted;
        if (known != null && known.changes == now) {
            return known.ids;
        }
        int[] ids = ids();
        List<StoredRow> rows = new ArrayList<>(ids.length);
        int nowhere = ids.length;
        for (int i = ids.length - 1; i >= 0; i--) {
            StoredRow row = first(table.under(ids[i]));
            if (row != null && table.hash(row.id()) == ids[i]) {
                rows.add(row);
            }
            else {
                int id = ids[i];
                ids[i] = ids[--nowhere];
                ids[nowhere] = id;
            }
        }
        rows.sort(BY_ID);
        for (int i = 0; i < nowhere; i++) {
            ids[i] = table.hash(rows.get(i).id());
        }
        if (nowhere == ids.length) {
            this.sorted = new Sorted(now, ids);
        }
        return ids;
    }

    /**
     * Rows one of which has each key that several have here: one will do if all have the
     * same.
     */
    Stream<StoredRow> candidates(RowTable table) {
        if (this.live < 2) {
            return Stream.empty();
        }
        int[] ids = sorted(table);
        return Arrays.stream(ids)
            .limit((this.key != null) ? 1 : ids.length)
            .mapToObj(table::under)
            .flatMap((found) -> (found instanceof StoredRow[] rows) ? Arrays.stream(rows)
                    : Stream.ofNullable((StoredRow) found));
    }

    private static @Nullable StoredRow first(@Nullable Object found) {
        return (found instanceof StoredRow[] several) ? several[0] : (StoredRow) found;
    }

    private int[] ids() {
        int[] places = this.ids;
        int[] found = new int[places.length];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            int id = (int) ID.getAcquire(places, i);
            if (id != NONE && id != GONE) {
                found[count++] = id;
            }
        }
        return Arrays.copyOf(found, count);
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
        int[] fresh = new int[capacity];
        for (int id : ids()) {
            int at = home(id, capacity);
            while (fresh[at] != NONE) {
                at = (at + 1) & (capacity - 1);
            }
            fresh[at] = id;
        }
        this.used = this.live;
        this.ids = fresh;
    }

    private static int home(int id, int capacity) {
        return (id * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(capacity - 1);
    }

    private record Sorted(int changes, int[] ids) {
    }

}
