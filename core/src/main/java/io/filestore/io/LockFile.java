package io.filestore.io;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import io.filestore.error.StoreLockedException;

/**
 * The file {@code _lock} of a directory, or that beside a single file. Its content says
 * who holds the exclusive lock. The bytes that are locked lie far behind it, so that it
 * can be read on Windows too: a reader locks one of them, whichever, and a writer all.
 */
final class LockFile {

    private static final int READERS = 1 << 20;

    private static final long FIRST_BYTE = Long.MAX_VALUE - READERS;

    /** As often two readers of one process may hit upon the same byte. */
    private static final int ATTEMPTS = 20;

    // Never closed, because that would drop the lock that was found.
    private static final Queue<RandomAccessFile> KEPT_OPEN = new ConcurrentLinkedQueue<>();

    private final DiskDirectory directory;

    private final Path subject;

    private final Path folder;

    private final Path file;

    private LockFile(DiskDirectory directory, Path subject, Path folder, Path file) {
        this.directory = directory;
        this.subject = subject;
        this.folder = folder;
        this.file = file;
    }

    /** Locks a directory. */
    static LockFile in(DiskDirectory directory, Path folder) {
        return new LockFile(directory, folder, folder, folder.resolve(FileNames.LOCK));
    }

    /** Locks a file. */
    static LockFile beside(DiskDirectory directory, Path subject, Path folder) {
        return new LockFile(directory, subject, folder,
                subject.resolveSibling(subject.getFileName() + FileNames.LOCK_ENDING));
    }

    Path file() {
        return this.file;
    }

    DirectoryLock acquire(boolean shared) throws IOException {
        if (!Files.exists(this.folder)) {
            throw new NoSuchFileException(this.folder.toString(), null,
                    "there is no such directory, and a read-only store creates nothing. Check the configured directory");
        }
        if (!Files.isDirectory(this.folder)) {
            throw DiskErrors.notDirectory(this.folder);
        }
        return ProcessLocks.acquire(this.folder, this.file, this.subject, shared,
                shared ? this::openShared : this::openExclusive);
    }

    private HeldLock openExclusive() throws IOException {
        if (!Files.isWritable(this.folder)) {
            throw DiskErrors.denied(this.folder, new AccessDeniedException(this.folder.toString()));
        }
        createUnlessThere();
        RandomAccessFile content = open("rw");
        return HeldLock.exclusive(this.file, content, lock(content, false));
    }

    private HeldLock openShared() throws IOException {
        FileInfo info = this.directory.stat(this.file);
        if (info == null) {
            return HeldLock.NOTHING;
        }
        PathChecks.requireFile(this.file, info);
        RandomAccessFile content = open("r");
        return HeldLock.shared(this.file, content, lock(content, true));
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
        boolean locked = false;
        try {
            FileLock lock = shared ? tryShared(content) : tryAll(content, false);
            if (lock == null) {
                throw new StoreLockedException(this.subject, holder(content, shared));
            }
            refuseIfHolderLives(content);
            locked = true;
            return lock;
        }
        catch (OverlappingFileLockException ex) {
            keepOpen = KEPT_OPEN.add(content);
            throw new StoreLockedException(this.subject, "another store in this process");
        }
        catch (IOException ex) {
            throw new IOException("Cannot lock " + this.file + " (" + ex.getMessage()
                    + "). Put the directory on a file system that has locks, such as a local disk.", ex);
        }
        finally {
            if (!locked && !keepOpen) {
                content.close();
            }
        }
    }

    private static @Nullable FileLock tryAll(RandomAccessFile content, boolean shared) throws IOException {
        return content.getChannel().tryLock(FIRST_BYTE, READERS, shared);
    }

    private static @Nullable FileLock tryShared(RandomAccessFile content) throws IOException {
        for (int attempt = 1;; attempt++) {
            try {
                long any = FIRST_BYTE + ThreadLocalRandom.current().nextInt(READERS);
                return content.getChannel().tryLock(any, 1, true);
            }
            catch (OverlappingFileLockException ex) {
                if (attempt == ATTEMPTS) {
                    throw ex;
                }
            }
        }
    }

    /** The system's lock was free, but that proves nothing, see {@link HeldLock}. */
    private void refuseIfHolderLives(RandomAccessFile content) throws IOException {
        Optional<LockHolder> holder = LockHolder.read(content).filter(LockHolder::isAnotherThatLives);
        if (holder.isPresent()) {
            throw new StoreLockedException(this.subject,
                    holder.get().describe() + " (which has lost the system's lock, as happens when it reads "
                            + this.file
                            + " itself, but is running. If it has no store open here any more, delete that file)");
        }
    }

    private static String holder(RandomAccessFile content, boolean shared) throws IOException {
        if (!shared) {
            FileLock readers = tryAll(content, true);
            if (readers != null) {
                readers.release();
                return "a read-only store in another process";
            }
        }
        return LockHolder.read(content).map(LockHolder::describe).orElse("another process");
    }

}
