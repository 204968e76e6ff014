package io.filestore;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Row versions: unique, growing, and never given twice, over restarts neither. A version
 * is the run of the directory, which grows with every start, and a number within the run.
 */
final class Versions {

    private static final int BITS_WITHIN_RUN = 40;

    private final AtomicLong last;

    Versions(long run) {
        this.last = new AtomicLong(run << BITS_WITHIN_RUN);
    }

    long next() {
        return this.last.incrementAndGet();
    }

}
