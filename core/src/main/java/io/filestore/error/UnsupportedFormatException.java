package io.filestore.error;

import java.nio.file.Path;

/**
 * A file was written by a newer filestore, in a format that this one does not know;
 * nothing was changed.
 */
public final class UnsupportedFormatException extends StoreException {

    private final Path file;

    /**
     * @param file the file
     * @param found the format that it says it has
     * @param supported the newest format that can be read
     */
    public UnsupportedFormatException(Path file, long found, long supported) {
        super(file + " was written by a newer filestore, in format " + found + "; this one reads up to format "
                + supported + ". Use the newer version.", null);
        this.file = file;
    }

    public Path file() {
        return this.file;
    }

}
