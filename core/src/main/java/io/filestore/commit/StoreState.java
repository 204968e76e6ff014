package io.filestore.commit;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.filestore.error.ReadOnlyStoreException;
import io.filestore.error.StoreClosedException;
import io.filestore.error.StoreFailedException;
import io.filestore.io.StoreLocks;

/**
 * What may still be done with a store: it is open, it takes no writes any more since it
 * cannot be told what is on disk, or it is closed. May be asked and told by anybody.
 */
public final class StoreState {

    private final Path root;

    private final boolean readOnly;

    private final StoreLocks locks;

    /** Made beforehand, for when there is no memory to make another. */
    private final StoreFailedException withoutWords = new StoreFailedException(
            "The store has stopped taking writes: an error struck, probably for lack of memory. Reading goes on."
                    + " Restart; what is on disk is recovered then.",
            null);

    private volatile @Nullable StoreFailedException failure;

    private volatile boolean closed;

    /**
     * @param root the store's directory
     */
    public StoreState(Path root, boolean readOnly, StoreLocks locks) {
        this.root = root;
        this.readOnly = readOnly;
        this.locks = locks;
    }

    public boolean isClosed() {
        return this.closed;
    }

    /**
     * Refuses everything from now on; what was begun before is committed or refused by
     * the {@link CommitQueue}.
     */
    public void close() {
        this.closed = true;
    }

    public void requireOpen() {
        if (this.closed) {
            throw new StoreClosedException("The store in " + this.root + " is closed.");
        }
    }

    /**
     * Refuses what cannot succeed before any work is put into it; the commit queue
     * refuses again.
     */
    public void requireWritable() {
        requireOpen();
        if (this.readOnly) {
            throw new ReadOnlyStoreException(
                    "The store in " + this.root + " was opened read-only. Open it without read-only to change it.");
        }
    }

    /** Why it takes no writes any more, null if it does. */
    public @Nullable StoreFailedException failure() {
        return this.failure;
    }

    /** What a write is refused with, null if it has not failed. */
    public @Nullable StoreFailedException refusal() {
        StoreFailedException failed = this.failure;
        return (failed != null) ? new StoreFailedException(String.valueOf(failed.getMessage()), failed) : null;
    }

    /**
     * Before files get other names or contents: two stores that both do so take each
     * other's rows away.
     * @throws StoreFailedException if another store may have taken the place of this one;
     * no write is taken any more then
     */
    public void requireLocks() {
        String lost = this.locks.lost();
        if (lost != null) {
            StoreFailedException reason = new StoreFailedException("The store has stopped taking writes: " + lost
                    + ". Two stores that write to one directory take each other's rows away, so this one leaves its files alone from now on. Reading goes on. Make sure that only one is open, and restart.",
                    null);
            fail(reason);
            throw reason;
        }
    }

    static StoreFailedException failed(String what, Throwable cause) {
        return new StoreFailedException("The store has stopped taking writes: " + what + " (" + cause
                + "). Reading goes on. Restart; what is on disk is recovered then.", cause);
    }

    /**
     * Refuses all writes from now on, because of an error that must not happen here; also
     * if there is no memory left to say why.
     * @return what the writes in question are refused with
     */
    public StoreFailedException fail(String what, Throwable cause) {
        StoreFailedException reason = this.withoutWords;
        try {
            reason = failed(what, cause);
        }
        catch (Throwable ex) {
            // It is said without the reason.
        }
        fail(reason);
        return reason;
    }

    /** Refuses all writes from now on. */
    public void fail(StoreFailedException reason) {
        if (this.failure == null) {
            this.failure = reason;
        }
    }

}
