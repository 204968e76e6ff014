package io.filestore.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.filestore.engine.OpenCollection;
import io.filestore.error.StoreIOException;
import io.filestore.io.FileInfo;
import io.filestore.io.StoreDirectory;

/**
 * The size of a collection's files, looked up when somebody asks. It is looked up anew
 * only if something has been flushed since, by one caller at a time, and so seldom that
 * it takes a small part of one processor, however many files there are; in between, the
 * last figure is the answer.
 */
public final class DiskUsage {

    /** After looking, it rests for this many times as long as that took. */
    private static final int REST = 20;

    private final StoreDirectory directory;

    private final OpenCollection collection;

    private final ReentrantLock looking = new ReentrantLock();

    private volatile @Nullable Figure last;

    public DiskUsage(StoreDirectory directory, OpenCollection collection) {
        this.directory = directory;
        this.collection = collection;
    }

    public long bytes() {
        Figure known = this.last;
        if (known != null && (isCurrent(known) || !this.looking.tryLock())) {
            return known.bytes;
        }
        if (known == null) {
            this.looking.lock();
        }
        try {
            Figure newer = this.last;
            return (newer != null && isCurrent(newer)) ? newer.bytes : look();
        }
        catch (IOException ex) {
            throw new StoreIOException("The files of collection '" + this.collection.name() + "' cannot be looked at",
                    ex);
        }
        finally {
            this.looking.unlock();
        }
    }

    private boolean isCurrent(Figure figure) {
        return figure.written == this.collection.timesWritten()
                || System.nanoTime() - figure.ended < figure.nanos * REST;
    }

    private long look() throws IOException {
        long started = System.nanoTime();
        long written = this.collection.timesWritten();
        Path path = this.collection.strategy().path();
        long bytes = (path != null) ? sizeOf(path) : 0;
        bytes += sizeOfOther(this.collection.strategy().indexDirectory(), path);
        bytes += sizeOfOther(this.collection.strategy().checksumFile(), path);
        long ended = System.nanoTime();
        this.last = new Figure(bytes, written, ended, ended - started);
        return bytes;
    }

    /** What does not lie within the collection's own place. */
    private long sizeOfOther(@Nullable Path other, @Nullable Path path) throws IOException {
        return (other == null || (path != null && other.startsWith(path))) ? 0 : sizeOf(other);
    }

    private long sizeOf(Path path) throws IOException {
        FileInfo info = this.directory.stat(path);
        return (info == null) ? 0 : info.isDirectory() ? sizeWithin(path) : size(info);
    }

    private long sizeWithin(Path path) throws IOException {
        long bytes = 0;
        for (FileInfo entry : this.directory.list(path)) {
            bytes += entry.isDirectory() ? sizeWithin(path.resolve(entry.name())) : size(entry);
        }
        return bytes;
    }

    private static long size(FileInfo info) {
        return info.isFile() ? info.size() : 0;
    }

    /**
     * What was found.
     *
     * @param bytes the size
     * @param written how often flushes had written
     * @param ended when, in nanoseconds of {@link System#nanoTime}
     * @param nanos how long it took
     */
    private record Figure(long bytes, long written, long ended, long nanos) {
    }

}
