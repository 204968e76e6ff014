package io.filestore.memory;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.filestore.row.IndexKey;

/** The keys in one index of the rows of a {@link RowBatch}. */
final class KeyBatch {

    private static final int RECENT = 64;

    /** The hash of each key, and the place of its row in the batch. */
    private int[] hashes;

    private int[] rows;

    /** Null if most rows have a key of their own, which then need not be kept. */
    private @Nullable Object @Nullable [] keys;

    /** By their hashes, so that equal keys seldom are several objects. */
    private final @Nullable Object[] recent;

    private int size;

    KeyBatch(boolean shared, int capacity) {
        this.hashes = new int[capacity];
        this.rows = new int[capacity];
        this.keys = shared ? new @Nullable Object[capacity] : null;
        this.recent = new @Nullable Object[shared ? RECENT : 0];
    }

    void add(@Nullable Object rowKeys, int row) {
        if (rowKeys instanceof Object[] several) {
            for (Object key : several) {
                addOne(key, row);
            }
        }
        else if (rowKeys != null) {
            addOne(rowKeys, row);
        }
    }

    private void addOne(Object key, int row) {
        if (this.size == this.hashes.length) {
            this.hashes = Arrays.copyOf(this.hashes, this.size * 2);
            this.rows = Arrays.copyOf(this.rows, this.size * 2);
            this.keys = (this.keys != null) ? Arrays.copyOf(this.keys, this.size * 2) : null;
        }
        int hash = IndexKey.hash(key);
        this.hashes[this.size] = hash;
        this.rows[this.size] = row;
        if (this.keys != null) {
            this.keys[this.size] = known(key, hash & (RECENT - 1));
        }
        this.size++;
    }

    private Object known(Object key, int at) {
        Object known = this.recent[at];
        if (known != null && known.equals(key)) {
            return known;
        }
        this.recent[at] = key;
        return key;
    }

    int size() {
        return this.size;
    }

    int hash(int at) {
        return this.hashes[at];
    }

    /** The place in the batch of the row that has the key. */
    int row(int at) {
        return this.rows[at];
    }

    /** Null if it was not kept. */
    @Nullable Object key(int at) {
        return (this.keys != null) ? this.keys[at] : null;
    }

}
