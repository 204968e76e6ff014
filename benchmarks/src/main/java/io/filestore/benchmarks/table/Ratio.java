package io.filestore.benchmarks.table;

import io.filestore.benchmarks.child.Slice;

/**
 * Throughput as a ratio to the mean of the raw loop's before and after. It counts only if
 * these two are within a factor of two of each other.
 */
final class Ratio {

    private static final double STEADY = 2;

    private Ratio() {
    }

    /** The ratio; NaN if it does not count. */
    static double of(Slice slice, Slice before, Slice after) {
        double low = Math.min(before.perSecond(), after.perSecond());
        double high = Math.max(before.perSecond(), after.perSecond());
        return (high > STEADY * low) ? Double.NaN : slice.perSecond() * 2 / (low + high);
    }

}
