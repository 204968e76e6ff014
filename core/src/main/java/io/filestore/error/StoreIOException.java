package io.filestore.error;

import java.io.IOException;

/**
 * Reading or writing a file failed in a way that the other kinds do not name.
 */
public final class StoreIOException extends StoreException {

    public StoreIOException(String message, IOException cause) {
        super(message + ": " + cause, cause);
    }

}
