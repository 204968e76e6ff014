package io.filestore.error;

import org.jspecify.annotations.Nullable;

/**
 * A query, condition or position that cannot be answered as it is; the message says where
 * in it and what is possible.
 */
public class InvalidQueryException extends InvalidRowException {

    public InvalidQueryException(String message) {
        this(message, null);
    }

    public InvalidQueryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

}
