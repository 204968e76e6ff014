package io.filestore.commit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

import io.filestore.error.StoreFailedException;
import io.filestore.event.Listeners;
import io.filestore.report.StoreStats;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WriteAheadLog;

/**
 * The one way of every change: writers queue up, whoever gets the lock takes the queue as
 * a batch, up to a bound, commits it and wakes the others. After LevelDB's
 * {@code DBImpl::Write}.
 *
 * <p>
 * {@code commitLock} is held by whoever commits a batch, and by others for moments at
 * which nothing may change: {@link #exclusively}, {@link #areValid}.
 *
 * <p>
 * What holds, and why:
 * <ol>
 * <li>Writes leave the queue from its front, under the lock, and what leaves it is done
 * before the lock is given back: applied, or with a failure. After an error the batch and
 * all that wait fail, so that nobody waits for a thread that is gone.</li>
 * <li>No wake-up is lost. A writer puts its write into the queue, says that it is asleep,
 * and looks at the lock once more before it parks; whoever gives the lock back then looks
 * at the first in the queue, and whether it is asleep. All of these are volatile, and so
 * in one order: either the writer sees that the lock is free, or the other sees the
 * writer.</li>
 * <li>To wake the first in the queue is enough. If it is not asleep yet, it will still
 * look at the lock; and when it has led its batch, it wakes the next.</li>
 * <li>A write that is done needs the lock no more, so that a leader wakes its last batch
 * after it has given the lock back; {@link Write} has that protocol.</li>
 * <li>Nobody commits while it holds the lock. The lock is reentrant, but behind others in
 * the queue such a writer would wait for itself.</li>
 * </ol>
 */
public final class CommitQueue {

    /** So that a batch does not keep its first writer waiting. */
    private static final int MAX_BATCH = 1024;

    /** So that a batch does not fill the memory. */
    private static final long MAX_BATCH_BYTES = 4L << 20;

    /** Some ten microseconds: the time of a few batches that are not forced. */
    private static final int SPINS = 400;

    private final int spins;

    private final ConcurrentLinkedQueue<Write> queue = new ConcurrentLinkedQueue<>();

    private final ReentrantLock commitLock = new ReentrantLock();

    private final Committer committer;

    private final Listeners listeners;

    private final StoreState state;

    public CommitQueue(WriteAheadLog log, Versions versions, InstantSource clock, Listeners listeners,
            StoreState state) {
        // Else a batch takes longer than it does to put a thread to sleep and to wake it.
        boolean quick = log.options().sync() != SyncPolicy.ALWAYS;
        this.spins = (quick && Runtime.getRuntime().availableProcessors() > 1) ? SPINS : 0;
        this.committer = new Committer(log, versions, clock, listeners, state);
        this.listeners = listeners;
        this.state = state;
    }

    /**
     * Held for writing while several rows become visible together; readers take it
     * optimistically.
     */
    public StampedLock visibility() {
        return this.committer.visibility();
    }

    /**
     * Commits a write. Returns when it is visible and as durable as promised; does not
     * return early when the thread is interrupted.
     */
    public void commit(Write write) {
        assert !isCommitLockHeld() : "Who holds the commit lock would wait for itself";
        if (this.queue.isEmpty() && this.commitLock.tryLock()) {
            try {
                commitAlone(write);
            }
            finally {
                unlock();
            }
        }
        else {
            this.queue.add(write);
            await(write);
        }
        this.listeners.wake();
        throwFailure(write);
    }

    private void commitAlone(Write write) {
        List<Write> batch = List.of(write);
        try {
            this.committer.commit(batch);
        }
        catch (Throwable ex) {
            fail(batch, ex);
        }
    }

    private void await(Write write) {
        boolean interrupted = false;
        int spins = this.spins;
        while (!write.isDone()) {
            if (!this.commitLock.isLocked() && this.commitLock.tryLock()) {
                List<Write> batch = List.of();
                try {
                    batch = lead(write);
                }
                finally {
                    unlock();
                }
                // Outside the lock: waking many takes as long as a force, and the next
                // batch need not wait for it.
                wake(batch);
            }
            else if (spins > 0) {
                spins--;
                Thread.onSpinWait();
            }
            else if (!write.isAsleep()) {
                // From here on it is woken, so it looks once more before it sleeps.
                write.fallAsleep();
            }
            else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void throwFailure(Write write) {
        Throwable failure = write.failure();
        if (failure == null && !write.isCommitted()) {
            failure = this.state.fail("a write was neither committed nor refused", new IllegalStateException());
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    /**
     * Commits batches until the leader's own write is done.
     * @return the last batch, whose writers are to be woken
     */
    private List<Write> lead(Write own) {
        List<Write> batch = List.of();
        while (!own.isDone()) {
            wake(batch);
            batch = List.of();
            try {
                batch = new ArrayList<>();
                take(batch);
                if (batch.isEmpty()) {
                    return batch;
                }
                this.committer.commit(batch);
            }
            catch (Throwable ex) {
                fail(batch, ex);
            }
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).complete();
            }
        }
        return batch;
    }

    private void fail(List<Write> batch, Throwable cause) {
        failAll(batch, this.state.fail("an error struck while a batch was committed", cause));
    }

    private static void wake(List<Write> batch) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).wake();
        }
    }

    /**
     * Fails the batch and all that wait, so that nobody waits for a thread that is gone.
     * There may be no memory left: this must do without.
     */
    private void failAll(List<Write> batch, StoreFailedException failure) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).fail(failure);
        }
        Write next;
        while ((next = this.queue.poll()) != null) {
            next.fail(failure);
            next.complete();
            next.wake();
        }
    }

    private void take(List<Write> batch) {
        long bytes = 0;
        Write next;
        while (batch.size() < MAX_BATCH && bytes < MAX_BATCH_BYTES && (next = this.queue.peek()) != null) {
            bytes += next.bytes();
            if (bytes > MAX_BATCH_BYTES && !batch.isEmpty()) {
                // A large one comes alone, so that nobody in front of it waits for it.
                break;
            }
            batch.add(next);
            this.queue.poll();
        }
    }

    /**
     * Whether what was read at different moments holds at one moment, which is now. Needs
     * no store that takes writes.
     */
    public boolean areValid(List<ReadCheck> reads) {
        this.commitLock.lock();
        try {
            return this.committer.areValid(reads);
        }
        finally {
            unlock();
        }
    }

    /** Whether this thread holds the commit lock. */
    public boolean isCommitLockHeld() {
        return this.commitLock.isHeldByCurrentThread();
    }

    /** Runs something while nothing is committed. */
    public <T> T exclusively(Callable<T> work) throws Exception {
        this.commitLock.lock();
        try {
            return work.call();
        }
        finally {
            unlock();
        }
    }

    private void unlock() {
        this.commitLock.unlock();
        Write next = this.queue.peek();
        if (next != null) {
            next.wake();
        }
    }

    /** What has been committed since the store was opened. */
    public StoreStats.CommitTotals totals() {
        return this.committer.totals();
    }

    /** Refuses all writes from now on, those that wait included. */
    public void close() {
        this.commitLock.lock();
        try {
            this.committer.close();
        }
        finally {
            unlock();
        }
    }

}
