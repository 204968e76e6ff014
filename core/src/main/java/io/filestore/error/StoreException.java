package io.filestore.error;

import org.jspecify.annotations.Nullable;

/**
 * Base of everything that filestore throws on purpose. Unchecked; the message says what
 * happened, where, and what to do about it.
 *
 * <p>
 * A write that ends with a {@link StoreException} other than
 * {@link OutcomeUnknownException} has changed nothing.
 */
public abstract class StoreException extends RuntimeException {

    protected StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

}
