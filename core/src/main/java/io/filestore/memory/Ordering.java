package io.filestore.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.filestore.json.KeyRange;
import io.filestore.row.StoredRow;

/**
 * An order of the rows of a collection, by some fields and then by their ids. Its
 * {@link OrderedIndex} is made when a query needs it the first time, by the planner's
 * caller, while writers go on: {@link #begin} and {@link #finish} need the commit lock,
 * {@link #fill} takes longest and does not.
 */
public final class Ordering {

    private final List<String> fields;

    private final RowTable rows;

    private final OrderedKeys keys;

    /** Held by whoever makes the index, before the commit lock. */
    private final ReentrantLock makingLock = new ReentrantLock();

    private volatile @Nullable OrderedIndex index;

    /** The rows that change while the index is filled. */
    private @Nullable Set<String> changed;

    private List<LeafFilling.Entry> entries = List.of();

    private @Nullable OrderedIndex made;

    /** Of the row that is changed at the moment; the holder of the commit lock has it. */
    private OrderedIndex.@Nullable Change changing;

    Ordering(List<String> fields, RowTable rows) {
        this.fields = fields;
        this.rows = rows;
        this.keys = new OrderedKeys(fields);
    }

    public List<String> fields() {
        return this.fields;
    }

    /** Whether it can be asked. */
    public boolean isReady() {
        return this.index != null;
    }

    /** To be held from {@link #begin} to {@link #finish} or {@link #cancel}. */
    public ReentrantLock makingLock() {
        return this.makingLock;
    }

    /** From now on changes are noted. */
    public void begin() {
        this.changed = new HashSet<>();
    }

    /** Reads the keys of all rows, and makes the index of them. */
    public void fill() {
        this.entries = LeafFilling.sorted(this.rows, this.keys);
        this.made = new OrderedIndex(this.rows, this.keys, this.entries);
    }

    /**
     * Adds what has changed meanwhile, for which the leaves are filled anew; from now on
     * it can be asked.
     */
    public void finish() {
        Set<String> since = this.changed;
        if (since != null) {
            this.index = since.isEmpty() ? this.made : new OrderedIndex(this.rows, this.keys,
                    LeafFilling.merged(this.entries, since, LeafFilling.sorted(now(since), this.keys)));
        }
        cancel();
    }

    private List<StoredRow> now(Set<String> ids) {
        List<StoredRow> now = new ArrayList<>();
        for (String id : ids) {
            StoredRow row = this.rows.get(id);
            if (row != null) {
                now.add(row);
            }
        }
        return now;
    }

    /** Gives up what {@link #begin} has begun. */
    public void cancel() {
        this.changed = null;
        this.entries = List.of();
        this.made = null;
    }

    /** Before a row changes. */
    void beforeChange(String id, @Nullable StoredRow before, @Nullable StoredRow after) {
        OrderedIndex ready = this.index;
        if (ready != null) {
            this.changing = ready.begin(id, before, after);
        }
        else if (this.changed != null) {
            this.changed.add(id);
        }
    }

    /** After the row has changed. */
    void afterChange() {
        OrderedIndex.Change change = this.changing;
        if (change != null) {
            ready().finish(change);
            this.changing = null;
        }
    }

    private OrderedIndex ready() {
        OrderedIndex ready = this.index;
        if (ready == null) {
            throw new IllegalStateException("The order by " + this.fields + " is not ready");
        }
        return ready;
    }

    /** Whether each row stands in one place of the order. */
    public boolean isSimple() {
        return ready().irregular() == 0;
    }

    /** Whether some rows have so many keys that they are not in any range. */
    public boolean isIncomplete() {
        return ready().tooMany() > 0;
    }

    /** How many entries there are in a range; exact while nothing changes. */
    public long count(KeyRange range) {
        return new OrderedScan(ready(), range.from(), range.to(), false, false).count();
    }

    /**
     * Walks through a range.
     * @param mayChange whether something may change meanwhile
     */
    public OrderedScan scan(KeyRange range, boolean backwards, boolean mayChange) {
        return new OrderedScan(ready(), range.from(), range.to(), backwards, mayChange);
    }

    /** The fields, or "id". */
    @Override
    public String toString() {
        return this.fields.isEmpty() ? "id" : String.join(", ", this.fields);
    }

    /** What is wrong with it, a clause; null if nothing is. Nothing changes meanwhile. */
    public @Nullable String flaw() {
        OrderedIndex ready = this.index;
        return (ready != null) ? ready.flaw() : null;
    }

}
