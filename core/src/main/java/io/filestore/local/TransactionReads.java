package io.filestore.local;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.commit.BatchView;
import io.filestore.memory.CollectionMemory;
import io.filestore.plan.Plan;
import io.filestore.plan.PlanRun;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.query.QueryPlan;
import io.filestore.row.StoredRow;

/**
 * What a transaction has read of one collection, each thing once however often it was
 * read, to be checked when it commits. Rows that it goes on to write carry the version
 * that was read themselves.
 */
final class TransactionReads {

    private static final long NONE = -1;

    /** So many rows can be looked at while others wait for the commit lock. */
    private static final long MOST_FOUND_AGAIN = 10_000;

    private final CollectionMemory collection;

    private final LiveRows live;

    private final Map<String, Long> versions = new HashMap<>();

    private final Map<Search, long[]> searches = new HashMap<>();

    private final Map<Asked, Answer> queries = new HashMap<>();

    /** What the collection's changes were when all of its rows were read. */
    private long changes = NONE;

    /** When the first of those rows expires. */
    private long expiry = Long.MAX_VALUE;

    /** Whether one thing has been read twice, with different results. */
    private boolean torn;

    TransactionReads(CollectionMemory collection, LiveRows live) {
        this.collection = collection;
        this.live = live;
    }

    private record Search(int index, Object key) {
    }

    /** A row that everybody sees, and that is written down as read. */
    @Nullable StoredRow read(String id) {
        StoredRow row = this.live.read(id);
        long version = version(row);
        Long known = this.versions.putIfAbsent(id, version);
        this.torn |= known != null && known != version;
        return row;
    }

    /** Forgets that a row was read, which is going to be written; returns its version. */
    long forgetForWrite(String id) {
        Long version = this.versions.remove(id);
        return (version != null) ? version : CollectionBackend.ANY;
    }

    /** The version of a row that was to be written, and now is not. */
    void remember(String id, long version) {
        if (version != CollectionBackend.ANY) {
            this.versions.putIfAbsent(id, version);
        }
    }

    StoredRow[] find(int index, Object key) {
        StoredRow[] found = this.live.find(index, key);
        long[] now = versions(found);
        long[] known = this.searches.putIfAbsent(new Search(index, key), now);
        this.torn |= known != null && !Arrays.equals(known, now);
        return found;
    }

    /**
     * The rows of a query. What it has found is found again at the commit, or else
     * nothing must have changed at all: that takes as long as to look at all rows.
     */
    List<StoredRow> find(Query query, @Nullable Position behind) {
        long begun = System.nanoTime();
        Plan plan = this.live.queries().plan(query, behind);
        boolean again = plan.rows() <= MOST_FOUND_AGAIN;
        if (!again) {
            noteChanges();
        }
        List<StoredRow> found = this.live.queries().ask(plan, this.live.queries().moment(), begun, PlanRun::rows);
        this.torn |= !plan.isValid();
        if (again) {
            long[] now = versions(found.toArray(StoredRow[]::new));
            Answer known = this.queries.putIfAbsent(new Asked(query, behind), new Answer(plan, now));
            this.torn |= known != null && !Arrays.equals(known.versions, now);
        }
        else {
            found.forEach(this::noteExpiry);
        }
        return found;
    }

    /** How a query is answered. */
    QueryPlan explain(Query query) {
        return this.live.queries().plan(query, null).describe();
    }

    private record Asked(Query query, @Nullable Position behind) {
    }

    private record Answer(Plan plan, long[] versions) {
    }

    /** All rows that everybody sees. */
    Stream<StoredRow> rows() {
        noteChanges();
        return this.live.rows().filter(this::noteExpiry);
    }

    /** From now on nothing must change. */
    private void noteChanges() {
        long now = this.collection.changes();
        this.torn |= this.changes != NONE && this.changes != now;
        this.changes = now;
    }

    private boolean noteExpiry(StoredRow row) {
        if (row.expiresAt() != 0) {
            this.expiry = Math.min(this.expiry, row.expiresAt());
        }
        return true;
    }

    /** Whether all of it would be read again. */
    boolean hold(BatchView view) {
        if (this.torn || (view.hasChanged(this.collection) && hasSearched())) {
            return false;
        }
        // That a row expires is no change of the collection.
        if (this.changes != NONE && (this.changes != this.collection.changes() || this.expiry <= view.now())) {
            return false;
        }
        for (Map.Entry<String, Long> read : this.versions.entrySet()) {
            if (view.version(this.collection, read.getKey()) != read.getValue()) {
                return false;
            }
        }
        for (Map.Entry<Search, long[]> search : this.searches.entrySet()) {
            Search asked = search.getKey();
            if (!Arrays.equals(versions(this.live.find(asked.index(), asked.key())), search.getValue())) {
                return false;
            }
        }
        for (Answer answer : this.queries.values()) {
            List<StoredRow> found = this.live.queries().findAgain(answer.plan);
            if (!answer.plan.isValid() || !Arrays.equals(versions(found.toArray(StoredRow[]::new)), answer.versions)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasSearched() {
        return this.changes != NONE || !this.searches.isEmpty() || !this.queries.isEmpty();
    }

    static long version(@Nullable StoredRow row) {
        return (row != null) ? row.version() : CollectionBackend.ABSENT;
    }

    private static long[] versions(StoredRow[] rows) {
        return Arrays.stream(rows).mapToLong(StoredRow::version).toArray();
    }

}
