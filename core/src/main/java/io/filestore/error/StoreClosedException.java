package io.filestore.error;

/**
 * The store has been closed, or is closing; nothing was changed.
 */
public final class StoreClosedException extends StoreException {

    public StoreClosedException(String message) {
        super(message, null);
    }

}
