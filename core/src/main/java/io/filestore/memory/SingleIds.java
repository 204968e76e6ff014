package io.filestore.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Hashes of keys with the hash of one row id each, as a flat table: eight bytes a place,
 * and no reference that the collector would have to follow. One thread changes it at a
 * time; any number may read meanwhile, and none misses what stays. With a
 * {@code ConcurrentHashMap} a row takes a seventh more heap, and a start of a million
 * rows a quarter more processor time or so.
 *
 * <p>
 * Open addressing with linear probing and tombstones, as in {@link KeyTable}. What holds,
 * and why:
 * <ol>
 * <li>The hash of a key and that of an id are one long, which is read and written as a
 * whole: nobody gets the id of another hash. It is neither {@link #NONE} nor
 * {@link #GONE}, since no id's hash is 0 or 1 ({@link RowTable#hash}).</li>
 * <li>A place that is not empty never becomes so again, and a hash keeps its place: no
 * probe ends before an entry that stays. It ends, since at least a fifth of the places is
 * empty.</li>
 * <li>Entries are written with release and read with acquire. Who sees one, or sees that
 * it has gone, sees what was done before: what goes because a {@link KeyRows} has taken
 * it over is found there.</li>
 * <li>An array that has been replaced is not changed any more, and the one in its place
 * is filled before a volatile write publishes it.</li>
 * </ol>
 */
final class SingleIds {

    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int NONE = 0;

    /** Where an entry was: whoever looks for another must look on behind it. */
    private static final long GONE = 1;

    private static final int SMALLEST = 16;

    /** The hash of a key, and that of a row id, which is neither 0 nor 1. */
    private volatile long[] entries = new long[SMALLEST];

    /** Places that are not empty. */
    private int used;

    private int live;

    /** Makes room for so many, before there is any. */
    void expect(int count) {
        this.entries = new long[capacity(count + count / 4 + 1)];
    }

    /** The id's hash, 0 if there is none. */
    int get(int key) {
        long[] now = this.entries;
        for (int i = home(now, key);; i = next(now, i)) {
            long entry = entry(now, i);
            if (entry == NONE || ((int) (entry >>> 32) == key && entry != GONE)) {
                return (int) entry;
            }
        }
    }

    void put(int key, int id) {
        long[] now = this.entries;
        int at = find(now, key);
        if (at < 0) {
            at = ~at;
            if (now[at] == NONE) {
                if ((this.used + 1) * 5L > now.length * 4L) {
                    now = rebuilt();
                    at = ~find(now, key);
                }
                this.used++;
            }
            this.live++;
        }
        ENTRY.setRelease(now, at, entry(key, id));
    }

    void remove(int key) {
        long[] now = this.entries;
        int at = find(now, key);
        if (at >= 0) {
            ENTRY.setRelease(now, at, GONE);
            this.live--;
        }
    }

    int size() {
        return this.live;
    }

    /** Readers that are in the old table still find there what was there. */
    private long[] rebuilt() {
        long[] fresh = new long[capacity(this.live * 2)];
        for (long entry : this.entries) {
            if (entry != NONE && entry != GONE) {
                fresh[~find(fresh, (int) (entry >>> 32))] = entry;
            }
        }
        this.used = this.live;
        this.entries = fresh;
        return fresh;
    }

    private static int capacity(int least) {
        return Integer.highestOneBit(Math.max(SMALLEST, least) * 2 - 1);
    }

    private static long entry(int key, int id) {
        return ((long) key << 32) | (id & 0xFFFF_FFFFL);
    }

    private static long entry(long[] entries, int at) {
        return (long) ENTRY.getAcquire(entries, at);
    }

    private static int home(long[] entries, int key) {
        return (key * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(entries.length - 1);
    }

    private static int next(long[] entries, int at) {
        return (at + 1) & (entries.length - 1);
    }

    /** The place of a key's hash, or the complement of the place that is free for it. */
    private static int find(long[] entries, int key) {
        int free = -1;
        for (int i = home(entries, key);; i = next(entries, i)) {
            long entry = entries[i];
            if (entry == NONE) {
                return ~((free >= 0) ? free : i);
            }
            if (entry == GONE) {
                free = (free >= 0) ? free : i;
            }
            else if ((int) (entry >>> 32) == key) {
                return i;
            }
        }
    }

}
