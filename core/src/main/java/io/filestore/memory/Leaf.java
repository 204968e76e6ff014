package io.filestore.memory;

import java.util.Arrays;

/**
 * Some neighbouring entries of an {@link OrderedIndex}, in order: for each what follows
 * the {@link #base} in its key, as far as eight bytes go, and the hash of the row id.
 * Immutable.
 */
final class Leaf {

    static final Leaf EMPTY = new Leaf(new byte[0], new long[0], new int[0]);

    /** What all keys here begin with. */
    final byte[] base;

    /** Eight bytes of each key behind the base, to be compared without sign. */
    final long[] heads;

    final int[] ids;

    Leaf(byte[] base, long[] heads, int[] ids) {
        this.base = base;
        this.heads = heads;
        this.ids = ids;
    }

    int size() {
        return this.ids.length;
    }

    /** The head of a key, which begins with the base. */
    static long head(byte[] key, int base) {
        long head = 0;
        int end = Math.min(key.length, base + Long.BYTES);
        for (int i = base; i < end; i++) {
            head |= (key[i] & 0xFFL) << (56 - 8 * (i - base));
        }
        return head;
    }

    long head(byte[] key) {
        return head(key, this.base.length);
    }

    /** Below zero if all keys are greater than this one, above if all are less, or 0. */
    int side(byte[] key) {
        int common = Arrays.mismatch(this.base, key);
        if (common < 0 || common == this.base.length) {
            return 0;
        }
        return (common == key.length) ? -1 : Byte.compareUnsigned(key[common], this.base[common]);
    }

    boolean holds(byte[] key) {
        int common = Arrays.mismatch(this.base, key);
        return common < 0 || common == this.base.length;
    }

    /** The first entry whose head is not less than this one. */
    int first(long head) {
        int low = 0;
        int high = this.heads.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(this.heads[middle], head) < 0) {
                low = middle + 1;
            }
            else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether no other entry has the head of this one. */
    boolean isSingle(int at) {
        return (at == 0 || this.heads[at - 1] != this.heads[at])
                && (at + 1 == this.heads.length || this.heads[at + 1] != this.heads[at]);
    }

    /** Behind the last entry of those that have the head of this one. */
    int runEnd(int at) {
        int end = at + 1;
        while (end < this.heads.length && this.heads[end] == this.heads[at]) {
            end++;
        }
        return end;
    }

    /** The first entry of those that have the head of this one. */
    int runStart(int at) {
        int start = at;
        while (start > 0 && this.heads[start - 1] == this.heads[at]) {
            start--;
        }
        return start;
    }

    /** The same entries under a base that is the beginning of this one. */
    Leaf withBase(int length) {
        if (length == this.base.length) {
            return this;
        }
        int more = this.base.length - length;
        long[] moved = new long[this.heads.length];
        long beginning = 0;
        for (int i = 0; i < Math.min(more, Long.BYTES); i++) {
            beginning |= (this.base[length + i] & 0xFFL) << (56 - 8 * i);
        }
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (more < Long.BYTES) ? beginning | (this.heads[i] >>> (8 * more)) : beginning;
        }
        return new Leaf(Arrays.copyOf(this.base, length), moved, this.ids);
    }

    Leaf with(int at, long head, int id) {
        long[] moreHeads = new long[this.heads.length + 1];
        System.arraycopy(this.heads, 0, moreHeads, 0, at);
        moreHeads[at] = head;
        System.arraycopy(this.heads, at, moreHeads, at + 1, this.heads.length - at);
        int[] moreIds = new int[this.ids.length + 1];
        System.arraycopy(this.ids, 0, moreIds, 0, at);
        moreIds[at] = id;
        System.arraycopy(this.ids, at, moreIds, at + 1, this.ids.length - at);
        return new Leaf(this.base, moreHeads, moreIds);
    }

    Leaf without(int at) {
        long[] lessHeads = new long[this.heads.length - 1];
        System.arraycopy(this.heads, 0, lessHeads, 0, at);
        System.arraycopy(this.heads, at + 1, lessHeads, at, lessHeads.length - at);
        int[] lessIds = new int[this.ids.length - 1];
        System.arraycopy(this.ids, 0, lessIds, 0, at);
        System.arraycopy(this.ids, at + 1, lessIds, at, lessIds.length - at);
        return new Leaf(this.base, lessHeads, lessIds);
    }

    /** This one's entries and those of the next one. */
    Leaf joined(Leaf next) {
        if (size() == 0 || next.size() == 0) {
            return (size() == 0) ? next : this;
        }
        int common = Arrays.mismatch(this.base, next.base);
        int length = (common < 0) ? this.base.length : common;
        Leaf left = withBase(length);
        Leaf right = next.withBase(length);
        long[] bothHeads = Arrays.copyOf(left.heads, left.heads.length + right.heads.length);
        System.arraycopy(right.heads, 0, bothHeads, left.heads.length, right.heads.length);
        int[] bothIds = Arrays.copyOf(left.ids, left.ids.length + right.ids.length);
        System.arraycopy(right.ids, 0, bothIds, left.ids.length, right.ids.length);
        return new Leaf(left.base, bothHeads, bothIds);
    }

}
