package io.filestore.index;

/**
 * How the flat tables here find a place for a hash: open addressing with linear probing,
 * on a power of two of places.
 */
final class Probing {

    private static final int SMALLEST = 4;

    private Probing() {
    }

    /** As many places as so many hashes need, and a few that come later. */
    static int capacity(int count) {
        return Integer.highestOneBit(Math.max(SMALLEST, count + count / 4 + 1) * 2 - 1);
    }

    /** As many places as so many hashes need that have filled a table. */
    static int grown(int count) {
        return capacity(count + count / 2);
    }

    /** Whether one more place in use would leave too few to be fast. */
    static boolean isFull(int used, int capacity) {
        return (used + 1) * 5L > capacity * 4L;
    }

    /** Where to look first. */
    static int home(int hash, int capacity) {
        return (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(capacity - 1);
    }

    /** Where to look next. */
    static int next(int place, int capacity) {
        return (place + 1) & (capacity - 1);
    }

}
