package io.filestore.engine;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.checksum.FlushMark;
import io.filestore.io.StoreDirectory;
import io.filestore.wal.Checkpoint;

/**
 * The checkpoints of one run: what the last one says, what the files that are loaded say
 * beside it, and those that this run writes. Loading may use it from several threads.
 * Afterwards it belongs to the one that flushes, and to whoever opens another collection
 * or closes the store.
 */
public final class Checkpoints {

    private final StoreDirectory directory;

    private final @Nullable Checkpoint last;

    private final String storeId;

    private @Nullable String store;

    private final long run;

    /** By collections, those that are not configured now included. */
    private final Map<String, Long> flushes = new HashMap<>();

    private FlushMark highest;

    private long lsn;

    private long segment;

    /**
     * @param last what is on disk, null if nothing is
     * @param storeId which store it is; not said before the catalog does
     * @param lsn up to where the files hold what the log says
     * @param known what the checksum files mention, as far as that is known already
     * @param run the number of this run
     */
    public Checkpoints(StoreDirectory directory, @Nullable Checkpoint last, String storeId, long lsn, FlushMark known,
            long run) {
        this.directory = directory;
        this.last = last;
        this.storeId = storeId;
        this.lsn = lsn;
        this.run = run;
        this.highest = known;
        if (last != null) {
            this.flushes.putAll(last.flushes());
            this.segment = last.segment();
            this.store = last.store();
            this.highest = known.max(new FlushMark(last.flush(), Math.max(0, last.lsn()), last.run()));
        }
    }

    /** The flush that wrote a collection last, as the last checkpoint says; 0 if none. */
    public synchronized long flushOf(String collection) {
        return this.flushes.getOrDefault(collection, 0L);
    }

    /** The files of a collection are no longer those that a flush has written. */
    public synchronized void forget(String collection) {
        this.flushes.remove(collection);
    }

    /** Whether the last run came to no proper end, or this is a copy of one that ran. */
    public boolean wasCutOff() {
        return this.last != null && this.last.segment() != 0;
    }

    /**
     * Notes what the files of a collection say. That they say it does not mean that the
     * flush was done.
     */
    public synchronized void found(@Nullable FlushMark mark) {
        this.highest = this.highest.max(mark);
    }

    /** The highest LSN that anything but the log mentions. */
    public synchronized long highestLsn() {
        return Math.max(this.highest.lsn(), this.segment - 1);
    }

    /** A flush begins. */
    public synchronized FlushMark next(long upTo) {
        this.highest = new FlushMark(this.highest.flush() + 1, Math.max(this.highest.lsn(), upTo), this.run);
        return this.highest;
    }

    /** What a flush has written of a collection is on disk. */
    public synchronized void noteFlushed(String collection, @Nullable FlushMark mark) {
        if (mark != null) {
            // What is older than a checkpoint stays so until it is written anew.
            this.flushes.merge(collection, mark.flush(), Math::max);
        }
    }

    /** Counts the run; the log is as the last run has left it. */
    public void begin() throws IOException {
        write();
    }

    /** The catalog is there; the log is open, and its open segment is on disk. */
    public void opened(long openSegment) throws IOException {
        this.store = this.storeId;
        this.segment = openSegment;
        write();
    }

    /**
     * Everything up to this LSN is in the files; the log has a segment that follows.
     */
    public void flushed(long upTo) throws IOException {
        if (upTo > this.lsn && upTo > 0) {
            this.lsn = upTo;
            this.segment = upTo + 1;
        }
        write();
    }

    /** The log is closed and has nothing that is not in the files. */
    public void closed() throws IOException {
        this.segment = 0;
        write();
    }

    /**
     * A checkpoint that says what is known now.
     * @param logSegment the segment of the log that it speaks of
     */
    public synchronized Checkpoint now(long logSegment) {
        return new Checkpoint(this.lsn, this.run, this.store, logSegment, this.highest.flush(), this.flushes);
    }

    private synchronized void write() throws IOException {
        now(this.segment).write(this.directory, this.directory.root());
    }

}
