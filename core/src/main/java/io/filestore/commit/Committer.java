package io.filestore.commit;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.StampedLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.StoreClosedException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.event.Listeners;
import io.filestore.io.StoreLocks;
import io.filestore.report.StoreStats;
import io.filestore.wal.LogBatch;
import io.filestore.wal.WriteAheadLog;

/**
 * Commits batches of writes: decides, logs with one call and one force, and only then
 * makes visible. Every write of a batch comes out of it either applied or with a failure.
 * Once it cannot be told what is on disk, it refuses everything. Batches are committed
 * under the commit lock; whether it takes writes may be asked by anybody.
 */
public final class Committer {

    private static final Logger logger = LoggerFactory.getLogger(Committer.class);

    private final WriteAheadLog log;

    private final Versions versions;

    private final InstantSource clock;

    private final StampedLock visibility;

    private final Listeners listeners;

    private final StoreLocks locks;

    private final LongAdder batches = new LongAdder();

    private final LongAdder committed = new LongAdder();

    /** Made beforehand, for when there is no memory to make another. */
    private final StoreFailedException withoutWords = new StoreFailedException(
            "The store has stopped taking writes: an error struck, probably for lack of memory. Reading goes on."
                    + " Restart; what is on disk is recovered then.",
            null);

    private volatile @Nullable StoreFailedException failure;

    private volatile boolean closed;

    /**
     * @param visibility held for writing while several rows become visible together;
     * readers take it optimistically
     */
    public Committer(WriteAheadLog log, Versions versions, InstantSource clock, StampedLock visibility,
            Listeners listeners, StoreLocks locks) {
        this.log = log;
        this.versions = versions;
        this.clock = clock;
        this.visibility = visibility;
        this.listeners = listeners;
        this.locks = locks;
    }

    void commit(List<Write> batch) {
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
    }

    /** One write that finds no room must not take the others of its batch with it. */
    private void retryOneByOne(List<Write> batch, StoreException reason) {
        if (batch.size() == 1) {
            batch.get(0).fail(reason);
            return;
        }
        for (Write write : batch) {
            commit(List.of(write));
        }
    }

    private void logAndApply(List<Write> batch) {
        long now = this.clock.millis();
        sealIfFull();
        CommitPlan plan = new CommitPlan(now, this.versions, batch.size() == 1);
        LogBatch lines = this.log.begin(now);
        for (int i = 0; i < batch.size(); i++) {
            Write write = batch.get(i);
            try {
                plan.add(write, lines);
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
            int accepted = 0;
            for (int i = 0; i < batch.size(); i++) {
                if (batch.get(i).failure() == null) {
                    apply(batch.get(i), now);
                    accepted++;
                }
            }
            for (int i = 0; i < batch.size(); i++) {
                if (batch.get(i).failure() == null) {
                    batch.get(i).succeed();
                }
            }
            this.batches.increment();
            this.committed.add(accepted);
        }
        catch (Throwable ex) {
            throw failed("an error struck between log and memory", ex);
        }
    }

    boolean holds(List<ReadCheck> reads) {
        BatchView view = new BatchView(this.clock.millis());
        return reads.stream().allMatch((read) -> read.holds(view));
    }

    private void sealIfFull() {
        if (this.log.wantsSeal()) {
            requireLocks();
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
        List<RowWrite> rows = write.rows();
        boolean several = rows.size() > 1;
        long stamp = several ? this.visibility.writeLock() : 0;
        try {
            for (int i = 0; i < rows.size(); i++) {
                RowWrite row = rows.get(i);
                if (row.changesAnything()) {
                    row.apply(now);
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

    /**
     * Before files get other names or contents: two stores that both do so take each
     * other's rows away.
     * @throws StoreFailedException if another store may have taken the place of this one;
     * no write is taken any more then
     */
    public void requireLocks() {
        String lost = this.locks.lost();
        if (lost != null) {
            StoreFailedException reason = new StoreFailedException("The store has stopped taking writes: " + lost
                    + ". Two stores that write to one directory take each other's rows away, so this one leaves its files alone from now on. Reading goes on. Make sure that only one is open, and restart.",
                    null);
            fail(reason);
            throw reason;
        }
    }

    static StoreFailedException failed(String what, Throwable cause) {
        return new StoreFailedException("The store has stopped taking writes: " + what + " (" + cause
                + "). Reading goes on. Restart; what is on disk is recovered then.", cause);
    }

    /**
     * Refuses all writes from now on, also if there is no memory left to say why.
     * @return what the writes in question are refused with
     */
    public StoreFailedException fail(String what, Throwable cause) {
        StoreFailedException reason = this.withoutWords;
        try {
            reason = failed(what, cause);
        }
        catch (Throwable ex) {
            // It is said without the reason.
        }
        fail(reason);
        return reason;
    }

    /** Refuses all writes from now on. */
    public void fail(StoreFailedException reason) {
        if (this.failure == null) {
            this.failure = reason;
        }
    }

    public @Nullable StoreFailedException failure() {
        return this.failure;
    }

    void close() {
        this.closed = true;
    }

    private @Nullable StoreException refusal() {
        if (this.closed) {
            return new StoreClosedException("The store is closed.");
        }
        StoreFailedException failed = this.failure;
        return (failed != null) ? new StoreFailedException(String.valueOf(failed.getMessage()), failed) : null;
    }

    /** What has been committed since the store was opened. */
    public StoreStats.CommitTotals totals() {
        return new StoreStats.CommitTotals(this.batches.sum(), this.committed.sum());
    }

}
