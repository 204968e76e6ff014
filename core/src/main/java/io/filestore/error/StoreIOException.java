package io.filestore.error;

import java.io.IOException;

/**
 * Reading or writing a file failed in a way that the other kinds do not name.
 */
public final class StoreIOException extends StoreException {

    public StoreIOException(String message, IOException cause) {
        super(message + ": " + reason(cause), cause);
    }

    /** The kind of error belongs to it only where it has one. */
    private static String reason(IOException cause) {
        String said = cause.getMessage();
        return (cause.getClass() == IOException.class && said != null) ? said : cause.toString();
    }

}
