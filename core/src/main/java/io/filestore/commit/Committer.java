package io.filestore.commit;

import java.io.IOException;
import java.time.InstantSource;
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
import io.filestore.report.StoreStats;
import io.filestore.wal.LogBatch;
import io.filestore.wal.WriteAheadLog;

/**
 * Commits batches of writes: decides, logs with one call and one force, and only then
 * makes visible. Every write of a batch comes out of it either applied or with a failure.
 * Once it cannot be told what is on disk, it refuses everything. Used under the commit
 * lock, but for the figures.
 */
final class Committer {

    private static final Logger logger = LoggerFactory.getLogger(Committer.class);

    private final WriteAheadLog log;

    private final Versions versions;

    private final InstantSource clock;

    private final StampedLock visibility = new StampedLock();

    private final Listeners listeners;

    private final StoreState state;

    private final LongAdder batches = new LongAdder();

    private final LongAdder committed = new LongAdder();

    private volatile boolean closed;

    Committer(WriteAheadLog log, Versions versions, InstantSource clock, Listeners listeners, StoreState state) {
        this.log = log;
        this.versions = versions;
        this.clock = clock;
        this.listeners = listeners;
        this.state = state;
    }

    /**
     * Held for writing while several rows become visible together; readers take it
     * optimistically.
     */
    StampedLock visibility() {
        return this.visibility;
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
            this.state.fail(ex);
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
            throw StoreState.failed("an error struck while the log was written", ex);
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
            throw StoreState.failed("an error struck between log and memory", ex);
        }
    }

    boolean areValid(List<ReadCheck> reads) {
        BatchView view = new BatchView(this.clock.millis());
        return reads.stream().allMatch((read) -> read.holds(view));
    }

    private void sealIfFull() {
        if (this.log.wantsSeal()) {
            this.state.requireLocks();
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

    void close() {
        this.closed = true;
    }

    private @Nullable StoreException refusal() {
        if (this.closed) {
            return new StoreClosedException("The store is closed.");
        }
        return this.state.refusal();
    }

    /** What has been committed since the store was opened. */
    StoreStats.CommitTotals totals() {
        return new StoreStats.CommitTotals(this.batches.sum(), this.committed.sum());
    }

}
