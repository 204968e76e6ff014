package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreException;
import io.filestore.error.StoreLockedException;
import io.filestore.io.DirectoryLock;
import io.filestore.io.StoreDirectory;
import io.filestore.io.UnlockedDirectory;

/**
 * Opens a store to read one of its collections: with a lock if nobody writes there, and
 * otherwise beside the store that does, without keeping it from anything.
 *
 * <p>
 * There it reads what a start after a crash would read, files and then the log above the
 * checkpoint, and looks before and afterwards whether a flush or a compaction has changed
 * any of it. If so it begins anew, for as long as its patience lasts.
 */
final class ReadOnlyOpening {

    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private static final int LEAST_ATTEMPTS = 3;

    private final StoreDirectory directory;

    private final String collection;

    private final Duration patience;

    /**
     * @param patience for how long it begins anew, three times at least
     */
    ReadOnlyOpening(StoreDirectory directory, String collection, Duration patience) {
        this.directory = directory;
        this.collection = collection;
        this.patience = patience;
    }

    /**
     * A store that is to be closed.
     *
     * @param store has the collection
     * @param asOf when what it has was read, if another store has the directory; it has
     * all that was acknowledged there by then
     */
    record Opened(Store store, @Nullable Instant asOf) {
    }

    /**
     * Opens.
     * @throws IOException if there is no such collection, or the other store does not
     * leave its files alone for long enough; the message says so
     */
    Opened open() throws IOException {
        try {
            return new Opened(open(this.directory, new RecordedCollections(this.directory).options(this.collection)),
                    null);
        }
        catch (StoreException | IOException ex) {
            if (ex instanceof StoreLockedException || isLocked()) {
                return openBeside(new UnlockedDirectory(this.directory));
            }
            throw ex;
        }
    }

    /** Whether what has gone wrong may have done so because a store is at work. */
    private boolean isLocked() {
        try (DirectoryLock lock = this.directory.lock(true)) {
            return !lock.isShared();
        }
        catch (StoreLockedException ex) {
            return true;
        }
        catch (IOException ex) {
            return false;
        }
    }

    private Store open(StoreDirectory directory, Map<String, CollectionOptions> options) {
        StoreBuilder builder = Store.builder(directory.root())
            .directory(directory)
            .readOnly(true)
            .reportStrayFiles(false)
            .scanWarning(0);
        options.forEach(builder::collection);
        return builder.open();
    }

    private Opened openBeside(StoreDirectory directory) throws IOException {
        long begun = System.nanoTime();
        int failed = 0;
        for (int attempt = 1;; attempt++) {
            try {
                return attempt(directory);
            }
            catch (ChangedException ex) {
                failed = 0;
                if (attempt >= LEAST_ATTEMPTS && System.nanoTime() - begun > this.patience.toNanos()) {
                    throw new IOException("The store in " + directory.root()
                            + " is open, and wrote its files anew each time" + " before collection '" + this.collection
                            + "' had been read, " + attempt + " times. Ask the application, or a backup that it makes.",
                            ex);
                }
            }
            catch (StoreException | IOException ex) {
                failed++;
                if (failed == LEAST_ATTEMPTS) {
                    throw ex;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private Opened attempt(StoreDirectory directory) throws IOException {
        RecordedCollections recorded = new RecordedCollections(directory);
        List<Path> places = List.of();
        Fingerprint before = Fingerprint.of(directory, places);
        Store store = null;
        try {
            Map<String, CollectionOptions> options = recorded.options(this.collection);
            places = recorded.places(options);
            before = Fingerprint.of(directory, places);
            Instant asOf = Instant.now();
            store = open(directory, options);
            requireSame(before, directory, places);
            Opened opened = new Opened(store, asOf);
            store = null;
            return opened;
        }
        catch (StoreException | IOException ex) {
            requireSame(before, directory, places);
            throw ex;
        }
        finally {
            if (store != null) {
                store.close();
            }
        }
    }

    private static void requireSame(Fingerprint before, StoreDirectory directory, List<Path> places)
            throws IOException {
        if (!Fingerprint.of(directory, places).equals(before)) {
            throw new ChangedException();
        }
    }

    /** Something has changed while it was read. */
    private static final class ChangedException extends IOException {

    }

}
