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
import io.filestore.commit.CommitQueue;
import io.filestore.commit.StoreState;
import io.filestore.config.StoreSettings;
import io.filestore.engine.CollectionSnapshot;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.engine.StoreFiles;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreIOException;
import io.filestore.event.Listeners;
import io.filestore.io.FileBatch;
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

    private final StoreSettings settings;

    private final StoreState state;

    private final OpenCollections collections;

    private final StoreFiles files;

    private final CommitQueue queue;

    private final Listeners listeners;

    private final FlushCounts counts = new FlushCounts();

    private volatile long flushedLsn;

    /**
     * @param flushedLsn up to where the files hold what the log says
     */
    public Flusher(StoreSettings settings, StoreState state, OpenCollections collections, StoreFiles files,
            CommitQueue queue, Listeners listeners, long flushedLsn) {
        this.settings = settings;
        this.state = state;
        this.collections = collections;
        this.files = files;
        this.queue = queue;
        this.listeners = listeners;
        this.flushedLsn = flushedLsn;
    }

    /**
     * Flushes what is dirty.
     * @param compact collections to rewrite in their smallest form
     * @throws StoreException if it fails; nothing is lost by that
     */
    public FlushReport flush(Set<OpenCollection> compact) {
        long started = System.nanoTime();
        StoreFailedException refusal = this.state.refusal();
        if (refusal != null) {
            throw refusal;
        }
        try {
            this.state.requireLocks();
            FlushReport report = flush(compact, started);
            this.counts.succeeded(since(started), this.settings.clock().instant());
            if (!report.collections().isEmpty()) {
                logger.debug("Flushed {} rows, {} bytes up to LSN {} in {}", report.rows(), report.bytes(),
                        report.lsn(), report.duration());
                this.listeners.flushed(report);
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
            this.state.fail(failed);
        }
        logger.warn("Flush failed ({} in a row): {}", this.counts.failuresInARow(), failure.getMessage(), failure);
        this.listeners.flushFailed(failure);
        return failure;
    }

    private FlushReport flush(Set<OpenCollection> compact, long started) throws IOException {
        List<CollectionSnapshot> work = new ArrayList<>();
        boolean done = false;
        try {
            long lsn = take(work, compact);
            Map<String, FlushReport.Written> written = write(work, lsn, compact);
            if (lsn > this.flushedLsn || !work.isEmpty()) {
                writeCheckpoint(lsn, work);
            }
            this.settings.log().trim(this.flushedLsn);
            done = true;
            Instant now = this.settings.clock().instant();
            for (CollectionSnapshot one : work) {
                one.collection().noteWritten(Objects.requireNonNull(written.get(one.collection().name())), now);
            }
            return new FlushReport(lsn, written, since(started));
        }
        finally {
            giveBack(work, done);
        }
    }

    private Map<String, FlushReport.Written> write(List<CollectionSnapshot> work, long lsn, Set<OpenCollection> compact)
            throws IOException {
        Map<String, FlushReport.Written> written = new LinkedHashMap<>();
        FlushFiles collectionFiles = new FlushFiles(this.files.directory(), this.files.checkpoints().next(lsn),
                this.settings.flushSync(), this.files.known());
        FileBatch batch = collectionFiles.batch();
        try {
            if (lsn > this.flushedLsn) {
                this.settings.log().sync();
            }
            this.files.catalog().flushBegins(work);
            for (CollectionSnapshot one : work) {
                long bytes = collectionFiles.writeInParts(one, compact.contains(one.collection()), batch);
                written.put(one.collection().name(), new FlushReport.Written(one.rows().changed().size(), bytes));
            }
            batch.commit();
            for (CollectionSnapshot one : work) {
                long bytes = collectionFiles.writeIndexes(one);
                written.computeIfPresent(one.collection().name(),
                        (name, before) -> new FlushReport.Written(before.rows(), before.bytes() + bytes));
                collectionFiles.completeChecksums(one);
            }
            this.files.catalog().flushEnded(work);
            return written;
        }
        finally {
            batch.abandon();
        }
    }

    /** Also if nothing of the log is new: of collections without one something is. */
    private void writeCheckpoint(long lsn, List<CollectionSnapshot> work) throws IOException {
        for (CollectionSnapshot one : work) {
            ChecksumFile checksums = one.collection().checksums();
            if (checksums != null) {
                this.files.checkpoints().noteFlushed(one.collection().name(), checksums.mark());
            }
        }
        this.files.checkpoints().flushed(lsn);
        this.flushedLsn = lsn;
    }

    private long take(List<CollectionSnapshot> work, Set<OpenCollection> compact) throws IOException {
        return exclusively(() -> {
            if (this.settings.log().lastLsn() > this.flushedLsn) {
                this.settings.log().seal();
            }
            for (OpenCollection collection : this.collections.all()) {
                if (collection.hasFlushWork() || (compact.contains(collection) && collection.isPersistent())) {
                    work.add(collection.take());
                }
            }
            return this.settings.log().lastLsn();
        });
    }

    /**
     * What has been taken must not be in nobody's hands: the next flush would let go of
     * the log that has it.
     */
    private void giveBack(List<CollectionSnapshot> work, boolean done) throws IOException {
        try {
            exclusively(() -> {
                for (CollectionSnapshot one : work) {
                    if (done) {
                        one.collection().flushed();
                    }
                    else {
                        one.collection().giveBack(one.rows());
                    }
                }
                return 0L;
            });
        }
        catch (RuntimeException ex) {
            throw this.state.fail("an error struck while a flush gave back what was dirty", ex);
        }
    }

    private long exclusively(Callable<Long> work) throws IOException {
        try {
            return this.queue.exclusively(work);
        }
        catch (IOException | RuntimeException ex) {
            throw ex;
        }
        catch (Error ex) {
            // It may have left some dirty rows nowhere.
            this.state.fail("an error struck while a flush took or gave back what is dirty", ex);
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
