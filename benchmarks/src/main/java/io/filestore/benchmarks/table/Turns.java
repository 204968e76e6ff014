package io.filestore.benchmarks.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.filestore.benchmarks.child.Slice;
import io.filestore.benchmarks.contestant.Kind;

/**
 * Lets contestants take turns, in another order each round, with a slice of the raw loop
 * before and after each turn. The ratio of a turn is to the mean of these two; it counts
 * only if they are within a factor of two of each other.
 */
final class Turns {

    private final Kind raw;

    private final List<Kind> kinds;

    private int unsteady;

    Turns(Kind raw, List<Kind> kinds) {
        this.raw = raw;
        this.kinds = kinds;
    }

    void run(int rounds, Measured measured, Reported reported) throws Exception {
        measured.slice(this.raw, 0);
        for (Kind kind : this.kinds) {
            measured.slice(kind, 0);
        }
        for (int round = 1; round <= rounds; round++) {
            List<Kind> order = new ArrayList<>(this.kinds);
            Collections.rotate(order, round - 1);
            Slice before = measured.slice(this.raw, round);
            for (Kind kind : order) {
                Slice slice = measured.slice(kind, round);
                Slice after = measured.slice(this.raw, round);
                reported.add(kind, round, slice, ratio(slice, before, after));
                before = after;
            }
            reported.add(this.raw, round, before, 1);
        }
    }

    /** How many ratios did not count. */
    int unsteady() {
        return this.unsteady;
    }

    private double ratio(Slice slice, Slice before, Slice after) {
        double ratio = Ratio.of(slice, before, after);
        if (Double.isNaN(ratio)) {
            this.unsteady++;
        }
        return ratio;
    }

    @FunctionalInterface
    interface Measured {

        /** Has its turn; in round 0 to warm up, and nobody looks at it. */
        Slice slice(Kind kind, int round) throws Exception;

    }

    @FunctionalInterface
    interface Reported {

        /** Takes a slice with its ratio to the raw loop; NaN if it does not count. */
        void add(Kind kind, int round, Slice slice, double ratio);

    }

}
