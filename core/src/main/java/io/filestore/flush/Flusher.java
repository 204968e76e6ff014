package io.filestore.flush;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.checksum.ChecksumFile;
import io.filestore.engine.Engine;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreIOException;
import io.filestore.io.FileBatch;
import io.filestore.memory.CollectionState;
import io.filestore.memory.FlushWork;
import io.filestore.report.FlushReport;

/**
 * Brings what has changed into the files, so that the log that covers it can go. Runs on
 * one thread.
 *
 * <pre>
 * under the commit lock: seal the log, take what is dirty      (microseconds)
 * force the log                                                (no file may know more than the log)
 * catalog: which collections get their first files            (settings that change must not hide them)
 * data files and checksums: write temporaries, force all, rename all, force directories
 * index files, not forced                                      (rebuilt if they turn out wrong)
 * "complete" to the checksums, not forced                     (without it, they count for less)
 * catalog: they have them
 * checkpoint
 * delete sealed segments up to the checkpoint
 * </pre> If any step fails, what was dirty is dirty again and the log keeps what it has.
 */
public final class Flusher {

    private static final Logger logger = LoggerFactory.getLogger(Flusher.class);

    private final Engine engine;

    private volatile long flushedLsn;

    private final FlushCounts counts = new FlushCounts();

    public Flusher(Engine engine, long flushedLsn) {
        this.engine = engine;
        this.flushedLsn = flushedLsn;
    }

    /**
     * Flushes what is dirty.
     * @param compact collections to rewrite in their smallest form
     * @throws StoreException if it fails; nothing is lost by that
     */
    public FlushReport flush(Set<CollectionState> compact) {
        long started = System.nanoTime();
        StoreFailedException failed = this.engine.failure();
        if (failed != null) {
            throw new StoreFailedException(String.valueOf(failed.getMessage()), failed);
        }
        try {
            this.engine.committer().requireLocks();
            FlushReport report = flush(compact, started);
            this.counts.succeeded(since(started), this.engine.clock().instant());
            if (!report.collections().isEmpty()) {
                logger.debug("Flushed {} rows, {} bytes up to LSN {} in {}", report.rows(), report.bytes(),
                        report.lsn(), report.duration());
                this.engine.listeners().flushed(report);
            }
            return report;
        }
        catch (IOException ex) {
            throw noteFailure(new StoreIOException("The flush failed; what it could not write is tried again", ex),
                    started);
        }
        catch (StoreException ex) {
            throw noteFailure(ex, started);
        }
        catch (RuntimeException | Error ex) {
            throw noteFailure(
                    new StoreIOException("The flush met an unexpected error; what it did not write is tried again",
                            new IOException(ex)),
                    started);
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private StoreException noteFailure(StoreException failure, long started) {
        this.counts.failed(since(started), failure.getMessage());
        if (failure instanceof StoreFailedException failed) {
            this.engine.fail(failed);
        }
        logger.warn("Flush failed ({} in a row): {}", this.counts.failuresInARow(), failure.getMessage(), failure);
        this.engine.listeners().flushFailed(failure);
        return failure;
    }

    private FlushReport flush(Set<CollectionState> compact, long started) throws IOException {
        List<FlushWork> work = new ArrayList<>();
        boolean done = false;
        try {
            long lsn = take(work, compact);
            Map<String, FlushReport.Written> written = write(work, lsn, compact);
            if (lsn > this.flushedLsn || !work.isEmpty()) {
                writeCheckpoint(lsn, work);
            }
            this.engine.log().trim(this.flushedLsn);
            done = true;
            Instant now = this.engine.clock().instant();
            for (FlushWork one : work) {
                one.collection()
                    .unflushed()
                    .noteWritten(Objects.requireNonNull(written.get(one.collection().name())), now);
            }
            return new FlushReport(lsn, written, since(started));
        }
        finally {
            giveBack(work, done);
        }
    }

    private Map<String, FlushReport.Written> write(List<FlushWork> work, long lsn, Set<CollectionState> compact)
            throws IOException {
        Map<String, FlushReport.Written> written = new LinkedHashMap<>();
        FlushFiles files = new FlushFiles(this.engine.directory(), this.engine.checkpoints().next(lsn),
                this.engine.settings().flushSync(), this.engine.knownFiles());
        FileBatch batch = files.batch();
        try {
            if (lsn > this.flushedLsn) {
                this.engine.log().sync();
            }
            this.engine.catalog().flushBegins(work);
            for (FlushWork one : work) {
                long bytes = files.write(one, compact.contains(one.collection()), batch);
                written.put(one.collection().name(), new FlushReport.Written(one.changed().size(), bytes));
            }
            batch.commit();
            for (FlushWork one : work) {
                long bytes = files.writeIndexes(one);
                written.computeIfPresent(one.collection().name(),
                        (name, before) -> new FlushReport.Written(before.rows(), before.bytes() + bytes));
                files.completeChecksums(one);
            }
            this.engine.catalog().flushEnded(work);
            return written;
        }
        finally {
            batch.abandon();
        }
    }

    /** Also if nothing of the log is new: of collections without one something is. */
    private void writeCheckpoint(long lsn, List<FlushWork> work) throws IOException {
        for (FlushWork one : work) {
            ChecksumFile checksums = one.collection().checksums();
            if (checksums != null) {
                this.engine.checkpoints().noteFlushed(one.collection().name(), checksums.mark());
            }
        }
        this.engine.checkpoints().flushed(lsn);
        this.flushedLsn = lsn;
    }

    private long take(List<FlushWork> work, Set<CollectionState> compact) throws IOException {
        return exclusively(() -> {
            if (this.engine.log().lastLsn() > this.flushedLsn) {
                this.engine.log().seal();
            }
            for (CollectionState collection : this.engine.collections().all()) {
                if (collection.hasFlushWork() || (compact.contains(collection) && collection.isPersistent())) {
                    work.add(collection.takeDirty());
                }
            }
            return this.engine.log().lastLsn();
        });
    }

    /**
     * What has been taken must not be in nobody's hands: the next flush would let go of
     * the log that has it.
     */
    private void giveBack(List<FlushWork> work, boolean done) throws IOException {
        try {
            exclusively(() -> {
                for (FlushWork one : work) {
                    if (done) {
                        one.collection().unflushed().flushed();
                    }
                    else {
                        one.collection().unflushed().flushFailed(one.taken());
                    }
                }
                return 0L;
            });
        }
        catch (RuntimeException ex) {
            throw this.engine.fail("an error struck while a flush gave back what was dirty", ex);
        }
    }

    private long exclusively(Callable<Long> work) throws IOException {
        try {
            return this.engine.queue().exclusively(work);
        }
        catch (IOException | RuntimeException ex) {
            throw ex;
        }
        catch (Error ex) {
            // It may have left some dirty rows nowhere.
            this.engine.fail("an error struck while a flush took or gave back what is dirty", ex);
            throw ex;
        }
        catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    public long flushedLsn() {
        return this.flushedLsn;
    }

    public FlushCounts counts() {
        return this.counts;
    }

}
