package io.filestore.error;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A file is damaged, and the settings say not to go on without it.
 */
public final class CorruptStoreException extends StoreException {

    private final Path file;

    private final long line;

    /**
     * @param file the damaged file
     * @param line the line of the damage, counted from 1, or 0 if it is not about a line
     * @param message what is wrong, and what to do
     * @param cause what noticed it, if anything did
     */
    public CorruptStoreException(Path file, long line, String message, @Nullable Throwable cause) {
        super(file + ((line > 0) ? ", line " + line : "") + ": " + message, cause);
        this.file = file;
        this.line = line;
    }

    public Path file() {
        return this.file;
    }

    public long line() {
        return this.line;
    }

}
