package io.filestore.error;

/**
 * A transaction ended without an exception, but work inside it that had joined it had
 * ended with one. So it could not be told which half of it was to stay, and nothing was
 * changed.
 */
public final class TransactionRolledBackException extends StoreException {

    /**
     * @param cause what the inner work has thrown
     */
    public TransactionRolledBackException(Throwable cause) {
        super("The transaction has changed nothing: work that had joined it by a transact of its own ended with "
                + cause
                + ", which was caught outside of that work. Let the exception pass through the outer transaction, or"
                + " catch it inside the inner one.", cause);
    }

}
