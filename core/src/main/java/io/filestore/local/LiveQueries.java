package io.filestore.local;

import java.lang.invoke.VarHandle;
import java.time.InstantSource;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import io.filestore.commit.CommitQueue;
import io.filestore.memory.CollectionMemory;
import io.filestore.memory.Ordering;
import io.filestore.plan.Plan;
import io.filestore.plan.PlanRun;
import io.filestore.plan.Planner;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.row.StoredRow;

/**
 * Queries over the rows as everybody sees them: as they were at one moment, if that can
 * be had in a few attempts; otherwise each as it was at some moment while it was looked
 * for.
 */
final class LiveQueries {

    private static final int ATTEMPTS = 3;

    /** So many rows are looked at while no transaction may become visible. */
    private static final long MOST_WAITED_FOR = 10_000;

    private final CollectionMemory collection;

    private final CommitQueue queue;

    private final StampedLock visibility;

    private final InstantSource clock;

    private final Planner planner;

    LiveQueries(CollectionMemory collection, CommitQueue queue, InstantSource clock) {
        this.collection = collection;
        this.queue = queue;
        this.visibility = queue.visibility();
        this.clock = clock;
        this.planner = new Planner(collection, this::make);
    }

    Plan plan(Query query, @Nullable Position behind) {
        return this.planner.plan(query, behind);
    }

    /** Makes an order ready, once, while writers go on. */
    private void make(Ordering ordering) {
        ordering.making().lock();
        try {
            if (!ordering.isReady()) {
                exclusively(ordering::begin);
                ordering.fill();
                exclusively(ordering::finish);
            }
        }
        catch (Throwable ex) {
            exclusively(ordering::cancel);
            throw ex;
        }
        finally {
            ordering.making().unlock();
        }
    }

    private void exclusively(Runnable step) {
        try {
            this.queue.exclusively(Executors.callable(step));
        }
        catch (RuntimeException ex) {
            throw ex;
        }
        catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    List<StoredRow> find(Query query, @Nullable Position behind) {
        Plan plan = plan(query, behind);
        while (true) {
            List<StoredRow> found = run(plan);
            if (plan.isValid()) {
                return found;
            }
            plan = plan(query, behind);
        }
    }

    /** What a plan finds, which is of no account if it is not valid afterwards. */
    List<StoredRow> run(Plan plan) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long stamp = this.visibility.tryOptimisticRead();
            long changes = this.collection.changes();
            if (stamp != 0 && (changes & 1) == 0) {
                List<StoredRow> rows = run(plan, false);
                VarHandle.acquireFence();
                if (this.collection.changes() == changes && this.visibility.validate(stamp)) {
                    return rows;
                }
            }
        }
        return (plan.rows() <= MOST_WAITED_FOR) ? runBetweenTransactions(plan) : run(plan, true);
    }

    private List<StoredRow> runBetweenTransactions(Plan plan) {
        long stamp = this.visibility.readLock();
        try {
            return run(plan, true);
        }
        finally {
            this.visibility.unlockRead(stamp);
        }
    }

    private List<StoredRow> run(Plan plan, boolean careful) {
        return new PlanRun(plan, this.collection, careful, this.clock.millis()).rows();
    }

    /** Under the commit lock, while nothing changes. */
    List<StoredRow> runAgain(Plan plan) {
        return run(plan, false);
    }

    /** One by one, as long as it is asked for more; sorted at once if it must be. */
    Stream<StoredRow> stream(Plan plan) {
        if (plan.sorts()) {
            return run(plan).stream();
        }
        PlanRun run = new PlanRun(plan, this.collection, true, this.clock.millis());
        return StreamSupport
            .stream(Spliterators.spliteratorUnknownSize(run.found(), Spliterator.ORDERED | Spliterator.NONNULL), false)
            .limit(plan.query().limit().orElse(Integer.MAX_VALUE));
    }

    long count(Plan plan) {
        if (plan.countsExactly() && !this.collection.expiry().hasTtl()) {
            return plan.rows();
        }
        return new PlanRun(plan, this.collection, true, this.clock.millis()).count();
    }

}
