package io.filestore;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.StoreClosedException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.wal.LogBatch;
import io.filestore.wal.WriteAheadLog;

/**
 * The one way of every change: writers queue up, the one in front takes the whole queue
 * as a batch, logs it with one call and one force, and only then makes it visible and
 * wakes the others. After LevelDB's {@code DBImpl::Write}.
 *
 * <p>
 * {@code commitLock} is held by whoever commits a batch, and by a flush while it takes
 * over what is dirty. {@code visibility} is held for writing while several rows become
 * visible together; readers take it optimistically.
 */
final class CommitQueue {

    private static final Logger logger = LoggerFactory.getLogger(Store.class);

    /** So that one batch does not keep its first writer waiting, nor fill the memory. */
    private static final int MAX_BATCH = 1024;

    private static final long MAX_BATCH_BYTES = 4L << 20;

    private final ConcurrentLinkedQueue<Write> queue = new ConcurrentLinkedQueue<>();

    private final ReentrantLock commitLock = new ReentrantLock();

    private final StampedLock visibility;

    private final WriteAheadLog log;

    private final Versions versions;

    private final InstantSource clock;

    private final Listeners listeners;

    private final LongAdder batches = new LongAdder();

    private final LongAdder committed = new LongAdder();

    private volatile @Nullable StoreFailedException failure;

    private volatile boolean closed;

    CommitQueue(WriteAheadLog log, Versions versions, InstantSource clock, StampedLock visibility,
            Listeners listeners) {
        this.log = log;
        this.versions = versions;
        this.clock = clock;
        this.visibility = visibility;
        this.listeners = listeners;
    }

    /**
     * Commits a write. Returns when it is visible and as durable as promised; does not
     * return early when the thread is interrupted.
     */
    void commit(Write write) {
        this.queue.add(write);
        boolean interrupted = false;
        while (!write.isDone()) {
            if (this.commitLock.tryLock()) {
                try {
                    lead(write);
                }
                finally {
                    unlock();
                }
            }
            else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        this.listeners.dispatch();
        Throwable thrown = write.failure();
        if (thrown != null) {
            throw asThrown(thrown);
        }
    }

    /**
     * Whether what was read at different moments holds at one moment, which is now. Needs
     * no store that takes writes.
     */
    boolean holds(List<ReadCheck> reads) {
        this.commitLock.lock();
        try {
            BatchView view = new BatchView(this.clock.millis());
            return reads.stream().allMatch((read) -> read.holds(view));
        }
        finally {
            unlock();
        }
    }

    /** Runs something while nothing is committed. */
    <T> T exclusively(Callable<T> work) throws Exception {
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

    private void lead(Write own) {
        while (!own.isDone()) {
            List<Write> batch = new ArrayList<>();
            long bytes = 0;
            Write next;
            while (batch.size() < MAX_BATCH && bytes < MAX_BATCH_BYTES && (next = this.queue.poll()) != null) {
                batch.add(next);
                bytes += next.bytes();
            }
            if (batch.isEmpty()) {
                return;
            }
            try {
                commitBatch(batch);
            }
            finally {
                batch.forEach(Write::complete);
            }
        }
    }

    private void commitBatch(List<Write> batch) {
        StoreException refusal = refusal();
        if (refusal != null) {
            batch.forEach((write) -> write.fail(refusal));
            return;
        }
        try {
            logAndApply(batch);
        }
        catch (StoreFailedException ex) {
            fail(ex);
            batch.forEach((write) -> write.fail(ex));
        }
        catch (StoreException ex) {
            retryOneByOne(batch, ex);
        }
        catch (Throwable ex) {
            StoreFailedException failed = failed("an error struck before writes were logged", ex);
            fail(failed);
            batch.forEach((write) -> write.fail(failed));
        }
    }

    /** One write that finds no room must not take the others of its batch with it. */
    private void retryOneByOne(List<Write> batch, StoreException reason) {
        if (batch.size() == 1) {
            batch.get(0).fail(reason);
            return;
        }
        for (Write write : batch) {
            commitBatch(List.of(write));
        }
    }

    private void logAndApply(List<Write> batch) {
        long now = this.clock.millis();
        sealIfFull();
        CommitPlan plan = new CommitPlan(now, this.versions);
        LogBatch lines = this.log.begin(now);
        List<Write> accepted = new ArrayList<>(batch.size());
        for (Write write : batch) {
            try {
                write.fail(null);
                plan.add(write, lines);
                accepted.add(write);
            }
            catch (Throwable ex) {
                write.fail(ex);
            }
        }
        try {
            if (!lines.isEmpty()) {
                this.log.append();
            }
        }
        catch (StoreException ex) {
            throw ex;
        }
        catch (Throwable ex) {
            throw failed("an error struck while the log was written", ex);
        }
        try {
            accepted.forEach((write) -> apply(write, now));
        }
        catch (Throwable ex) {
            throw failed("an error struck between log and memory", ex);
        }
        this.batches.increment();
        this.committed.add(accepted.size());
    }

    private void sealIfFull() {
        if (this.log.wantsSeal()) {
            try {
                this.log.seal();
            }
            catch (IOException ex) {
                // The log goes on in its large segment, and the next batch tries again.
                logger.warn("No new log segment can be begun", ex);
            }
        }
    }

    private void apply(Write write, long now) {
        boolean several = write.rows.size() > 1;
        long stamp = several ? this.visibility.writeLock() : 0;
        try {
            for (RowWrite row : write.rows) {
                if (row.changesAnything()) {
                    row.collection.apply(row.id, row.before, row.after, now);
                    row.count();
                }
            }
        }
        finally {
            if (several) {
                this.visibility.unlockWrite(stamp);
            }
        }
        this.listeners.committed(write, now);
    }

    private static StoreFailedException failed(String what, Throwable cause) {
        return new StoreFailedException("The store has stopped taking writes: " + what + " (" + cause
                + "). Reading goes on. Restart; what is on disk is recovered then.", cause);
    }

    /** Refuses all writes from now on. */
    void fail(StoreFailedException reason) {
        if (this.failure == null) {
            this.failure = reason;
        }
    }

    @Nullable StoreFailedException failure() {
        return this.failure;
    }

    /** Refuses all writes from now on, those that wait included. */
    void close() {
        this.commitLock.lock();
        try {
            this.closed = true;
        }
        finally {
            unlock();
        }
    }

    private @Nullable StoreException refusal() {
        if (this.closed) {
            return new StoreClosedException("The store is closed.");
        }
        StoreFailedException failed = this.failure;
        return (failed != null) ? new StoreFailedException(String.valueOf(failed.getMessage()), failed) : null;
    }

    long batches() {
        return this.batches.sum();
    }

    long committed() {
        return this.committed.sum();
    }

    private static RuntimeException asThrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

}
