package io.filestore.io;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Whether a file system ignores case, which only a file of it can tell: that of the lock.
 */
final class IgnoredCase {

    private final Path lock;

    private volatile @Nullable Boolean known;

    IgnoredCase(Path root) {
        this.lock = root.resolve(FileNames.LOCK);
    }

    /** Before there is the file, what is usual on this system. */
    boolean isIgnored() {
        Boolean found = this.known;
        if (found == null) {
            if (!Files.exists(this.lock, LinkOption.NOFOLLOW_LINKS)) {
                return File.separatorChar == '\\'
                        || System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
            }
            found = answersToUpperCase();
            this.known = found;
        }
        return found;
    }

    private boolean answersToUpperCase() {
        try {
            return Files.isSameFile(this.lock, this.lock.resolveSibling(FileNames.LOCK.toUpperCase(Locale.ROOT)));
        }
        catch (IOException ex) {
            return false;
        }
    }

}
