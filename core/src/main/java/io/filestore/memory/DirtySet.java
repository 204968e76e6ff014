package io.filestore.memory;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.filestore.row.DirtyRows.DirtyRow;
import io.filestore.row.StoredRow;

/**
 * The rows of a collection that are not in its files yet, and since when. Changed under
 * the commit lock; the figures may be read by anybody.
 */
final class DirtySet {

    private static final int LARGEST_AT_FIRST = 1 << 16;

    private DirtyTable rows = new DirtyTable(0);

    /** How many a flush has taken that has not ended. */
    private int taken;

    private long since;

    /** Whether files may hold what a flush that failed has written. */
    private boolean unsure;

    private volatile int count;

    private volatile long oldest;

    void add(String id, @Nullable StoredRow before, @Nullable StoredRow after, long now) {
        if (this.rows.size() == 0) {
            this.since = now;
            this.oldest = (this.oldest == 0) ? now : this.oldest;
        }
        if (this.rows.add(id, before, after)) {
            this.count = this.taken + this.rows.size();
        }
    }

    /**
     * Hands over what is dirty. It goes on counting until it is flushed, and a row that
     * changes meanwhile counts twice.
     */
    Taken take() {
        Taken taken = new Taken(this.rows::rows, this.since, this.unsure);
        this.taken = this.rows.size();
        // As many rows again are likely until the next flush.
        this.rows = new DirtyTable(Math.min(this.rows.size(), LARGEST_AT_FIRST));
        this.since = 0;
        return taken;
    }

    /** What is dirty now, which stays here. */
    Taken copy() {
        List<DirtyRow> copy = this.rows.rows();
        return new Taken(() -> copy, this.since, this.unsure);
    }

    /** What was taken is in the files. */
    void flushed() {
        this.unsure = false;
        countAnew();
    }

    private void countAnew() {
        this.taken = 0;
        this.count = this.rows.size();
        this.oldest = this.since;
    }

    /**
     * What was taken is not in the files, or only a part of it: it is dirty again, and
     * nobody knows what the files hold of it.
     */
    void giveBack(Taken taken) {
        List<DirtyRow> newer = this.rows.rows();
        this.rows = new DirtyTable(newer.size());
        taken.rows().forEach((row) -> this.rows.add(row.id(), null, row.after()));
        newer.forEach((row) -> this.rows.add(row.id(), null, row.after()));
        this.since = (taken.since() != 0) ? taken.since() : this.since;
        this.unsure = true;
        countAnew();
    }

    int count() {
        return this.count;
    }

    /** Since when the oldest change waits, epoch milliseconds; 0 if none does. */
    long oldest() {
        return this.oldest;
    }

    /**
     * What a flush has taken.
     *
     * @param source what gives the rows
     * @param since when the first of them became dirty
     * @param unsure whether a flush had failed before
     */
    record Taken(Supplier<List<DirtyRow>> source, long since, boolean unsure) {

        /** Each row once. Made anew by each call. */
        List<DirtyRow> rows() {
            return this.source.get();
        }

    }

}
