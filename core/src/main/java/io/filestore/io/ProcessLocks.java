package io.filestore.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.filestore.error.StoreLockedException;

/**
 * The locks of this process, seen by all class loaders: POSIX drops a process's locks on
 * a file when any descriptor of it is closed, so a second store must be turned away
 * before it opens the file, and several readers must share one descriptor.
 */
final class ProcessLocks {

    /*
     * System properties are the only map that all class loaders share. The value is a
     * lock and the map that it guards: real path -> { readers or EXCLUSIVE, FileLock }.
     * None of these types comes from filestore, because each class loader has its own.
     */
    private static final String PROPERTY = "io.filestore.locks";

    private static final int EXCLUSIVE = -1;

    private ProcessLocks() {
    }

    /**
     * Takes the lock for this process, opening the lock file if this is the first.
     * @param root the directory, which exists
     * @param shared whether others may read at the same time
     * @param opener locks the file; gives null to do without
     */
    static DirectoryLock acquire(Path root, boolean shared, Opener opener) throws IOException {
        String key = root.toRealPath().toString();
        Map.Entry<ReentrantLock, Map<String, @Nullable Object[]>> registry = registry();
        registry.getKey().lock();
        try {
            Map<String, @Nullable Object[]> locks = registry.getValue();
            @Nullable Object[] held = locks.get(key);
            if (held == null) {
                locks.put(key, new @Nullable Object[] { shared ? 1 : EXCLUSIVE, opener.open() });
            }
            else if (holders(held) == EXCLUSIVE || !shared) {
                throw new StoreLockedException(root, (holders(held) == EXCLUSIVE) ? "another store in this process"
                        : "a read-only store in this process");
            }
            else {
                locks.put(key, new @Nullable Object[] { holders(held) + 1, held[1] });
            }
        }
        finally {
            registry.getKey().unlock();
        }
        return new DirectoryLock(shared, release(registry, key));
    }

    private static Closeable release(Map.Entry<ReentrantLock, Map<String, @Nullable Object[]>> registry, String key) {
        return () -> {
            registry.getKey().lock();
            try {
                Map<String, @Nullable Object[]> locks = registry.getValue();
                @Nullable Object[] held = locks.get(key);
                if (held != null && holders(held) > 1) {
                    locks.put(key, new @Nullable Object[] { holders(held) - 1, held[1] });
                }
                else if (locks.remove(key) != null && held != null && held[1] instanceof FileLock lock) {
                    LockFile.release(lock);
                }
            }
            finally {
                registry.getKey().unlock();
            }
        };
    }

    private static int holders(@Nullable Object[] held) {
        return (held[0] instanceof Integer count) ? count : EXCLUSIVE;
    }

    @SuppressWarnings("unchecked")
    private static Map.Entry<ReentrantLock, Map<String, @Nullable Object[]>> registry() {
        return (Map.Entry<ReentrantLock, Map<String, @Nullable Object[]>>) System.getProperties()
            .computeIfAbsent(PROPERTY, (name) -> Map.entry(new ReentrantLock(), new HashMap<>()));
    }

    /** Opens and locks the file. */
    interface Opener {

        @Nullable FileLock open() throws IOException;

    }

}
