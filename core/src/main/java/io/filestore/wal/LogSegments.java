package io.filestore.wal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.StoreFailedException;
import io.filestore.io.StoreDirectory;

/**
 * The segments of a log that was opened: the sealed ones, and the open one, which gets
 * the next lines.
 *
 * <p>
 * {@code open} is replaced under {@link #segmentsLock} alone, but for the start: what is
 * being forced is not closed. A reader of figures may still have the segment before.
 */
final class LogSegments {

    private static final Logger logger = LoggerFactory.getLogger(WriteAheadLog.class);

    private final SealedSegments sealed = new SealedSegments();

    /**
     * Held while segments are forced, read, sealed, deleted or closed, so that no file
     * goes away under a force.
     */
    private final ReentrantLock segmentsLock = new ReentrantLock();

    private @Nullable StoreDirectory directory;

    private volatile @Nullable OpenSegment open;

    /** Where they lie; to be told once. */
    void lieIn(StoreDirectory in) {
        if (this.directory != null) {
            throw new IllegalStateException("This log has been opened by a store before; each store needs its own");
        }
        this.directory = in;
    }

    /** Takes over what a start has found. */
    void found(List<LogSegment> segments) {
        this.sealed.add(segments);
    }

    /** Opens the segment that gets the next lines. */
    void goOn(LogContinuation continuation, LogOpening.Opened found) throws IOException {
        this.open = continuation.open(found, this.sealed);
    }

    /** Deletes what a power loss may have left of sealed ones without lines. */
    void deleteEmpty() throws IOException {
        this.sealed.deleteEmpty(directory());
    }

    /** The segment that gets the next lines. */
    OpenSegment open() {
        OpenSegment segment = this.open;
        if (segment == null) {
            throw new IllegalStateException("The log is not open");
        }
        return segment;
    }

    /** Whether one of them is being forced, read, sealed or deleted. */
    boolean isBusy() {
        return this.segmentsLock.isLocked();
    }

    /**
     * Seals the open segment and begins the next one.
     * @param lastLsn its last line
     * @param next tells the first line of the next one, once nobody forces any more
     * @throws StoreFailedException if there is no open segment afterwards
     * @throws IOException if it cannot be done; all is as before
     */
    void seal(long lastLsn, Supplier<LogFormat.Header> next) throws IOException {
        OpenSegment segment = open();
        this.segmentsLock.lock();
        try {
            this.sealed.add(segment.seal(lastLsn));
            this.open = OpenSegment.create(directory(), next.get());
        }
        catch (IOException | RuntimeException ex) {
            this.sealed.remove(segment.firstLsn());
            this.open = unseal(segment, ex);
            throw ex;
        }
        finally {
            this.segmentsLock.unlock();
        }
    }

    private static OpenSegment unseal(OpenSegment segment, Exception cause) {
        try {
            return segment.unseal();
        }
        catch (IOException ex) {
            cause.addSuppressed(ex);
            throw OpenSegment.failed("a new segment of the write-ahead log could not be begun", cause);
        }
    }

    /**
     * Forces all, unless they are on disk.
     * @param lastLsn the last line; asked when nothing can be sealed any more, so that it
     * is in one of them
     */
    void sync(LogForces forces, LongSupplier lastLsn) throws IOException {
        this.segmentsLock.lock();
        try {
            long target = lastLsn.getAsLong();
            if (target > forces.durableLsn() || forces.hasFailed()) {
                force(forces, target);
            }
        }
        finally {
            this.segmentsLock.unlock();
        }
    }

    /**
     * Forces all, whatever is known of them; under the lock, or before others know the
     * log.
     */
    void force(LogForces forces, long lastLsn) throws IOException {
        forces.force(this.sealed, directory());
        forces.force(open(), lastLsn);
    }

    /** The files of the sealed ones that have lines beyond this one, oldest first. */
    List<Path> sealedBeyond(long lsn) {
        this.segmentsLock.lock();
        try {
            return this.sealed.beyond(lsn);
        }
        finally {
            this.segmentsLock.unlock();
        }
    }

    /** Deletes the sealed ones that have no line beyond this one. */
    void trim(long lsn) throws IOException {
        this.segmentsLock.lock();
        try {
            this.sealed.trim(directory(), lsn);
        }
        finally {
            this.segmentsLock.unlock();
        }
    }

    /**
     * Reads the sealed ones again, and tells where they stop being whole.
     * @param withOpen whether to read the open one, too, to which nothing must be
     * appended meanwhile
     */
    @Nullable LogFlaw findFlaw(boolean withOpen) throws IOException {
        LogScan scan = new LogScan(directory(), Checkpoint.UNKNOWN_LSN, (record) -> {
        }, false);
        this.segmentsLock.lock();
        try {
            boolean read = this.sealed.scan(scan, directory());
            Path open = OpenSegment.path(directory());
            if (withOpen && !read && directory().stat(open) != null) {
                scan.read(open);
            }
        }
        finally {
            this.segmentsLock.unlock();
        }
        return scan.flaw();
    }

    /**
     * Closes the open one, without forcing it.
     * @param cut whether to cut off its reserve
     */
    void close(boolean cut) {
        this.segmentsLock.lock();
        try {
            OpenSegment segment = this.open;
            if (segment != null) {
                segment.close(cut);
            }
        }
        catch (IOException ex) {
            logger.warn("The write-ahead log could not be closed", ex);
        }
        finally {
            this.open = null;
            this.segmentsLock.unlock();
        }
    }

    int count() {
        return this.sealed.count() + ((this.open != null) ? 1 : 0);
    }

    long bytes() {
        OpenSegment segment = this.open;
        return this.sealed.bytes() + ((segment != null) ? segment.bytes() : 0);
    }

    StoreDirectory directory() {
        StoreDirectory found = this.directory;
        if (found == null) {
            throw new IllegalStateException("The log has not been opened by a store");
        }
        return found;
    }

}
