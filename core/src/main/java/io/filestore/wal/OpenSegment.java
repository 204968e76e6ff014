package io.filestore.wal;

import java.io.IOException;
import java.nio.file.Path;

import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreIOException;
import io.filestore.io.AppendFile;
import io.filestore.io.DiskFull;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;

/**
 * The segment that gets the next lines: {@code _wal.jsonl}, until it is sealed under a
 * name of its own.
 */
final class OpenSegment {

    private final StoreDirectory directory;

    private final long firstLsn;

    private final AppendFile file;

    /** Whether its name is on disk, so that a force of its content is enough. */
    private volatile boolean named;

    private volatile long bytes;

    /** Where the reserve ends, if there is one. */
    private long reserved;

    /** Whether a disk was too full for a reserve. */
    private boolean cramped;

    private OpenSegment(StoreDirectory directory, long firstLsn, AppendFile file) {
        this.directory = directory;
        this.firstLsn = firstLsn;
        this.file = file;
        this.bytes = file.length();
    }

    static Path path(StoreDirectory directory) {
        return directory.root().resolve(FileNames.WAL);
    }

    /** Begins a segment, in place of an empty one if there is one. */
    static OpenSegment create(StoreDirectory directory, LogFormat.Header first) throws IOException {
        AppendFile file = directory.openAppend(path(directory));
        try {
            file.truncate(0);
            byte[] header = LogFormat.header(first);
            file.append(header, 0, header.length);
            return new OpenSegment(directory, first.firstLsn(), file);
        }
        catch (IOException | RuntimeException ex) {
            file.close();
            throw ex;
        }
    }

    /** Goes on with a segment that was found, behind its last line. */
    static OpenSegment resume(StoreDirectory directory, LogSegment found) throws IOException {
        return reopen(directory, found.firstLsn(), found.bytes());
    }

    private static OpenSegment reopen(StoreDirectory directory, long firstLsn, long bytes) throws IOException {
        AppendFile file = directory.openAppend(path(directory));
        try {
            if (file.length() > bytes) {
                file.truncate(bytes);
            }
            return new OpenSegment(directory, firstLsn, file);
        }
        catch (IOException | RuntimeException ex) {
            file.close();
            throw ex;
        }
    }

    long firstLsn() {
        return this.firstLsn;
    }

    long bytes() {
        return this.bytes;
    }

    /**
     * Appends lines with one call.
     * @param lines to append
     * @param reserve whether to write ahead, because they will be forced
     * @throws StoreFullException if there is no room; the segment is as it was
     * @throws StoreIOException if it cannot be written; the segment is as it was
     * @throws StoreFailedException if it cannot be brought back to what it was
     */
    void append(LogBatch lines, boolean reserve) {
        long before = this.bytes;
        long end = before + lines.length();
        int ahead = (reserve && !this.cramped && end > this.reserved) ? Reserve.size(end) : 0;
        if (ahead > 0) {
            lines.addReserve(before, ahead);
        }
        try {
            this.file.append(lines.buffer(), 0, lines.length(), ahead);
            this.bytes = end;
            this.reserved = Math.max(this.reserved, end + ahead);
        }
        catch (IOException ex) {
            RuntimeException failure = cutHalfWritten(before, ex);
            if (ahead == 0 || !(failure instanceof StoreFullException)) {
                throw failure;
            }
            // There may be room for the lines alone.
            this.cramped = true;
            append(lines, false);
        }
    }

    /**
     * Cuts off what there is of lines that could not be written.
     * @return what the write is refused with
     */
    private RuntimeException cutHalfWritten(long length, IOException cause) {
        try {
            this.file.truncate(length);
            this.reserved = length;
        }
        catch (IOException ex) {
            cause.addSuppressed(ex);
            return failed("the write-ahead log could not be written, nor brought back to where it ended before", cause);
        }
        if (DiskFull.isDiskFull(cause)) {
            return new StoreFullException(
                    "The disk is full: the write-ahead log could not be written (" + cause.getMessage()
                            + "). Nothing was changed. Make room; writes are taken again as soon as there is some.",
                    cause);
        }
        return new StoreIOException("The write-ahead log could not be written; nothing was changed", cause);
    }

    /**
     * Cuts off whole lines whose force could not be tried, so that they are not there
     * after a restart either.
     * @return what the write is refused with
     */
    RuntimeException cutUntried(long length, IOException cause) {
        RuntimeException failure = cutHalfWritten(length, cause);
        if (failure instanceof StoreFailedException) {
            return failure;
        }
        this.bytes = length;
        try {
            this.file.force();
            return failure;
        }
        catch (IOException ex) {
            cause.addSuppressed(ex);
            return failed("a write that was refused could not be taken back from the write-ahead log", cause);
        }
    }

    /**
     * Cuts off whole lines whose force has failed.
     * @param cause learns what goes wrong with that
     */
    void cutUnforced(long length, IOException cause) {
        try {
            this.file.truncate(length);
            this.bytes = length;
            this.reserved = length;
        }
        catch (IOException ex) {
            cause.addSuppressed(ex);
        }
    }

    /** Forces what was appended, and the segment's name. */
    void force() throws IOException {
        this.file.force();
        if (!this.named) {
            this.directory.forceDirectory(this.directory.root());
            this.named = true;
        }
    }

    /**
     * Closes the segment and gives it its final name.
     * @param lastLsn its last line
     */
    LogSegment seal(long lastLsn) throws IOException {
        close(true);
        Path sealed = sealedPath();
        this.directory.rename(path(this.directory), sealed);
        return new LogSegment(sealed, this.firstLsn, lastLsn, this.bytes);
    }

    /**
     * Undoes {@link #seal}, however far that has come.
     * @return the segment as it was before
     */
    OpenSegment unseal() throws IOException {
        Path path = path(this.directory);
        Path sealed = sealedPath();
        if (this.directory.stat(sealed) != null) {
            this.directory.delete(path);
            this.directory.rename(sealed, path);
        }
        OpenSegment again = reopen(this.directory, this.firstLsn, this.bytes);
        again.named = this.named;
        return again;
    }

    private Path sealedPath() {
        return this.directory.root().resolve(FileNames.sealedLog(this.firstLsn));
    }

    /**
     * Closes the file.
     * @param cut whether to cut off the reserve before
     */
    void close(boolean cut) throws IOException {
        try (this.file) {
            if (cut && this.reserved > this.bytes) {
                this.file.truncate(this.bytes);
            }
        }
    }

    static StoreFailedException failed(String what, Exception cause) {
        return new StoreFailedException("The store has stopped taking writes: " + what + " (" + cause.getMessage()
                + "), so that it is unknown whether the last writes are on disk. Reading goes on. Mend the disk and restart.",
                cause);
    }

}
