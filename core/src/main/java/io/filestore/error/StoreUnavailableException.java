package io.filestore.error;

import org.jspecify.annotations.Nullable;

/**
 * Where the rows are cannot be reached now, as a cluster of which too few nodes are up;
 * nothing was changed. It may be tried again later. A store in memory and on the local
 * disk never throws it.
 */
public final class StoreUnavailableException extends StoreException {

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

}
