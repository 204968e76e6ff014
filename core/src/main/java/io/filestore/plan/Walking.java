package io.filestore.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.json.KeyRange;
import io.filestore.memory.OrderedScan;
import io.filestore.row.StoredRow;

/** Through the ranges of an order, a few rows at a time, then more. */
final class Walking implements Iterator<StoredRow> {

    /** So many at first. */
    static final int FIRST = 32;

    private static final int MOST = 1024;

    private final Access.Walk walk;

    private final Iterator<KeyRange> ranges;

    private final List<StoredRow> rows = new ArrayList<>(FIRST);

    private @Nullable OrderedScan scan;

    private final boolean mayChange;

    private int next;

    private int some;

    /**
     * @param first how many rows are likely to be wanted
     * @param mayChange whether something may change meanwhile
     */
    Walking(Access.Walk walk, int first, boolean mayChange) {
        this.walk = walk;
        this.ranges = walk.ranges().iterator();
        this.some = Math.min(MOST, first);
        this.mayChange = mayChange;
    }

    @Override
    public boolean hasNext() {
        while (this.next == this.rows.size()) {
            this.rows.clear();
            this.next = 0;
            if (this.scan == null || !this.scan.next(this.rows, this.some)) {
                if (!this.ranges.hasNext()) {
                    this.scan = null;
                    return false;
                }
                this.scan = this.walk.ordering().scan(this.ranges.next(), this.walk.backwards(), this.mayChange);
            }
            this.some = Math.min(MOST, this.some * 2);
        }
        return true;
    }

    @Override
    public StoredRow next() {
        return this.rows.get(this.next++);
    }

}
