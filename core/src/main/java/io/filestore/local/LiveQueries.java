package io.filestore.local;

import java.lang.invoke.VarHandle;
import java.time.InstantSource;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import io.filestore.commit.CommitQueue;
import io.filestore.memory.CollectionMemory;
import io.filestore.memory.Ordering;
import io.filestore.plan.Plan;
import io.filestore.plan.PlanRun;
import io.filestore.plan.PlanRun.Rows;
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

    private final ScanWarnings warnings;

    private final Planner planner;

    LiveQueries(CollectionMemory collection, CommitQueue queue, InstantSource clock, ScanWarnings warnings) {
        this.collection = collection;
        this.queue = queue;
        this.visibility = queue.visibility();
        this.clock = clock;
        this.warnings = warnings;
        this.planner = new Planner(collection, this::make);
    }

    Plan plan(Query query, @Nullable Position behind) {
        return this.planner.plan(query, behind);
    }

    /** Makes an order ready, once, while writers go on. */
    private void make(Ordering ordering) {
        ordering.makingLock().lock();
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
            ordering.makingLock().unlock();
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
        return ask(() -> plan(query, behind), PlanRun::rows);
    }

    /** How many rows fulfil the condition, or as many as are enough. */
    long count(Query query, long most) {
        return ask(() -> this.planner.planCount(query), (run) -> run.count(most));
    }

    private <R> R ask(Supplier<Plan> planning, Function<PlanRun, R> question) {
        while (true) {
            long begun = System.nanoTime();
            Moment planned = moment();
            Plan plan = planning.get();
            R answer = ask(plan, planned, begun, question);
            if (plan.isValid()) {
                return answer;
            }
        }
    }

    /**
     * The answer by a plan, which is of no account if that is not valid afterwards.
     * @param planned when the plan was about to be made, or any time since
     * @param begun when the query began, by {@link System#nanoTime}
     */
    <R> R ask(Plan plan, Moment planned, long begun, Function<PlanRun, R> question) {
        Moment moment = planned;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (moment.isQuiet()) {
                PlanRun run = run(plan, (moment == planned) ? Rows.AS_PLANNED : Rows.STEADY);
                R answer = question.apply(run);
                VarHandle.acquireFence();
                if (isStill(moment)) {
                    answered(plan, run.looked(), begun);
                    return answer;
                }
            }
            moment = moment();
        }
        PlanRun run = run(plan, Rows.CHANGING);
        R answer = (plan.rows() <= MOST_WAITED_FOR) ? askBetweenTransactions(run, question) : question.apply(run);
        answered(plan, run.looked(), begun);
        return answer;
    }

    /**
     * A state of the collection.
     *
     * @param stamp of the transactions that are visible, 0 while one becomes so
     * @param changes of the rows, odd while one is made
     */
    record Moment(long stamp, long changes) {

        boolean isQuiet() {
            return this.stamp != 0 && (this.changes & 1) == 0;
        }

    }

    Moment moment() {
        return new Moment(this.visibility.tryOptimisticRead(), this.collection.changes());
    }

    private boolean isStill(Moment moment) {
        return this.collection.changes() == moment.changes && this.visibility.validate(moment.stamp);
    }

    private <R> R askBetweenTransactions(PlanRun run, Function<PlanRun, R> question) {
        long stamp = this.visibility.readLock();
        try {
            return question.apply(run);
        }
        finally {
            this.visibility.unlockRead(stamp);
        }
    }

    private void answered(Plan plan, long looked, long begun) {
        long nanos = System.nanoTime() - begun;
        this.collection.queries().add(plan.kind(), nanos);
        this.warnings.consider(plan, this.collection, looked, nanos);
    }

    private PlanRun run(Plan plan, Rows rows) {
        return new PlanRun(plan, this.collection, rows, this.clock.millis());
    }

    /** Under the commit lock, while nothing changes. */
    List<StoredRow> findAgain(Plan plan) {
        return run(plan, Rows.STEADY).rows();
    }

    /**
     * One by one, as long as it is asked for more; at once if they must be sorted. A row
     * that moves meanwhile may be missed, or come twice.
     */
    Stream<StoredRow> stream(Query query) {
        long begun = System.nanoTime();
        Plan plan = plan(query, null);
        if (plan.sorts()) {
            return find(query, null).stream();
        }
        answered(plan, 0, begun);
        return StreamSupport
            .stream(Spliterators.spliteratorUnknownSize(run(plan, Rows.CHANGING).found(),
                    Spliterator.ORDERED | Spliterator.NONNULL), false)
            .limit(query.limit().orElse(Integer.MAX_VALUE));
    }

}
