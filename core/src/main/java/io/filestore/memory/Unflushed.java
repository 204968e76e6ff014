package io.filestore.memory;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.filestore.report.FlushReport;
import io.filestore.row.StoredRow;

/**
 * What of a collection is not in its files, and what flushes have written there. Changed
 * under the commit lock but where it says otherwise; the figures may be read by anybody.
 */
public final class Unflushed {

    private final RowTable rows;

    private final DirtySet dirty = new DirtySet();

    private volatile boolean rewriteDue;

    private volatile Flushed written = new Flushed(0, 0, 0, null);

    private volatile @Nullable Snapshot snapshot;

    Unflushed(RowTable rows) {
        this.rows = rows;
    }

    /** To be called before a row changes. */
    void keep(String id, @Nullable StoredRow before) {
        Snapshot running = this.snapshot;
        if (running != null) {
            running.keep(id, before);
        }
    }

    /** Adds a row that has changed. */
    void add(String id, @Nullable StoredRow before, @Nullable StoredRow after, long now) {
        this.dirty.add(id, before, after, now);
    }

    /** Lets the next flush write the files anew, since they hold what does not count. */
    public void requireRewrite() {
        this.rewriteDue = true;
    }

    public boolean isRewriteDue() {
        return this.rewriteDue;
    }

    boolean isAny() {
        return this.dirty.count() > 0 || this.rewriteDue;
    }

    /**
     * The rows as they are now, however they change until the flush ends or
     * {@link #thaw}.
     */
    Snapshot snapshot() {
        Snapshot taken = new Snapshot(this.rows);
        this.snapshot = taken;
        return taken;
    }

    /** Ends a snapshot that no flush was made of. */
    public void thaw() {
        this.snapshot = null;
    }

    DirtySet.Taken take() {
        return this.dirty.take();
    }

    DirtySet.Taken copy() {
        return this.dirty.copy();
    }

    /** What was taken is in the files. */
    public void flushed() {
        this.rewriteDue = false;
        this.snapshot = null;
        this.dirty.flushed();
    }

    /**
     * Takes back what a flush could not write; what the files hold of it is unknown from
     * now on.
     */
    public void flushFailed(DirtySet.Taken taken) {
        this.snapshot = null;
        this.dirty.giveBack(taken);
    }

    /** Counts what a flush has written. Called by the flush thread only. */
    public void noteWritten(FlushReport.Written more, Instant at) {
        Flushed before = this.written;
        this.written = new Flushed(before.times + 1, before.rows + more.rows(), before.bytes + more.bytes(), at);
    }

    /** What flushes have written so far. */
    public Flushed written() {
        return this.written;
    }

    /** How many rows wait. */
    public int count() {
        return this.dirty.count();
    }

    /** Since when the oldest change waits, epoch milliseconds; 0 if none does. */
    public long oldest() {
        return this.dirty.oldest();
    }

    /**
     * What flushes have written.
     *
     * @param times how often they have written something
     * @param last when they did so last, null for never
     */
    public record Flushed(long times, long rows, long bytes, @Nullable Instant last) {
    }

}
