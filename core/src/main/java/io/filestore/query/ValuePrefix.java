package io.filestore.query;

/**
 * How a prefix is laid out: the rank in the upper three bits, which is signed, and what
 * the rank makes of the value in the others, which are not.
 */
final class ValuePrefix {

    static final int SIZE = 61;

    static final long BITS = (1L << SIZE) - 1;

    /** Seven ranks lie between -3 and 3, so that {@link Long#MIN_VALUE} is before all. */
    private static final int MIDDLE = 3;

    private static final ValueRank[] RANKS = ValueRank.values();

    private ValuePrefix() {
    }

    static long of(ValueRank rank) {
        return (long) (rank.ordinal() - MIDDLE) << SIZE;
    }

    static ValueRank rank(long prefix) {
        return RANKS[(int) (prefix >> SIZE) + MIDDLE];
    }

}
