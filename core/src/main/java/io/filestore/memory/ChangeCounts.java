package io.filestore.memory;

import java.util.concurrent.atomic.LongAdder;

/** How often rows of a collection have been changed since the store was opened. */
public final class ChangeCounts {

    private final LongAdder puts = new LongAdder();

    private final LongAdder deletes = new LongAdder();

    private final LongAdder expirations = new LongAdder();

    public LongAdder puts() {
        return this.puts;
    }

    public LongAdder deletes() {
        return this.deletes;
    }

    /** Rows that were deleted because they had expired, and by nobody else. */
    public LongAdder expirations() {
        return this.expirations;
    }

}
