package io.filestore.error;

import org.jspecify.annotations.Nullable;

/**
 * A row, row id, value or query that cannot be stored or answered as it is; nothing was
 * changed.
 */
public class InvalidRowException extends StoreException {

    public InvalidRowException(String message) {
        this(message, null);
    }

    public InvalidRowException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

}
