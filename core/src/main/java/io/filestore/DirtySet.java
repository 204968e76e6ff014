package io.filestore;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.record.DirtyRows.DirtyRow;
import io.filestore.record.StoredRow;

/**
 * The rows of a collection that are not in its files yet, and since when. Changed under
 * the commit lock; the figures may be read by anybody.
 */
final class DirtySet {

    private static final int LARGEST_AT_FIRST = 1 << 17;

    private Map<String, DirtyRow> rows = new HashMap<>();

    private long since;

    private volatile int count;

    private volatile long oldest;

    void add(String id, @Nullable StoredRow before, @Nullable StoredRow after, long now) {
        if (this.rows.isEmpty()) {
            this.since = now;
            this.oldest = (this.oldest == 0) ? now : this.oldest;
        }
        DirtyRow earlier = this.rows.put(id, new DirtyRow(id, before, after));
        if (earlier != null) {
            this.rows.put(id, new DirtyRow(id, earlier.before(), after));
        }
        this.count = this.rows.size();
    }

    /** Hands over what is dirty; it goes on counting until it is flushed. */
    Taken take() {
        Taken taken = new Taken(this.rows, this.since);
        // As many rows again are likely until the next flush.
        this.rows = new HashMap<>(Math.min(taken.rows().size() * 4 / 3 + 1, LARGEST_AT_FIRST));
        this.since = 0;
        return taken;
    }

    Map<String, DirtyRow> copy() {
        return new HashMap<>(this.rows);
    }

    /** What was taken is in the files. */
    void flushed() {
        this.count = this.rows.size();
        this.oldest = this.since;
    }

    /**
     * What was taken is not in the files, or only a part of it: it is dirty again, and
     * nobody knows what the files hold of it.
     */
    void giveBack(Taken taken) {
        Map<String, DirtyRow> newer = this.rows;
        this.rows = new HashMap<>();
        taken.rows().forEach((id, row) -> this.rows.put(id, new DirtyRow(id, null, row.after())));
        newer.forEach((id, row) -> this.rows.put(id, new DirtyRow(id, null, row.after())));
        this.since = (taken.since() != 0) ? taken.since() : this.since;
        flushed();
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
     * @param rows by id
     * @param since when the first of them became dirty
     */
    record Taken(Map<String, DirtyRow> rows, long since) {
    }

}
