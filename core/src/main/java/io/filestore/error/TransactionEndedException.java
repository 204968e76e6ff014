package io.filestore.error;

/**
 * A collection or the values of a transaction were used after its end, or by a thread
 * other than the one that runs it. Nothing was read or changed.
 */
public final class TransactionEndedException extends StoreException {

    public TransactionEndedException(String message) {
        super(message, null);
    }

}
