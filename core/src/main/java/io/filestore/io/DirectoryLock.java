package io.filestore.io;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to use a directory, from {@link StoreDirectory#lock} until it is closed or
 * the process ends, in whatever way.
 *
 * <p>
 * An exclusive lock keeps out every other lock, a shared one only exclusive ones; of this
 * process and, through a lock on the file {@code _lock}, of all others on this machine.
 * Over a network file system it holds as well as that file system's locks do. A shared
 * lock writes nothing: on a directory that has no {@code _lock} yet, it keeps nobody out.
 */
public final class DirectoryLock implements Closeable {

    private final boolean shared;

    private final Closeable release;

    private final AtomicBoolean closed = new AtomicBoolean();

    DirectoryLock(boolean shared, Closeable release) {
        this.shared = shared;
        this.release = release;
    }

    /** Whether others may read at the same time, and nobody writes. */
    public boolean isShared() {
        return this.shared;
    }

    /** Gives the directory free; does nothing the second time. */
    @Override
    public void close() throws IOException {
        if (this.closed.compareAndSet(false, true)) {
            this.release.close();
        }
    }

}
