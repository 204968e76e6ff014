package io.filestore.error;

/**
 * The store was opened read-only; nothing was changed.
 */
public final class ReadOnlyStoreException extends StoreException {

    public ReadOnlyStoreException(String message) {
        super(message, null);
    }

}
