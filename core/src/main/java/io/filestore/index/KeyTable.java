package io.filestore.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Hashes with one value each, as a flat table: eight bytes a place. One thread changes it
 * at a time; any number may read meanwhile, and none misses a value that stays.
 */
final class KeyTable {

    private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(Object[].class);

    /** Where a value was: whoever looks for another must look on behind it. */
    private static final Object GONE = new Object();

    private static final int SMALLEST = 16;

    private volatile Places places = new Places(SMALLEST);

    /** Places that are not empty. */
    private int used;

    private int live;

    @Nullable Object get(int hash) {
        Places now = this.places;
        int at = now.find(hash);
        return (at >= 0) ? now.value(at) : null;
    }

    void put(int hash, Object value) {
        Places now = this.places;
        int at = now.find(hash);
        if (at >= 0) {
            now.set(at, value);
            return;
        }
        if (now.value(~at) == null) {
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

    void forEach(Consumer<Object> action) {
        Places now = this.places;
        for (int i = 0; i < now.values.length; i++) {
            Object value = now.value(i);
            if (value != null && value != GONE) {
                action.accept(value);
            }
        }
    }

    /** Readers that are in the old table still find there what was there. */
    private void rebuild() {
        Places old = this.places;
        int capacity = Integer.highestOneBit(Math.max(SMALLEST, this.live * 2) * 2 - 1);
        Places fresh = new Places(capacity);
        for (int i = 0; i < old.values.length; i++) {
            Object value = old.value(i);
            if (value != null && value != GONE) {
                int at = ~fresh.find(old.hashes[i]);
                fresh.hashes[at] = old.hashes[i];
                fresh.values[at] = value;
            }
        }
        this.used = this.live;
        this.places = fresh;
    }

    private static final class Places {

        private final int[] hashes;

        private final @Nullable Object[] values;

        private final int shift;

        Places(int capacity) {
            this.hashes = new int[capacity];
            this.values = new @Nullable Object[capacity];
            this.shift = Integer.numberOfLeadingZeros(capacity - 1);
        }

        @Nullable Object value(int at) {
            return VALUE.getAcquire(this.values, at);
        }

        void set(int at, Object value) {
            VALUE.setRelease(this.values, at, value);
        }

        /** The place of a hash, or the complement of the place that is free for it. */
        int find(int hash) {
            int free = -1;
            for (int i = (hash * 0x9E3779B9) >>> this.shift;; i = (i + 1) & (this.values.length - 1)) {
                Object value = value(i);
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
