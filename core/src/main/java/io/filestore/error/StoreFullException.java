package io.filestore.error;

import org.jspecify.annotations.Nullable;

/**
 * There is no room for the write: the disk is full, or the log has reached its largest
 * size. Nothing was changed; the store takes writes again once there is room.
 */
public final class StoreFullException extends StoreException {

    public StoreFullException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

}
