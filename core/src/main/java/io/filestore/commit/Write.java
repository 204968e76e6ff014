package io.filestore.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.filestore.event.Listeners;
import io.filestore.event.RowChange;

/**
 * Changes that are committed together or not at all, on their way through the
 * {@link CommitQueue}, with the thread that waits for them.
 *
 * <p>
 * What holds, and why:
 * <ol>
 * <li>The writer sets {@code asleep} and then reads {@code done}, before it parks; the
 * leader sets {@code done} and then reads {@code asleep}. Both are volatile, so that one
 * of them sees the other: the writer does not park, or it is woken (Dekker's protocol). A
 * thread that is woken before it parks does not park; one that is woken for nothing looks
 * again.</li>
 * <li>Safe publication: the queue publishes a write to its leader, and {@code done} what
 * the leader has written into it to the writer, who reads rows and failure only when it
 * is done.</li>
 * <li>The thread that has made it hands it to the queue, and is the only one that is ever
 * woken for it, whoever commits it.</li>
 * </ol>
 */
public final class Write implements Listeners.Committed {

    /** Row writes in the order in which they were asked for; one a row. */
    private final List<RowWrite> asked;

    private List<RowWrite> rows;

    /** What the writer has read and relies on. */
    public final List<ReadCheck> reads;

    /** Whether a conflict is nobody's to handle: the transaction runs again. */
    final boolean transaction;

    private final Thread thread = Thread.currentThread();

    private @Nullable Throwable failure;

    /** Whether it is logged and applied; only that makes it a success. */
    private boolean committed;

    private volatile boolean done;

    private volatile boolean asleep;

    private Write(List<RowWrite> rows, List<ReadCheck> reads, boolean transaction) {
        this.asked = rows;
        this.rows = rows;
        this.reads = reads;
        this.transaction = transaction;
    }

    public Write(List<RowWrite> rows) {
        this(rows, List.of(), false);
    }

    public Write(RowWrite row) {
        this(List.of(row));
    }

    public static Write ofTransaction(List<RowWrite> rows, List<ReadCheck> reads) {
        return new Write(rows, reads, true);
    }

    /** What was asked for, and behind it what that takes besides. */
    public List<RowWrite> rows() {
        return this.rows;
    }

    /** Adds what nobody has asked for. */
    void add(RowWrite row) {
        if (this.rows == this.asked) {
            this.rows = new ArrayList<>(this.asked);
        }
        this.rows.add(row);
    }

    @Override
    public List<RowChange> changes(long now) {
        return this.rows.stream().filter(RowWrite::changesAnything).map((row) -> row.change(now)).toList();
    }

    /** About how many bytes it adds to the log. */
    @Override
    public long bytes() {
        long bytes = 0;
        for (RowWrite row : this.rows) {
            bytes += (row.json != null) ? row.json.length : 0;
        }
        return bytes;
    }

    /** Takes back what an earlier attempt to commit it has done. */
    void reset() {
        this.rows = this.asked;
        this.failure = null;
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

    /** Says that its writer will sleep if it finds nothing to do after this. */
    void fallAsleep() {
        this.asleep = true;
    }

    boolean isAsleep() {
        return this.asleep;
    }

    void wake() {
        if (this.asleep && this.thread != Thread.currentThread()) {
            LockSupport.unpark(this.thread);
        }
    }

}
