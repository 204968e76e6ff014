package io.filestore.io;

import java.io.IOException;
import java.nio.file.Path;

/** How a call on a {@link MemoryDirectory} fails. */
public enum Fault {

    /** The device fails; nothing of a write arrives. */
    IO_ERROR("Input/output error", false),
    /** The disk is full; nothing of a write arrives. */
    DISK_FULL("No space left on device", false),
    /** The device fails in the middle of a write. */
    IO_ERROR_HALFWAY("Input/output error", true),
    /** The disk becomes full in the middle of a write. */
    DISK_FULL_HALFWAY("No space left on device", true),
    /** There is no descriptor to open the file with; no force is then tried. */
    NO_DESCRIPTOR("Too many open files", false);

    private final String message;

    private final boolean halfway;

    Fault(String message, boolean halfway) {
        this.message = message;
        this.halfway = halfway;
    }

    int arriving(int length) {
        return this.halfway ? length / 2 : 0;
    }

    IOException exception(Path file) {
        IOException failure = new IOException(file + ": " + this.message);
        return (this == NO_DESCRIPTOR) ? new NotForcedException(failure) : failure;
    }

}
