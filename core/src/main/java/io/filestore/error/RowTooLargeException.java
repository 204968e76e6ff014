package io.filestore.error;

/**
 * A row is larger than a row may be; nothing was changed.
 */
public final class RowTooLargeException extends InvalidRowException {

    public RowTooLargeException(String message) {
        super(message);
    }

}
