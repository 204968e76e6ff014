package io.filestore.benchmarks.data;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers below a bound, few of them often and most of them seldom, as YCSB asks for
 * rows: Gray et al., "Quickly Generating Billion-Record Synthetic Databases", with the
 * constant 0.99. The frequent ones are spread over all rows.
 */
public final class Zipfian {

    private static final double THETA = 0.99;

    private final int bound;

    private final double zeta;

    private final double eta;

    public Zipfian(int bound) {
        this.bound = bound;
        double sum = 0;
        for (int i = 1; i <= bound; i++) {
            sum += 1 / Math.pow(i, THETA);
        }
        this.zeta = sum;
        double zetaOfTwo = 1 + Math.pow(0.5, THETA);
        this.eta = (1 - Math.pow(2.0 / bound, 1 - THETA)) / (1 - zetaOfTwo / sum);
    }

    public int next() {
        double uniform = ThreadLocalRandom.current().nextDouble();
        return (int) Math.floorMod(spread(rank(uniform)), (long) this.bound);
    }

    private long rank(double uniform) {
        double scaled = uniform * this.zeta;
        if (scaled < 1) {
            return 0;
        }
        if (scaled < 1 + Math.pow(0.5, THETA)) {
            return 1;
        }
        return (long) (this.bound * Math.pow(this.eta * uniform - this.eta + 1, 1 / (1 - THETA)));
    }

    /** The finishing steps of MurmurHash3, which lose no information. */
    private static long spread(long rank) {
        long hash = (rank + 1) * 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

}
