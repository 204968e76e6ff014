package io.filestore.io;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The right to use a directory or file, from {@link StoreDirectory#lock} until it is
 * closed or the process ends, in whatever way.
 *
 * <p>
 * An exclusive lock keeps out every other lock, a shared one only exclusive ones; of this
 * process and, through a lock on the file {@code _lock}, of all others on this machine.
 * Over a network file system it holds as well as that file system's locks do. A shared
 * lock writes nothing: on a directory that has no {@code _lock} yet, it keeps nobody out.
 *
 * <p>
 * The system may drop its lock while the process lives. Others of the same machine and
 * container are then kept out by the name of the process in {@code _lock}; and whoever
 * holds an exclusive lock must ask {@link #lost} before it replaces files.
 */
public final class DirectoryLock implements Closeable {

    private final boolean shared;

    private final Closeable release;

    private final Supplier<@Nullable String> lost;

    private final AtomicBoolean closed = new AtomicBoolean();

    DirectoryLock(boolean shared, Closeable release) {
        this(shared, release, () -> null);
    }

    DirectoryLock(boolean shared, Closeable release, Supplier<@Nullable String> lost) {
        this.shared = shared;
        this.release = release;
        this.lost = lost;
    }

    /** Whether others may read at the same time, and nobody writes. */
    public boolean isShared() {
        return this.shared;
    }

    /**
     * Whether another may have taken its place.
     * @return what has happened, a sentence without its end; null if it is still held
     */
    public @Nullable String lost() {
        return this.closed.get() ? null : this.lost.get();
    }

    /** Gives the directory free; does nothing the second time. */
    @Override
    public void close() throws IOException {
        if (this.closed.compareAndSet(false, true)) {
            this.release.close();
        }
    }

}
