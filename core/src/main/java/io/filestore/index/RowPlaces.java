package io.filestore.index;

import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

import io.filestore.record.StoredRow;

/**
 * Rows at places that the hashes of their ids lead to: four bytes for the row, and one
 * for a tag. A row says itself what hash it is under; the tag, seven bits of it, spares
 * most looks at rows of other hashes. One thread changes it at a time; any number may
 * read meanwhile, and none misses a row that stays.
 */
final class RowPlaces {

    /** The tag where there has never been a row. */
    private static final byte EMPTY = 0;

    /** Where a row was: whoever looks for another must look on behind it. */
    private static final byte GONE = 1;

    private final byte[] tags;

    /** A row, or several of one hash: {@link SameHash}. */
    private final @Nullable Object[] rows;

    /** Places that are not empty. */
    private int used;

    RowPlaces(int capacity) {
        this.tags = new byte[capacity];
        this.rows = new @Nullable Object[capacity];
    }

    int length() {
        return this.rows.length;
    }

    /** What is at a place, as a reader must ask, who would see it half made otherwise. */
    @Nullable Object at(int place) {
        Object found = this.rows[place];
        VarHandle.acquireFence();
        return found;
    }

    @Nullable Object get(int hash) {
        byte tag = tag(hash);
        for (int i = home(hash);; i = next(i)) {
            byte found = this.tags[i];
            if (found == tag) {
                Object rows = at(i);
                if (isUnder(hash, rows)) {
                    return rows;
                }
            }
            else if (found == EMPTY) {
                return null;
            }
        }
    }

    /** What {@link #get} most likely returns, without a look at any row. */
    @Nullable Object guess(int hash) {
        byte tag = tag(hash);
        for (int i = home(hash);; i = next(i)) {
            byte found = this.tags[i];
            if (found == tag || found == EMPTY) {
                return at(i);
            }
        }
    }

    /** The place of a hash, or the complement of the place that is free for it. */
    int find(int hash) {
        byte tag = tag(hash);
        int free = -1;
        for (int i = home(hash);; i = next(i)) {
            byte found = this.tags[i];
            if (found == EMPTY) {
                return ~((free >= 0) ? free : i);
            }
            if (found == GONE) {
                free = (free >= 0) ? free : i;
            }
            else if (found == tag && isUnder(hash, this.rows[i])) {
                return i;
            }
        }
    }

    private static boolean isUnder(int hash, @Nullable Object found) {
        return found != null && SameHash.of(found) == hash;
    }

    /** Whether one more place in use would leave too few empty ones. */
    boolean isFull() {
        return Probing.isFull(this.used, this.tags.length);
    }

    /** Adds a row, or several, at a free place. */
    void add(int place, int hash, Object row) {
        this.used += (this.tags[place] == EMPTY) ? 1 : 0;
        set(place, row);
        this.tags[place] = tag(hash);
    }

    /** Puts a row, or several, in place of what is under the same hash. */
    void set(int place, Object row) {
        VarHandle.releaseFence();
        this.rows[place] = row;
    }

    void remove(int place) {
        this.tags[place] = GONE;
        this.rows[place] = null;
    }

    private int home(int hash) {
        return Probing.home(hash, this.tags.length);
    }

    private int next(int place) {
        return Probing.next(place, this.tags.length);
    }

    /** Of bits that chose neither the part nor, mostly, the place; never 0 nor 1. */
    private static byte tag(int hash) {
        return (byte) (hash >>> 4 | 0x80);
    }

}
