package io.filestore.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.error.StoreLockedException;

/**
 * The locks of this process, seen by all class loaders: POSIX drops a process's locks on
 * a file when any descriptor of it is closed, so a second store must be turned away
 * before it opens the file, and a reader that leaves must not close it while others stay.
 */
final class ProcessLocks {

    /*
     * System properties are the only map that all class loaders share, and every
     * application may expect texts in it and nothing else. So there is one for each file:
     * how many readers it has in this process, or that it has a writer.
     */
    private static final String PROPERTY = "io.filestore.lock:";

    private static final String WRITER = "writer";

    /**
     * One object for all class loaders, as every constant text is. Held while a lock is
     * taken or given back, which happens when a store is opened or closed.
     */
    private static final Object REGISTRY = PROPERTY.intern();

    /** Of readers that have left while others stayed, by file. */
    private static final Map<String, List<Closeable>> LEFT_OPEN = new HashMap<>();

    private ProcessLocks() {
    }

    /**
     * Takes the lock for this process, and then, through the opener, for all.
     * @param folder the directory of the lock file, which exists
     * @param file the lock file
     * @param subject what is locked
     * @param shared whether others may read at the same time
     */
    static DirectoryLock acquire(Path folder, Path file, Path subject, boolean shared, Opener opener)
            throws IOException {
        String key = folder.toRealPath().resolve(file.getFileName()).toString();
        synchronized (REGISTRY) {
            String holders = System.getProperty(PROPERTY + key);
            if (holders != null && (!shared || holders.equals(WRITER))) {
                throw new StoreLockedException(subject,
                        holders.equals(WRITER) ? "another store in this process" : "a read-only store in this process");
            }
            HeldLock lock = opener.open();
            System.setProperty(PROPERTY + key, shared ? String.valueOf(readers(holders) + 1) : WRITER);
            return new DirectoryLock(shared, () -> release(key, shared, lock), lock::lost);
        }
    }

    private static void release(String key, boolean shared, HeldLock lock) throws IOException {
        synchronized (REGISTRY) {
            int others = shared ? readers(System.getProperty(PROPERTY + key)) - 1 : 0;
            if (others > 0) {
                System.setProperty(PROPERTY + key, String.valueOf(others));
                lock.unlock();
                LEFT_OPEN.computeIfAbsent(key, (name) -> new ArrayList<>()).add(lock);
                return;
            }
            System.clearProperty(PROPERTY + key);
            List<Closeable> open = LEFT_OPEN.remove(key);
            lock.close();
            if (open != null) {
                for (Closeable left : open) {
                    left.close();
                }
            }
        }
    }

    private static int readers(@Nullable String holders) {
        return (holders == null || holders.equals(WRITER)) ? 0 : Integer.parseInt(holders);
    }

    /** Opens and locks the file. */
    interface Opener {

        HeldLock open() throws IOException;

    }

}
