package io.filestore.flush;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.filestore.report.StoreStats;

/**
 * How flushes have gone so far. Written by the flush thread, read by anybody.
 */
public final class FlushCounts {

    private volatile StoreStats.FlushTotals totals = new StoreStats.FlushTotals(0, Duration.ZERO, 0, Duration.ZERO);

    private volatile long failuresInARow;

    private volatile @Nullable Instant lastFlush;

    private volatile @Nullable String lastFailure;

    void succeeded(Duration time, Instant now) {
        StoreStats.FlushTotals before = this.totals;
        this.totals = new StoreStats.FlushTotals(before.succeeded() + 1, before.succeededTime().plus(time),
                before.failed(), before.failedTime());
        this.failuresInARow = 0;
        this.lastFailure = null;
        this.lastFlush = now;
    }

    void failed(Duration time, @Nullable String reason) {
        StoreStats.FlushTotals before = this.totals;
        this.totals = new StoreStats.FlushTotals(before.succeeded(), before.succeededTime(), before.failed() + 1,
                before.failedTime().plus(time));
        this.lastFailure = reason;
        this.failuresInARow++;
    }

    public StoreStats.FlushTotals totals() {
        return this.totals;
    }

    /** Failed flushes since the last that succeeded. */
    public long failuresInARow() {
        return this.failuresInARow;
    }

    public @Nullable Instant lastFlush() {
        return this.lastFlush;
    }

    public @Nullable String lastFailure() {
        return this.lastFailure;
    }

}
