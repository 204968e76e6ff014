package io.filestore.error;

import java.time.Duration;

/**
 * A transaction has been run again and again, and each time somebody else had changed
 * what it had read before it could commit; nothing was changed.
 */
public final class TransactionConflictException extends StoreException {

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
