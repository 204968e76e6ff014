package io.filestore.error;

import org.jspecify.annotations.Nullable;

/**
 * The store has stopped taking writes, because it can no longer tell what is on disk: a
 * force failed, or an error struck between log and memory. This write was refused, and
 * has changed nothing; those during which it happened got an
 * {@link OutcomeUnknownException}. Reads go on. A restart recovers from what is on disk.
 */
public final class StoreFailedException extends StoreException {

    public StoreFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

}
