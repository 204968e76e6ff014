package io.filestore.error;

/**
 * A transaction has taken longer than it was given, and can only be rolled back; nothing
 * was changed.
 */
public final class TransactionExpiredException extends StoreException {

    public TransactionExpiredException() {
        super("The transaction has taken longer than it may, and can only be rolled back. Make it shorter, or give it"
                + " more time.", null);
    }

}
