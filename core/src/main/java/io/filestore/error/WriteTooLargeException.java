package io.filestore.error;

/**
 * A write is larger than the store can ever take, mostly a transaction of very many rows;
 * nothing was changed. The same write fails each time: it must become smaller.
 */
public final class WriteTooLargeException extends StoreException {

    public WriteTooLargeException(String message) {
        super(message, null);
    }

}
