package io.filestore.error;

import org.jspecify.annotations.Nullable;

/**
 * The store has stopped taking writes, because it can no longer tell what is on disk: a
 * force failed, or an error struck between log and memory. The outcome of the write that
 * gets this exception first is unknown: after a restart it may be there or not, whole in
 * either case. Reads go on. A restart recovers from what is on disk.
 */
public final class StoreFailedException extends StoreException {

    public StoreFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

}
