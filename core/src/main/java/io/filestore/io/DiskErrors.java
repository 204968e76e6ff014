package io.filestore.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The exceptions of the disk, with sentences that say what to do. */
final class DiskErrors {

    private DiskErrors() {
    }

    static IOException link(Path link) {
        return new FileSystemException(link.toString(), null,
                "is a symbolic link; filestore does not follow links inside its directory."
                        + " Configure the collection's path as the link's target instead");
    }

    static IOException notDirectory(Path path) {
        return new FileSystemException(path.toString(), null,
                "is a file where a directory is needed. Move it away, or configure another path");
    }

    static IOException notFile(Path path) {
        return new FileSystemException(path.toString(), null,
                "is not an ordinary file. Move it away, or configure another path");
    }

    static IOException denied(Path path, IOException cause) {
        IOException denied = new AccessDeniedException(path.toString(), null,
                "the user " + System.getProperty("user.name")
                        + ", who runs this process, lacks the permission. Grant it, or configure another directory");
        denied.initCause(cause);
        return denied;
    }

    /** The same failure, with a sentence where the system gives none. */
    static IOException explain(Path path, IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (OpenFiles.areUsedUp(failure)) {
            return OpenFiles.usedUp(path, failure);
        }
        boolean denied = failure instanceof AccessDeniedException || (failure instanceof FileNotFoundException
                && (message.endsWith("(Permission denied)") || message.endsWith("(Access is denied)")));
        return denied ? denied(path, failure) : failure;
    }

}
