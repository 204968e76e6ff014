package io.filestore.error;

import java.time.Duration;

/**
 * Somebody else had changed what a transaction had read before it could commit, each time
 * that it was run; nothing was changed.
 */
public final class TransactionConflictException extends StoreException {

    /** It cannot be run again by the store, which has not run it. */
    public TransactionConflictException() {
        super("Something that the transaction has read has changed before it could commit; nothing was changed."
                + " Begin it again, and read anew.", null);
    }

    /**
     * @param attempts how often it was run
     * @param time how long that took
     */
    public TransactionConflictException(int attempts, Duration time) {
        super("The transaction has been run " + attempts + " times in " + time.toMillis()
                + " ms, and others were faster each time. Read less in it, make it shorter, or let fewer threads change"
                + " the same rows; then try it again.", null);
    }

}
