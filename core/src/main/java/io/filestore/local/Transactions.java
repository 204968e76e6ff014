package io.filestore.local;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.backend.DomainTransaction;
import io.filestore.backend.TransactionControl;
import io.filestore.backend.TransactionDomain;
import io.filestore.commit.CommitQueue;
import io.filestore.commit.RetryTransaction;
import io.filestore.commit.StoreState;
import io.filestore.commit.Write;
import io.filestore.engine.OpenCollections;
import io.filestore.error.StoreException;
import io.filestore.error.TransactionConflictException;
import io.filestore.error.TransactionRolledBackException;
import io.filestore.memory.CollectionMemory;

/**
 * The transactions of a store, each bound to its thread from its beginning to its end,
 * unless it is suspended; and running work in them, again and again until what it has
 * read still holds when it commits.
 */
public final class Transactions implements TransactionDomain {

    /** A transaction that has been run this often in vain gives up. */
    private static final int ATTEMPTS = 1000;

    /** One that has been run for this long in vain is not begun again. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OpenCollections collections;

    private final StoreState state;

    private final CommitQueue queue;

    private final InstantSource clock;

    private final ScanWarnings warnings;

    private final ThreadLocal<@Nullable RunningTransaction> bound = new ThreadLocal<>();

    /** How many are open, so that a read need not look for its thread's while none is. */
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param scanWarning from how many rows on it is said that a query lacks an index; 0
     * for never
     */
    public Transactions(OpenCollections collections, StoreState state, CommitQueue queue, InstantSource clock,
            long scanWarning) {
        this.collections = collections;
        this.state = state;
        this.queue = queue;
        this.clock = clock;
        this.warnings = new ScanWarnings(scanWarning);
    }

    /** The transaction of this thread, null for none. */
    @Nullable RunningTransaction current() {
        return (this.open.get() != 0) ? this.bound.get() : null;
    }

    @Override
    public TransactionControl begin(boolean readOnly, long timeout) {
        requireUnbound();
        long deadline = (timeout > 0) ? this.clock.millis() + timeout : Long.MAX_VALUE;
        return new BegunTransaction(this, begin(new RunningTransaction(this, readOnly, deadline)));
    }

    @Override
    public boolean hasConflict() {
        RunningTransaction running = current();
        return running != null && !stillHolds(running);
    }

    /** A transaction that this thread is in from now on; it must be in none. */
    private RunningTransaction begin(RunningTransaction begun) {
        this.open.incrementAndGet();
        this.bound.set(begun);
        return begun;
    }

    /** The thread is in it again; it must be in none. */
    void bind(RunningTransaction transaction) {
        requireUnbound();
        this.bound.set(transaction);
    }

    private void requireUnbound() {
        if (this.bound.get() != null) {
            throw new IllegalStateException("This thread is in a transaction of this store already. Commit it, roll it"
                    + " back or suspend it first; or use transact, which joins it.");
        }
    }

    /** The thread is in none for a while. */
    void unbind() {
        this.bound.remove();
    }

    /** Ends it, committed or not. */
    void end(RunningTransaction transaction) {
        transaction.end();
        if (this.bound.get() == transaction) {
            this.bound.remove();
        }
        this.open.decrementAndGet();
    }

    long now() {
        return this.clock.millis();
    }

    /**
     * Commits the changes.
     * @throws RetryTransaction if something that it has read holds no longer
     * @throws TransactionRolledBackException if work that had joined it has failed
     */
    void commit(RunningTransaction transaction) {
        Throwable failure = transaction.failure();
        if (failure != null) {
            throw new TransactionRolledBackException(failure);
        }
        Write write = transaction.toWrite();
        if (!write.rows().isEmpty()) {
            this.state.requireWritable();
            this.queue.commit(write);
        }
        else if (!this.queue.areValid(write.reads)) {
            throw RetryTransaction.INSTANCE;
        }
    }

    @Override
    public CollectionBackend rows(String collection) {
        return rows(memory(collection));
    }

    @Override
    public CollectionBackend values() {
        return rows(memoryOfValues());
    }

    private StoreRows rows(CollectionMemory collection) {
        return new StoreRows(this, live(collection), collection);
    }

    /** The rows of a collection as a transaction sees them, which has seen none yet. */
    TransactionRows rows(RunningTransaction transaction, CollectionMemory collection) {
        return new TransactionRows(transaction, live(collection), collection, this.clock);
    }

    private LiveRows live(CollectionMemory collection) {
        return new LiveRows(collection, this.state, this.queue, this.clock, this.warnings);
    }

    CollectionMemory memory(String collection) {
        return this.collections.get(collection).memory();
    }

    CollectionMemory memoryOfValues() {
        return this.collections.values().memory();
    }

    @Override
    public <T extends @Nullable Object> T run(Function<DomainTransaction, T> work) {
        RunningTransaction outer = current();
        return (outer != null) ? join(outer, work) : runUntilItHolds(work);
    }

    private <T extends @Nullable Object> T join(RunningTransaction outer, Function<DomainTransaction, T> work) {
        try {
            return work.apply(outer);
        }
        catch (Throwable ex) {
            outer.fail(ex);
            throw ex;
        }
    }

    private <T extends @Nullable Object> T runUntilItHolds(Function<DomainTransaction, T> work) {
        long started = this.clock.millis();
        for (int attempt = 1;; attempt++) {
            RunningTransaction transaction = begin(new RunningTransaction(this, false, Long.MAX_VALUE));
            try {
                T result = work.apply(transaction);
                commit(transaction);
                return result;
            }
            catch (RetryTransaction ex) {
                requirePatience(attempt, started);
            }
            catch (RuntimeException ex) {
                if (stillHolds(transaction)) {
                    throw ex;
                }
                requirePatience(attempt, started);
            }
            finally {
                end(transaction);
            }
            giveWay(attempt);
        }
    }

    /**
     * Work that has thrown may have read rows of different moments; only if it has not
     * does the exception count.
     */
    private boolean stillHolds(RunningTransaction transaction) {
        try {
            return this.queue.areValid(transaction.reads());
        }
        catch (StoreException ex) {
            return true;
        }
    }

    private void requirePatience(int attempt, long started) {
        long millis = this.clock.millis() - started;
        if (attempt >= ATTEMPTS || millis >= PATIENCE.toMillis()) {
            throw new TransactionConflictException(attempt, Duration.ofMillis(millis));
        }
    }

    private static void giveWay(int attempt) {
        if (attempt > 3) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1000L * Math.min(attempt, 100)));
        }
    }

}
