package io.filestore.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.memory.CollectionMemory;
import io.filestore.memory.FieldIndex;
import io.filestore.query.Matcher;
import io.filestore.query.RowKeys;
import io.filestore.query.RowOrder;
import io.filestore.row.StoredRow;

/**
 * Answers a query as planned. Belongs to one thread.
 */
public final class PlanRun {

    private final Plan plan;

    private final CollectionMemory collection;

    private final boolean mayChange;

    private final boolean asPlanned;

    private final long now;

    private final @Nullable Matcher filter;

    private long looked;

    /** How the rows are while it runs. */
    public enum Rows {

        /** They are what they were when the plan counted them. */
        AS_PLANNED,
        /** They do not change. */
        STEADY,
        /** They may change. */
        CHANGING

    }

    /**
     * @param rows whose promise is to be examined by who gave it, afterwards
     * @param now rows that have expired by then are not there
     */
    public PlanRun(Plan plan, CollectionMemory collection, Rows rows, long now) {
        this.plan = plan;
        this.collection = collection;
        this.mayChange = rows == Rows.CHANGING;
        this.asPlanned = rows == Rows.AS_PLANNED;
        this.now = now;
        this.filter = (plan.filter() != null) ? Matcher.of(plan.filter()) : null;
    }

    /** The rows, in order, as many as the limit allows. */
    public List<StoredRow> rows() {
        int limit = this.plan.query().limit().orElse(Integer.MAX_VALUE);
        Iterator<StoredRow> found = eachOnce();
        if (this.plan.sorts()) {
            return sorted(found, limit);
        }
        List<StoredRow> rows = new ArrayList<>();
        while (rows.size() < limit && found.hasNext()) {
            rows.add(found.next());
        }
        return rows;
    }

    /**
     * How many rows there are, limit or not.
     * @param most how many are enough
     */
    public long count(long most) {
        boolean counted = this.plan.filter() == null && this.plan.behind() == null
                && !this.collection.expiry().hasTtl();
        long known = counted ? count(this.plan.access()) : -1;
        if (known >= 0) {
            return Math.min(known, most);
        }
        long count = 0;
        for (Iterator<StoredRow> each = eachOnce(); count < most && each.hasNext(); each.next()) {
            count++;
        }
        return count;
    }

    /** How many rows it has looked at so far. */
    public long looked() {
        return this.looked;
    }

    /** How many rows a way leads to, -1 if that is not known without walking along it. */
    private long count(Access access) {
        if (access instanceof Access.All) {
            return this.collection.size();
        }
        if (this.asPlanned && access instanceof Access.Ids ids) {
            return ids.rows();
        }
        if (!this.mayChange && access instanceof Access.Walk walk && walk.ordering().isSimple()) {
            return this.asPlanned ? walk.rows() : walk.ranges().stream().mapToLong(walk.ordering()::count).sum();
        }
        if (!this.mayChange && access instanceof Access.Lookup lookup && lookup.keys().size() == 1) {
            return lookup.index().countUnchanged(lookup.keys().get(0));
        }
        return -1;
    }

    /**
     * The rows that fulfil the condition, in the order of the access; one that moves
     * meanwhile may come twice.
     */
    public Iterator<StoredRow> found() {
        return new Filtered(ways(this.plan.access()), mayRepeat(this.plan.access()) ? new HashSet<>() : null);
    }

    private Iterator<StoredRow> eachOnce() {
        boolean moving = this.mayChange && !(this.plan.access() instanceof Access.All);
        return moving ? new Filtered(ways(this.plan.access()), new HashSet<>()) : found();
    }

    private static boolean mayRepeat(Access access) {
        if (access instanceof Access.Walk walk) {
            return !walk.ordering().isSimple();
        }
        return access instanceof Access.Union || (access instanceof Access.Lookup lookup && lookup.keys().size() > 1);
    }

    private List<StoredRow> sorted(Iterator<StoredRow> found, int limit) {
        RowOrder order = RowOrder.of(this.plan.query().order());
        PriorityQueue<Placed> last = new PriorityQueue<>((a, b) -> order.compare(b.keys, a.keys));
        while (found.hasNext()) {
            StoredRow row = found.next();
            last.add(new Placed(order.keys(row.id(), row.json()), row));
            if (last.size() > limit) {
                last.remove();
            }
        }
        StoredRow[] rows = new StoredRow[last.size()];
        for (int i = rows.length - 1; i >= 0; i--) {
            rows[i] = last.remove().row;
        }
        return Arrays.asList(rows);
    }

    private record Placed(RowKeys keys, StoredRow row) {
    }

    private Iterator<StoredRow> ways(Access access) {
        if (access instanceof Access.Walk walk) {
            // If all that are found are wanted, then no more than that.
            boolean all = this.filter == null && !this.plan.sorts();
            return new Walking(walk, all ? this.plan.query().limit().orElse(Walking.FIRST) : Walking.FIRST,
                    this.mayChange);
        }
        if (access instanceof Access.Lookup lookup) {
            return new Chain<>(lookup.keys(), (key) -> Arrays.asList(find(lookup.index(), key)).iterator());
        }
        if (access instanceof Access.Ids ids) {
            return ids.ids().stream().map(this.collection::row).filter(Objects::nonNull).iterator();
        }
        if (access instanceof Access.Union union) {
            return new Chain<>(union.parts(), this::ways);
        }
        return this.collection.rows().iterator();
    }

    private StoredRow[] find(FieldIndex index, Object key) {
        return this.mayChange ? index.find(key) : index.findUnchanged(key);
    }

    /** Those that are wanted, each once. */
    private final class Filtered implements Iterator<StoredRow> {

        private final Iterator<StoredRow> rows;

        private final @Nullable Set<String> seen;

        private @Nullable StoredRow next;

        Filtered(Iterator<StoredRow> rows, @Nullable Set<String> seen) {
            this.rows = rows;
            this.seen = seen;
        }

        @Override
        public boolean hasNext() {
            while (this.next == null && this.rows.hasNext()) {
                StoredRow row = this.rows.next();
                this.next = isWanted(row) ? row : null;
            }
            return this.next != null;
        }

        private boolean isWanted(StoredRow row) {
            PlanRun.this.looked++;
            Matcher matcher = PlanRun.this.filter;
            return !row.isExpiredAt(PlanRun.this.now) && (matcher == null || matcher.test(row.id(), row.json()))
                    && (PlanRun.this.plan.behind() == null || PlanRun.this.plan.behind().isBefore(row))
                    && (this.seen == null || this.seen.add(row.id()));
        }

        @Override
        public StoredRow next() {
            StoredRow row = hasNext() ? this.next : null;
            if (row == null) {
                throw new NoSuchElementException();
            }
            this.next = null;
            return row;
        }

    }

}
