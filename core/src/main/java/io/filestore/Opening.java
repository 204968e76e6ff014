package io.filestore;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.config.StoreSettings;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreIOException;
import io.filestore.io.DiskFull;
import io.filestore.io.MadeRoot;
import io.filestore.io.OpenFiles;
import io.filestore.io.StoreDirectory;
import io.filestore.io.StoreLocks;
import io.filestore.open.Recovery;
import io.filestore.remote.Engines;
import io.filestore.remote.RemoteEngineFactory;

/**
 * Begins a store: takes the directory, recovers what is there, and gives all of it back
 * if that fails.
 */
final class Opening {

    private final StoreSettings settings;

    private final StoreDirectory disk;

    private final Map<String, RemoteEngineFactory> factories;

    Opening(StoreSettings settings, Map<String, RemoteEngineFactory> factories) {
        this.settings = settings;
        this.factories = factories;
        this.disk = settings.directory();
    }

    /**
     * Opens the store.
     * @param started when that began, in nanoseconds of {@link System#nanoTime}
     */
    Store open(long started) {
        MadeRoot made = made();
        StoreLocks locks = lock();
        Engines engines = null;
        try {
            engines = Engines.open(this.settings, this.factories);
            Recovery.Recovered recovered = new Recovery(this.settings, locks, engines).run();
            return new Store(recovered, engines, locks, made, Duration.ofNanos(System.nanoTime() - started));
        }
        catch (IOException ex) {
            throw release(engines, locks, made, failure(ex));
        }
        catch (Throwable ex) {
            throw release(engines, locks, made, ex);
        }
    }

    private MadeRoot made() {
        try {
            return MadeRoot.before(this.disk);
        }
        catch (IOException ex) {
            throw unusable(ex);
        }
    }

    private StoreLocks lock() {
        try {
            return new StoreLocks(this.disk, this.settings.readOnly());
        }
        catch (IOException ex) {
            throw unusable(ex);
        }
    }

    private StoreException unusable(IOException cause) {
        if (DiskFull.isDiskFull(cause) || OpenFiles.areUsedUp(cause)) {
            return failure(cause);
        }
        return new InvalidConfigurationException("directory", this.disk.root(), String.valueOf(cause.getMessage()));
    }

    private StoreException failure(IOException cause) {
        String message = "The store in " + this.disk.root() + " could not be opened";
        if (DiskFull.isDiskFull(cause)) {
            return new StoreFullException(message + ": the disk is full (" + cause.getMessage()
                    + "). What was acknowledged is there. Make room, and start again.", cause);
        }
        return new StoreIOException(message, cause);
    }

    private static RuntimeException release(@Nullable Engines engines, StoreLocks locks, MadeRoot made,
            Throwable reason) {
        if (engines != null) {
            try {
                engines.close();
            }
            catch (RuntimeException ex) {
                reason.addSuppressed(ex);
            }
        }
        try {
            try {
                made.remove();
            }
            finally {
                locks.close();
            }
        }
        catch (IOException ex) {
            reason.addSuppressed(ex);
        }
        if (reason instanceof Error error) {
            throw error;
        }
        return (RuntimeException) reason;
    }

}
