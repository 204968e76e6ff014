package io.filestore.wal;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

import io.filestore.io.NotForcedException;
import io.filestore.io.StoreDirectory;

/**
 * Forces the log, and knows how far it is on disk. A force that succeeds after one that
 * has failed proves nothing, so none is tried any more then.
 *
 * <p>
 * What holds of its volatile fields, and why:
 * <ol>
 * <li>{@code durableLsn}, {@code count} and {@code nanos} are written under
 * {@link #forceLock}, but for the start, which one thread makes. So none needs to be
 * atomic.</li>
 * <li>{@code durableLsn} never goes back, and is written after the force. Within an
 * append that forces, it is for a moment ahead of the log's last LSN.</li>
 * <li>{@code failed} is never taken back, and is set before the lock is given back under
 * which it failed: {@link #forceLock}, or that of the segments.</li>
 * </ol>
 */
final class LogForces {

    /** Held while the open segment is forced, so that nobody misses that it fails. */
    private final ReentrantLock forceLock = new ReentrantLock();

    private volatile boolean failed;

    private volatile long durableLsn;

    private volatile long count;

    private volatile long nanos;

    /**
     * Forces the open segment.
     * @param lsn its last line
     * @throws NotForcedException if it could not be tried; it can be tried again
     * @throws IOException if this force has failed, or one before it
     */
    void force(OpenSegment segment, long lsn) throws IOException {
        this.forceLock.lock();
        try {
            requireNoneFailed();
            long started = System.nanoTime();
            segment.force();
            this.count++;
            this.nanos += System.nanoTime() - started;
            this.durableLsn = Math.max(this.durableLsn, lsn);
        }
        catch (NotForcedException ex) {
            throw ex;
        }
        catch (IOException ex) {
            this.failed = true;
            throw ex;
        }
        finally {
            this.forceLock.unlock();
        }
    }

    /**
     * Forces what is not on disk yet of segments that nobody deletes meanwhile.
     * @throws NotForcedException if it could not be tried; it can be tried again
     * @throws IOException if this force has failed, or one before it
     */
    void force(SealedSegments sealed, StoreDirectory directory) throws IOException {
        requireNoneFailed();
        try {
            sealed.force(directory, this.durableLsn);
        }
        catch (NotForcedException ex) {
            throw ex;
        }
        catch (IOException ex) {
            this.failed = true;
            throw ex;
        }
    }

    private void requireNoneFailed() throws IOException {
        if (this.failed) {
            throw afterFailure();
        }
    }

    static IOException afterFailure() {
        return new IOException("A force has failed before, so that no later one proves anything.");
    }

    /** After a start: everything that was found is on disk. */
    void startAt(long lsn) {
        this.durableLsn = lsn;
    }

    boolean hasFailed() {
        return this.failed;
    }

    long durableLsn() {
        return this.durableLsn;
    }

    long count() {
        return this.count;
    }

    long nanos() {
        return this.nanos;
    }

}
