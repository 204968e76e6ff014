package io.filestore.error;

/**
 * A transaction has been run many times, and each time somebody else had changed what it
 * had read before it could commit; nothing was changed.
 */
public final class TransactionConflictException extends StoreException {

    /**
     * @param attempts how often it was run
     */
    public TransactionConflictException(int attempts) {
        super("The transaction has been run " + attempts
                + " times, and others were faster each time. Read less in it, or let fewer threads change the same rows.",
                null);
    }

}
