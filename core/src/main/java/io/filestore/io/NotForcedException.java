package io.filestore.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;

/**
 * What was to be forced could not be opened for that, so that no force was tried. It says
 * nothing about what is on the device: unlike after a force that failed, the next one
 * counts.
 */
public final class NotForcedException extends IOException {

    NotForcedException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether it is not ours to write, so that nothing of ours waits to be forced. */
    public boolean isDenied() {
        return getCause() instanceof AccessDeniedException;
    }

}
