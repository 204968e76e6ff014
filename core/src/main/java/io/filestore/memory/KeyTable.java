package io.filestore.memory;

import java.lang.invoke.VarHandle;
import java.util.function.ObjIntConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Hashes with one value each, as a flat table: eight bytes a place. One thread changes it
 * at a time; any number may read meanwhile, and none misses a value that stays. Who reads
 * while a place changes hands may get the value of another hash, where there was none of
 * this one, and must look at it.
 *
 * <p>
 * Open addressing with linear probing and tombstones. What holds, and why:
 * <ol>
 * <li>A place that is not empty never becomes so again: what is removed leaves
 * {@link #GONE}. So no probe ends before the place of a hash that stays; and each ends,
 * since at least a fifth of the places is empty.</li>
 * <li>A hash keeps one place for as long as it is there, because {@link #put} takes a
 * free place only at the end of the whole probe. So a value that is replaced is never
 * missing in between.</li>
 * <li>Safe publication: a writer writes the hash, then a release fence, then the value; a
 * reader reads the value, then an acquire fence, then the hash. Who sees a value sees all
 * of it, what was done before it was put, and the hash that was written for it or a later
 * one.</li>
 * <li>Only a place that is {@link #GONE} changes hands. Who has read its value before
 * that may read the new hash beside it: the value of another hash, but only of a hash
 * that had no place.</li>
 * <li>An array that has been replaced is not changed any more, and the one in its place
 * is filled before a volatile write publishes it. So a reader finds in either of them
 * what was there when the one replaced the other.</li>
 * </ol>
 */
class KeyTable {

    /** Where a value was: whoever looks for another must look on behind it. */
    private static final Object GONE = new Object();

    private static final int SMALLEST = 4;

    private volatile Places places = new Places(SMALLEST);

    /** Places that are not empty. */
    private int used;

    private int live;

    /** Makes room for so many values, in a table that has none. */
    void expect(int count) {
        this.places = new Places(capacity(count + count / 4 + 1));
        this.used = 0;
    }

    @Nullable Object get(int hash) {
        return this.places.get(hash);
    }

    /** The places, for somebody who looks at all of them. */
    Places places() {
        return this.places;
    }

    void put(int hash, Object value) {
        Places now = this.places;
        int at = now.find(hash);
        if (at >= 0) {
            now.set(at, value);
            return;
        }
        if (now.values[~at] == null) {
            if ((this.used + 1) * 5L > now.values.length * 4L) {
                rebuild();
                now = this.places;
                at = now.find(hash);
            }
            this.used++;
        }
        now.hashes[~at] = hash;
        now.set(~at, value);
        this.live++;
    }

    void remove(int hash) {
        int at = this.places.find(hash);
        if (at >= 0) {
            this.places.set(at, GONE);
            this.live--;
        }
    }

    /** Shows each value with its hash. */
    void forEach(ObjIntConsumer<Object> action) {
        Places now = this.places;
        for (int i = 0; i < now.length(); i++) {
            Object value = now.live(i);
            if (value != null) {
                action.accept(value, now.hashes[i]);
            }
        }
    }

    /** Readers that are in the old table still find there what was there. */
    private void rebuild() {
        Places old = this.places;
        Places fresh = new Places(capacity(this.live * 2));
        for (int i = 0; i < old.length(); i++) {
            Object value = old.live(i);
            if (value != null) {
                int at = ~fresh.find(old.hashes[i]);
                fresh.hashes[at] = old.hashes[i];
                fresh.values[at] = value;
            }
        }
        this.used = this.live;
        this.places = fresh;
    }

    private static int capacity(int least) {
        return Integer.highestOneBit(Math.max(SMALLEST, least) * 2 - 1);
    }

    /** What is put here later shows, until the table has grown. */
    static final class Places {

        private final int[] hashes;

        private final @Nullable Object[] values;

        private final int shift;

        private Places(int capacity) {
            this.hashes = new int[capacity];
            this.values = new @Nullable Object[capacity];
            this.shift = Integer.numberOfLeadingZeros(capacity - 1);
        }

        int length() {
            return this.values.length;
        }

        /** The value of a place, null if there is none. */
        @Nullable Object live(int at) {
            Object value = value(at);
            return (value != GONE) ? value : null;
        }

        private @Nullable Object get(int hash) {
            for (int i = home(hash);; i = next(i)) {
                Object value = value(i);
                if (value == null || (this.hashes[i] == hash && value != GONE)) {
                    return value;
                }
            }
        }

        private int home(int hash) {
            return (hash * 0x9E3779B9) >>> this.shift;
        }

        private int next(int at) {
            return (at + 1) & (this.values.length - 1);
        }

        /** As a reader must ask, who would see the row half made otherwise. */
        private @Nullable Object value(int at) {
            Object value = this.values[at];
            VarHandle.acquireFence();
            return value;
        }

        private void set(int at, Object value) {
            VarHandle.releaseFence();
            this.values[at] = value;
        }

        /** The place of a hash, or the complement of the place that is free for it. */
        private int find(int hash) {
            int free = -1;
            for (int i = home(hash);; i = next(i)) {
                Object value = this.values[i];
                if (value == null) {
                    return ~((free >= 0) ? free : i);
                }
                if (value == GONE) {
                    free = (free >= 0) ? free : i;
                }
                else if (this.hashes[i] == hash) {
                    return i;
                }
            }
        }

    }

}
