package io.filestore.io;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import io.filestore.error.InvalidConfigurationException;

/**
 * The permissions that new files and directories get, as in {@code rw-r-----}. The
 * process's umask takes its part away, as from every new file. They have no effect where
 * the system has no POSIX permissions.
 *
 * @param file for files; the owner must be able to read and write
 * @param directory for directories; the owner must be able to read, write and enter
 */
public record FileModes(String file, String directory) {

    private static final FileAttribute<?>[] NONE = {};

    /**
     * Checks both.
     * @throws InvalidConfigurationException if one is no set of permissions, or locks the
     * owner out
     */
    public FileModes {
        check("fileMode", file, "rw-------");
        check("directoryMode", directory, "rwx------");
    }

    /** Nobody but the owner: {@code rw-------} and {@code rwx------}. */
    public static FileModes ownerOnly() {
        return new FileModes("rw-------", "rwx------");
    }

    private static void check(String option, String mode, String least) {
        if (!mode.matches("([r-][w-][x-]){3}")) {
            throw new InvalidConfigurationException(option, mode,
                    "nine characters are expected, such as '" + least + "'");
        }
        if (!permissions(mode).containsAll(permissions(least))) {
            throw new InvalidConfigurationException(option, mode,
                    "the owner needs at least '" + least + "', or filestore locks itself out");
        }
    }

    private static Set<PosixFilePermission> permissions(String mode) {
        return PosixFilePermissions.fromString(mode);
    }

    FileAttribute<?>[] forFilesAt(Path path) {
        return attributes(path, this.file);
    }

    FileAttribute<?>[] forDirectoriesAt(Path path) {
        return attributes(path, this.directory);
    }

    private static FileAttribute<?>[] attributes(Path path, String mode) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return NONE;
        }
        return new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(permissions(mode)) };
    }

}
