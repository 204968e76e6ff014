package io.filestore.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All locks of one store: that of its directory, and those of its collections that lie
 * elsewhere, where another store might have one, too.
 */
public final class StoreLocks implements Closeable {

    private static final Logger logger = LoggerFactory.getLogger(StoreLocks.class);

    private final StoreDirectory directory;

    private final boolean shared;

    private final List<DirectoryLock> held = new CopyOnWriteArrayList<>();

    /**
     * Locks the store's directory.
     * @param shared whether to only read
     * @throws io.filestore.error.StoreLockedException if another store has it
     * @throws IOException if there is no directory to lock, or it may not be written
     */
    public StoreLocks(StoreDirectory directory, boolean shared) throws IOException {
        this.directory = directory;
        this.shared = shared;
        this.held.add(directory.lock(shared));
    }

    /**
     * Locks where a collection lies. Within the store's directory that is done only if
     * another store has locked it before, as a place of its own.
     * @param path the collection's file or directory
     * @param isDirectory which of them
     * @throws io.filestore.error.StoreLockedException if another store has it
     */
    public void take(Path path, boolean isDirectory) {
        try {
            this.held.addAll(this.directory.lockPlace(path, isDirectory, this.shared));
        }
        catch (IOException ex) {
            logger.warn("{} cannot be locked, so that nothing keeps another store from using it at the same time: {}",
                    path, ex.getMessage());
        }
    }

    /**
     * Whether another store may have taken the place of this one.
     * @return what has happened, a sentence without its end; null if nothing
     */
    public @Nullable String lost() {
        for (DirectoryLock lock : this.held) {
            String lost = lock.lost();
            if (lost != null) {
                return lost;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (DirectoryLock lock : this.held) {
            try {
                lock.close();
            }
            catch (IOException ex) {
                failure = ex;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

}
