package io.filestore.commit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Row versions: unique, growing, and never given twice, over restarts neither. A version
 * is the run of the directory, which grows with every start, and a number within the run.
 */
public final class Versions {

    private static final int BITS_WITHIN_RUN = 40;

    /**
     * A lost checkpoint takes the number of the run with it. The minutes since this day
     * of December 2025 are more than the starts that have been counted since.
     */
    private static final long MINUTES_BEFORE_FIRST_RELEASE = Duration.ofDays(365L * 56).toMinutes();

    /** More starts than a directory will have had, and fewer than those minutes. */
    private static final long LEAST_AFTER_LOSS = 100_000;

    /** Leaves room for a million starts, before versions become negative. */
    private static final long MOST_AFTER_LOSS = (1L << (Long.SIZE - 1 - BITS_WITHIN_RUN)) - 1_000_000;

    private final AtomicLong last;

    public Versions(long run) {
        this.last = new AtomicLong(run << BITS_WITHIN_RUN);
    }

    /**
     * The number of a run that must be higher than one that is not known any more: never
     * negative, whatever the clock says, and not lower than it was after an earlier loss
     * as long as the files tell that it was later then.
     * @param now what the clock says, epoch milliseconds
     * @param newestFile when any file of the store's directory was last changed
     */
    public static long runAfterLoss(long now, long newestFile) {
        long minutes = Math.max(now, newestFile) / 60_000 - MINUTES_BEFORE_FIRST_RELEASE;
        return Math.min(Math.max(minutes, LEAST_AFTER_LOSS), MOST_AFTER_LOSS);
    }

    public long next() {
        return this.last.incrementAndGet();
    }

}
