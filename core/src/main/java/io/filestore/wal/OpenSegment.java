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
    static OpenSegment create(StoreDirectory directory, long firstLsn, long durableLsn) throws IOException {
        AppendFile file = directory.openAppend(path(directory));
        try {
            file.truncate(0);
            byte[] header = LogFormat.header(firstLsn, durableLsn);
            file.append(header, 0, header.length);
            return new OpenSegment(directory, firstLsn, file);
        }
        catch (IOException | RuntimeException ex) {
            file.close();
            throw ex;
        }
    }

    /** Goes on with a segment that was found and ends where the log ends. */
    static OpenSegment resume(StoreDirectory directory, LogSegment found) throws IOException {
        return new OpenSegment(directory, found.firstLsn(), directory.openAppend(found.file()));
    }

    long firstLsn() {
        return this.firstLsn;
    }

    long bytes() {
        return this.bytes;
    }

    /**
     * Appends lines with one call.
     * @throws StoreFullException if there is no room; the segment is as it was
     * @throws StoreIOException if it cannot be written; the segment is as it was
     * @throws StoreFailedException if it cannot be brought back to what it was
     */
    void append(byte[] lines, int length) {
        long before = this.bytes;
        try {
            this.file.append(lines, 0, length);
            this.bytes = before + length;
        }
        catch (IOException ex) {
            throw takeBack(before, ex);
        }
    }

    private RuntimeException takeBack(long length, IOException cause) {
        try {
            this.file.truncate(length);
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
     * Cuts off what could not be forced.
     * @param cause learns what goes wrong with that
     */
    void forget(long length, IOException cause) {
        try {
            this.file.truncate(length);
            this.bytes = length;
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
        this.file.close();
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
        OpenSegment again = new OpenSegment(this.directory, this.firstLsn, this.directory.openAppend(path));
        again.named = this.named;
        return again;
    }

    private Path sealedPath() {
        return this.directory.root().resolve(FileNames.sealedLog(this.firstLsn));
    }

    void close() throws IOException {
        this.file.close();
    }

    static StoreFailedException failed(String what, Exception cause) {
        return new StoreFailedException("The store has stopped taking writes: " + what + " (" + cause.getMessage()
                + "), so that it is unknown whether the last writes are on disk. Reading goes on. Mend the disk and restart.",
                cause);
    }

}
