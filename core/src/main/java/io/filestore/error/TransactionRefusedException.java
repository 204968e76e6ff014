package io.filestore.error;

/**
 * A transaction does not allow this: it is read-only, or its time is over. Nothing was
 * changed.
 */
public final class TransactionRefusedException extends StoreException {

    public TransactionRefusedException(String message) {
        super(message, null);
    }

}
