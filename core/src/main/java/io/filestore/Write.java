package io.filestore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Changes that are committed together or not at all, on their way through the
 * {@link CommitQueue}, with the thread that waits for them.
 */
final class Write {

    /** Row writes in the order in which they were asked for; one a row. */
    final List<RowWrite> rows;

    /** What the writer has read and relies on. */
    final List<ReadCheck> reads;

    private final int asked;

    private final Thread thread = Thread.currentThread();

    private @Nullable Throwable failure;

    /** Whether it is logged and applied; only that makes it a success. */
    private boolean committed;

    private volatile boolean done;

    Write(List<RowWrite> rows, List<ReadCheck> reads) {
        this.rows = new ArrayList<>(rows);
        this.reads = reads;
        this.asked = rows.size();
    }

    Write(RowWrite row) {
        this(List.of(row), List.of());
    }

    /** About how many bytes it adds to the log. */
    long bytes() {
        long bytes = 0;
        for (RowWrite row : this.rows) {
            bytes += (row.logged != null) ? row.logged.length : 0;
        }
        return bytes;
    }

    /** Takes out what an earlier attempt to commit it has added. */
    void reset() {
        this.rows.subList(this.asked, this.rows.size()).clear();
    }

    boolean isDone() {
        return this.done;
    }

    @Nullable Throwable failure() {
        return this.failure;
    }

    void fail(Throwable reason) {
        this.failure = reason;
        this.committed = false;
    }

    void succeed() {
        this.failure = null;
        this.committed = true;
    }

    boolean isCommitted() {
        return this.committed;
    }

    /** Its writer may go on; {@link #wake} tells it to, if it sleeps. */
    void complete() {
        this.done = true;
    }

    void wake() {
        if (this.thread != Thread.currentThread()) {
            LockSupport.unpark(this.thread);
        }
    }

}
