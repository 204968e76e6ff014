package io.filestore.io;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Forces what lies on the real disk. What cannot even be opened says so by a
 * {@link NotForcedException}.
 */
final class DiskForce {

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final PathChecks checks;

    DiskForce(PathChecks checks) {
        this.checks = checks;
    }

    /** Forces the content of a file. */
    void file(Path file) throws IOException {
        this.checks.requireFile(file);
        try (RandomAccessFile content = open(() -> new RandomAccessFile(file.toFile(), "rw"), file)) {
            content.getFD().sync();
        }
    }

    /** Forces the names in a directory, where the system has such a call. */
    void directory(Path directory) throws IOException {
        if (WINDOWS) {
            return;
        }
        this.checks.refuseLinksAbove(directory);
        // An interrupt closes a FileChannel, and there is no other way to a directory.
        ForceThreads.undisturbed(() -> {
            try (FileChannel names = open(() -> FileChannel.open(directory, StandardOpenOption.READ), directory)) {
                names.force(true);
            }
        });
    }

    private static <T> T open(Opener<T> opener, Path path) throws IOException {
        try {
            return opener.open();
        }
        catch (IOException ex) {
            throw new NotForcedException(DiskErrors.explain(path, ex));
        }
    }

    /** Opens what is to be forced. */
    private interface Opener<T> {

        T open() throws IOException;

    }

}
