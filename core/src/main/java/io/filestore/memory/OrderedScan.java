package io.filestore.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * Walks through a range of an {@link OrderedIndex}, forwards or backwards. Belongs to one
 * thread. While nothing changes it shows a row once for each of its keys in the range, in
 * their order. What changes meanwhile may be missed, or shown twice; a careful walk shows
 * no row that has no key in the range, another must not be believed then.
 */
public final class OrderedScan {

    private static final Comparator<Found> ASCENDING = (a, b) -> Arrays.compareUnsigned(a.key, b.key);

    private final OrderedIndex index;

    private final byte[] from;

    private final byte @Nullable [] to;

    private final boolean backwards;

    private final boolean mayChange;

    private Leaves leaves;

    private int number;

    private Leaf leaf = Leaf.EMPTY;

    /** The entries of the leaf that are still to be shown. */
    private int low;

    private int high;

    private boolean lastLeaf;

    /** Entries with this head may lie before the range; so may those with that behind. */
    private long fromHead;

    private long toHead;

    private boolean hasFrom;

    private boolean hasTo;

    /**
     * @param from the least key
     * @param to the least key behind the last, null for none
     * @param mayChange whether something may change meanwhile
     */
    OrderedScan(OrderedIndex index, byte[] from, byte @Nullable [] to, boolean backwards, boolean mayChange) {
        this.index = index;
        this.from = from;
        this.to = to;
        this.backwards = backwards;
        this.mayChange = mayChange;
        this.leaves = index.leaves();
        if (to != null && Arrays.compareUnsigned(from, to) >= 0) {
            this.lastLeaf = true;
        }
        else {
            enter(backwards ? last() : this.leaves.of(from));
        }
    }

    private record Found(byte[] key, StoredRow row) {
    }

    /**
     * Adds the next rows.
     * @param most how many are enough
     * @return false if there are no more
     */
    public boolean next(List<StoredRow> rows, int most) {
        int size = rows.size();
        while (rows.size() - size < most) {
            if (this.low < this.high) {
                showSingles(rows, most - (rows.size() - size));
                if (this.low < this.high && rows.size() - size < most) {
                    showRun(rows);
                }
            }
            else if (this.lastLeaf) {
                break;
            }
            else {
                goOn();
            }
        }
        return rows.size() > size;
    }

    /** How many entries the range has; forwards, and before the first step. */
    long count() {
        if (this.lastLeaf) {
            return countHere();
        }
        int first = this.number;
        long count = countHere();
        int last = last();
        if (last > first) {
            count += this.leaves.before(last) - this.leaves.before(first + 1);
            enter(last);
            count += countHere();
        }
        return count;
    }

    /** How many entries of this leaf the range has; the rows tell only at its ends. */
    private long countHere() {
        List<StoredRow> edges = new ArrayList<>();
        int end = this.high;
        while (this.low < this.high && !isInside(this.low)) {
            showRun(edges);
        }
        while (this.low < this.high && !isInside(this.high - 1)) {
            this.high = this.leaf.runStart(this.high - 1);
        }
        int inside = this.high - this.low;
        this.low = this.high;
        this.high = end;
        while (this.low < this.high) {
            showRun(edges);
        }
        return (long) inside + edges.size();
    }

    /** What has become of the leaves meanwhile tells only where their bounds were. */
    private void goOn() {
        byte[] bound = this.leaves.bound(this.backwards ? this.number : this.number + 1);
        this.leaves = this.index.leaves();
        enter(this.backwards ? before(bound) : this.leaves.of(bound));
    }

    private int last() {
        return (this.to != null) ? before(this.to) : this.leaves.count() - 1;
    }

    /** The last leaf with keys below this one. */
    private int before(byte[] key) {
        int at = this.leaves.of(key);
        return (at > 0 && Arrays.equals(this.leaves.bound(at), key)) ? at - 1 : at;
    }

    private void enter(int leafNumber) {
        this.number = leafNumber;
        this.leaf = this.leaves.get(leafNumber);
        this.hasFrom = this.leaf.side(this.from) == 0;
        this.fromHead = this.hasFrom ? this.leaf.head(this.from) : 0;
        this.low = lowest();
        byte[] end = this.to;
        this.hasTo = end != null && this.leaf.side(end) == 0;
        this.toHead = (end != null && this.hasTo) ? this.leaf.head(end) : 0;
        this.high = Math.max(this.low, highest());
        this.lastLeaf = this.backwards ? Arrays.compareUnsigned(this.leaves.bound(leafNumber), this.from) <= 0
                : this.leaves.endsBehind(leafNumber, this.to);
    }

    private int lowest() {
        if (this.hasFrom) {
            return this.leaf.first(this.fromHead);
        }
        return (this.leaf.side(this.from) < 0) ? 0 : this.leaf.size();
    }

    private int highest() {
        if (this.hasTo) {
            int at = this.leaf.first(this.toHead);
            return (at < this.leaf.size() && this.leaf.heads[at] == this.toHead) ? this.leaf.runEnd(at) : at;
        }
        return (this.to != null && this.leaf.side(this.to) < 0) ? 0 : this.leaf.size();
    }

    /**
     * Entries in a row that look like no other, as long as each leads to one row. No row
     * is looked at before all are found, so that the processor fetches many at a time.
     */
    private void showSingles(List<StoredRow> rows, int most) {
        @Nullable Object[] under = new @Nullable Object[singles(most)];
        for (int i = 0; i < under.length; i++) {
            under[i] = this.index.rows().under(this.leaf.ids[at(i)]);
        }
        int shown = 0;
        while (shown < under.length && under[shown] instanceof StoredRow row) {
            rows.add(row);
            shown++;
        }
        this.low += this.backwards ? 0 : shown;
        this.high -= this.backwards ? shown : 0;
    }

    private int singles(int most) {
        int end = this.mayChange ? 0 : Math.min(most, this.high - this.low);
        int count = 0;
        while (count < end && this.leaf.isSingle(at(count)) && isInside(at(count))) {
            count++;
        }
        return count;
    }

    /** The place of the entry that comes so many after the next. */
    private int at(int later) {
        return this.backwards ? this.high - 1 - later : this.low + later;
    }

    private void showRun(List<StoredRow> rows) {
        int start = this.backwards ? this.leaf.runStart(this.high - 1) : this.low;
        int end = this.backwards ? this.high : this.leaf.runEnd(this.low);
        showAll(start, end, rows);
        this.low = this.backwards ? this.low : end;
        this.high = this.backwards ? start : this.high;
    }

    /** Only in the first and the last run keys may lie outside. */
    private boolean isInside(int at) {
        return !(this.hasFrom && this.leaf.heads[at] == this.fromHead)
                && !(this.hasTo && this.leaf.heads[at] == this.toHead);
    }

    /**
     * Entries that look the same, or may lie outside, or must not be believed: the rows
     * tell their keys.
     */
    private void showAll(int start, int end, List<StoredRow> rows) {
        List<Found> found = new ArrayList<>(end - start);
        for (int at = start; at < end; at++) {
            for (StoredRow row : TablePart.rows(this.index.rows().under(this.leaf.ids[at]))) {
                for (byte[] key : this.index.keys(row)) {
                    if (this.leaf.holds(key) && this.leaf.head(key) == this.leaf.heads[start] && isShown(key)) {
                        found.add(new Found(key, row));
                    }
                }
            }
        }
        found.sort(this.backwards ? ASCENDING.reversed() : ASCENDING);
        for (int i = 0; i < found.size(); i++) {
            if (i == 0 || ASCENDING.compare(found.get(i - 1), found.get(i)) != 0) {
                rows.add(found.get(i).row);
            }
        }
    }

    private boolean isShown(byte[] key) {
        return Arrays.compareUnsigned(key, this.from) >= 0
                && (this.to == null || Arrays.compareUnsigned(key, this.to) < 0)
                && this.leaves.belongs(this.number, key);
    }

}
