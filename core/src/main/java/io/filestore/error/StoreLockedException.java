package io.filestore.error;

import java.nio.file.Path;

/**
 * The directory is in use by another store, in this process or in another.
 */
public final class StoreLockedException extends StoreException {

    private final Path directory;

    private final String holder;

    /**
     * @param directory the directory that was to be opened
     * @param holder who has it, in words: a process, its host and since when
     */
    public StoreLockedException(Path directory, String holder) {
        super("The directory " + directory + " is in use by " + holder
                + ". One store at a time: stop the other one, or give this one a directory of its own.", null);
        this.directory = directory;
        this.holder = holder;
    }

    public Path directory() {
        return this.directory;
    }

    public String holder() {
        return this.holder;
    }

}
