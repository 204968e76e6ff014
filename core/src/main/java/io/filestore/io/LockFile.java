package io.filestore.io;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

import io.filestore.error.StoreLockedException;

/**
 * The file {@code _lock} of a directory. The locked byte lies far behind the content,
 * which says who holds the exclusive lock, so that it can be read on Windows too.
 */
final class LockFile {

    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    // Never closed, because that would drop the lock that was found.
    private static final Queue<RandomAccessFile> KEPT_OPEN = new ConcurrentLinkedQueue<>();

    private final DiskDirectory directory;

    private final Path root;

    private final Path file;

    LockFile(DiskDirectory directory) {
        this.directory = directory;
        this.root = directory.root();
        this.file = this.root.resolve(FileNames.LOCK);
    }

    DirectoryLock acquire(boolean shared) throws IOException {
        if (!Files.exists(this.root)) {
            throw new NoSuchFileException(this.root.toString(), null,
                    "there is no such directory, and a read-only store creates nothing. Check the configured directory");
        }
        if (!Files.isDirectory(this.root)) {
            throw DiskErrors.notDirectory(this.root);
        }
        return ProcessLocks.acquire(this.root, shared, shared ? this::openShared : this::openExclusive);
    }

    private FileLock openExclusive() throws IOException {
        if (!Files.isWritable(this.root)) {
            throw DiskErrors.denied(this.root, new AccessDeniedException(this.root.toString()));
        }
        createUnlessThere();
        RandomAccessFile content = open("rw");
        FileLock lock = lock(content, false);
        LockHolder.current().write(content);
        return lock;
    }

    private @Nullable FileLock openShared() throws IOException {
        FileInfo info = this.directory.stat(this.file);
        if (info == null) {
            return null;
        }
        PathChecks.requireFile(this.file, info);
        return lock(open("r"), true);
    }

    /** Does not open a file that is there, because closing it could drop a lock. */
    private void createUnlessThere() throws IOException {
        FileInfo info = this.directory.stat(this.file);
        if (info == null) {
            this.directory.create(this.file);
        }
        else {
            PathChecks.requireFile(this.file, info);
        }
    }

    private RandomAccessFile open(String mode) throws IOException {
        try {
            return new RandomAccessFile(this.file.toFile(), mode);
        }
        catch (IOException ex) {
            throw DiskErrors.explain(this.file, ex);
        }
    }

    private FileLock lock(RandomAccessFile content, boolean shared) throws IOException {
        boolean keepOpen = false;
        FileLock lock = null;
        try {
            lock = content.getChannel().tryLock(LOCKED_BYTE, 1, shared);
            if (lock == null) {
                throw new StoreLockedException(this.root, holder(content, shared));
            }
            return lock;
        }
        catch (OverlappingFileLockException ex) {
            keepOpen = KEPT_OPEN.add(content);
            throw new StoreLockedException(this.root, "another store in this process");
        }
        catch (IOException ex) {
            throw new IOException("Cannot lock " + this.file + " (" + ex.getMessage()
                    + "). Put the directory on a file system that has locks, such as a local disk.", ex);
        }
        finally {
            if (lock == null && !keepOpen) {
                content.close();
            }
        }
    }

    private static String holder(RandomAccessFile content, boolean shared) throws IOException {
        if (!shared) {
            FileLock readers = content.getChannel().tryLock(LOCKED_BYTE, 1, true);
            if (readers != null) {
                readers.release();
                return "a read-only store in another process";
            }
        }
        return LockHolder.read(content).map(LockHolder::describe).orElse("another process");
    }

    static void release(FileLock lock) throws IOException {
        ForceThreads.undisturbed(() -> {
            try (Channel file = lock.acquiredBy()) {
                if (!lock.isShared() && file instanceof FileChannel content) {
                    content.truncate(0);
                }
            }
        });
    }

}
