package io.filestore.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * A lock file that is open and locked. The system's lock can vanish unseen: POSIX drops
 * it with any descriptor of the file that this process closes, and a file that somebody
 * deletes takes it along. So {@link #lost} looks, without opening the file, whether it is
 * still this one and says what was written into it.
 */
final class HeldLock implements Closeable {

    static final HeldLock NOTHING = new HeldLock(Path.of(""), null, null, null);

    private final Path file;

    private final @Nullable RandomAccessFile content;

    private final @Nullable FileLock lock;

    private final @Nullable LockHolder holder;

    private final @Nullable Object key;

    /** Held while the content is read, for which the file has one position. */
    private final ReentrantLock positionLock = new ReentrantLock();

    private HeldLock(Path file, @Nullable RandomAccessFile content, @Nullable FileLock lock,
            @Nullable LockHolder holder) {
        this.file = file;
        this.content = content;
        this.lock = lock;
        this.holder = holder;
        this.key = (holder != null) ? keyOf(file) : null;
    }

    static HeldLock shared(Path file, RandomAccessFile content, FileLock lock) {
        return new HeldLock(file, content, lock, null);
    }

    /** Writes down who has it. */
    static HeldLock exclusive(Path file, RandomAccessFile content, FileLock lock) {
        LockHolder holder = LockHolder.current();
        return new HeldLock(file, content, lock, holder.write(content) ? holder : null);
    }

    private static @Nullable Object keyOf(Path file) {
        try {
            return attributes(file).fileKey();
        }
        catch (IOException ex) {
            return null;
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Why the exclusive lock is not ours any more, in words; null if it is. */
    @Nullable String lost() {
        if (this.holder == null || this.content == null) {
            return null;
        }
        this.positionLock.lock();
        try {
            if (!Objects.equals(attributes(this.file).fileKey(), this.key)) {
                return this.file + " is another file now, as if another store had been opened here";
            }
            LockHolder found = LockHolder.read(this.content).orElse(null);
            return this.holder.equals(found) ? null : this.file + " says that it is in use by "
                    + ((found != null) ? found.describe() : "nobody") + ", as if another store had been opened here";
        }
        catch (NoSuchFileException ex) {
            return this.file + " has been deleted, so that any other store can be opened here";
        }
        catch (IOException ex) {
            // It cannot be looked at, which proves nothing.
            return null;
        }
        finally {
            this.positionLock.unlock();
        }
    }

    /** Gives the lock back, and leaves the file open. */
    void unlock() throws IOException {
        if (this.lock != null) {
            ForceThreads.undisturbed(this.lock::release);
        }
    }

    @Override
    public void close() throws IOException {
        RandomAccessFile open = this.content;
        if (open == null) {
            return;
        }
        boolean ours = this.holder != null && lost() == null;
        ForceThreads.undisturbed(() -> {
            try (open) {
                if (ours) {
                    open.setLength(0);
                }
            }
        });
    }

}
