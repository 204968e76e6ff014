package io.filestore.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidConfigurationException;

/**
 * The disk, as filestore sees it: a root directory, and files below it or elsewhere.
 * Thread-safe, and deaf to interrupts of the calling thread.
 *
 * <p>
 * Nothing outlives a power loss unless it was forced: content by {@link #force}, and
 * names (created, renamed, deleted) by {@link #forceDirectory} of the directory that
 * holds them. A failed force must not be repeated on the same content; write it anew.
 * Only a {@link NotForcedException} says that no force was tried, which may be tried
 * again.
 *
 * <p>
 * Paths are absolute, as {@link #resolve} makes them. Symbolic links below the root are
 * never followed: whoever goes through one gets an {@link IOException} that says what to
 * do. The root itself, and what is above it, may be links. Of a path outside of the root
 * only the last name must not be a link.
 */
public interface StoreDirectory {

    /**
     * The real disk.
     * @param root where the store lies; need not exist yet
     * @param modes permissions of what is created
     */
    static StoreDirectory at(Path root, FileModes modes) {
        return new DiskDirectory(root, modes);
    }

    /** The store's directory, absolute and normalized. */
    Path root();

    /**
     * The absolute, normalized form of a configured path.
     * @param path absolute, or relative to the root
     * @throws InvalidConfigurationException if it is relative and leaves the root, or no
     * path at all
     */
    default Path resolve(String path) {
        Path resolved;
        boolean absolute;
        try {
            resolved = root().resolve(path).normalize();
            absolute = root().getFileSystem().getPath(path).isAbsolute();
        }
        catch (InvalidPathException ex) {
            throw new InvalidConfigurationException("path", path, "it is no path here (" + ex.getReason() + ")");
        }
        if (!absolute && !resolved.startsWith(root())) {
            throw new InvalidConfigurationException("path", path, "it leads out of the directory " + root()
                    + "; a path outside of it must be given as an absolute one");
        }
        return resolved;
    }

    /**
     * The path with all links resolved in what of it is there. To be asked where two
     * paths may lead to one place.
     * @param path absolute and normalized
     */
    default Path real(Path path) throws IOException {
        return path;
    }

    /**
     * Takes the directory for one store that writes, or for any number of stores that
     * only read. A store that writes gets the root created if it is absent.
     * @param shared whether to only read
     * @throws io.filestore.error.StoreLockedException if another store has it, saying
     * which
     * @throws IOException if there is no directory to lock, or it may not be written
     */
    DirectoryLock lock(boolean shared) throws IOException;

    /**
     * Takes a place of one collection, for as long as its store is open. Outside of the
     * root, where other stores may have collections, a store that writes creates a lock
     * file: {@code _lock} in a directory, or beside a file one of its name and
     * {@code .lock}. It then keeps out, and is kept out by, the store whose directory it
     * lies in. Within the root a lock is taken only if there is such a file already.
     * @param path the collection's file or directory
     * @param isDirectory which of them
     * @param shared whether to only read
     * @throws io.filestore.error.StoreLockedException if another store has it, saying
     * which
     * @throws IOException if there is nothing to lock, or it may not be written
     */
    default List<DirectoryLock> lockPlace(Path path, boolean isDirectory, boolean shared) throws IOException {
        return List.of();
    }

    /**
     * Whether the root's file system takes {@code a} and {@code A} for the same name.
     * Known once the root is locked; before that, what is usual on this system.
     */
    boolean ignoresCase();

    /**
     * The entries of a directory, sorted by name; none if it is absent. Links are listed
     * as links.
     */
    List<FileInfo> list(Path directory) throws IOException;

    /** What a file or directory is, null if it is absent. A link is a link. */
    @Nullable FileInfo stat(Path file) throws IOException;

    /**
     * Opens a file for reading, without a buffer.
     * @throws java.nio.file.NoSuchFileException if it is absent
     * @throws IOException if it is not an ordinary file, or cannot be opened
     */
    InputStream read(Path file) throws IOException;

    /**
     * Reads a whole file.
     * @throws java.nio.file.NoSuchFileException if it is absent
     * @throws IOException if it is not an ordinary file, or cannot be read
     */
    default byte[] readAll(Path file) throws IOException {
        try (InputStream in = read(file)) {
            return in.readAllBytes();
        }
    }

    /**
     * The paths of a directory's entries, in any order; none if it is absent. Tells less
     * than {@link #list}, and sooner.
     */
    default List<Path> entries(Path directory) throws IOException {
        return list(directory).stream().map((entry) -> directory.resolve(entry.name())).toList();
    }

    /** Like {@link #stat}, for a path that {@link #entries} has just given. */
    default @Nullable FileInfo statEntry(Path entry) throws IOException {
        return stat(entry);
    }

    /**
     * Reads a whole file that {@link #statEntry} has just told of, without looking it up
     * again.
     * @param entry the file
     * @param info what it is like
     * @param room may be used for the content
     * @return the content, from the start of the array to the limit
     * @throws IOException if it is not an ordinary file, or cannot be read
     */
    default ByteBuffer readEntry(Path entry, FileInfo info, ByteBuffer room) throws IOException {
        return ByteBuffer.wrap(readAll(entry));
    }

    /**
     * Creates a file, or empties the one of that name, and writes it. Forces nothing.
     * @return the bytes written
     * @throws IOException if it fails; the file may then hold a part of the content
     */
    long write(Path file, Content content) throws IOException;

    /**
     * Copies a file, with its modification time and its permissions. Forces nothing.
     * @param from the file
     * @param to a file that does not exist yet, in an existing directory
     * @return the sum of what was read
     */
    default ContentSum copy(Path from, Path to) throws IOException {
        ContentSum[] sum = new ContentSum[1];
        write(to, (out) -> {
            SummedOutput copied = new SummedOutput(out);
            try (InputStream in = read(from)) {
                in.transferTo(copied);
            }
            sum[0] = copied.sum();
        });
        copyAttributes(from, to);
        return sum[0];
    }

    /**
     * Gives a file the modification time and the permissions of another one, a directory
     * the permissions only. Forces nothing.
     */
    void copyAttributes(Path from, Path to) throws IOException;

    /** Opens a file for appending, creates it if it is absent. */
    AppendFile openAppend(Path file) throws IOException;

    /** Returns once the content of a file is on the device. */
    void force(Path file) throws IOException;

    /**
     * Gives a file another name, atomically, in place of the file that has that name; or
     * a directory one that nothing has. If another program holds one of them (Windows),
     * tries again for about two seconds.
     */
    void rename(Path from, Path to) throws IOException;

    /**
     * Deletes a file, a link or an empty directory.
     * @return false if it was absent
     */
    boolean delete(Path file) throws IOException;

    /** Creates one directory, in an existing one; does nothing if it is there already. */
    void createDirectory(Path directory) throws IOException;

    /**
     * Returns once the names in a directory are on the device. Does nothing on Windows,
     * which has no such call.
     */
    void forceDirectory(Path directory) throws IOException;

    /**
     * Creates a directory and what is missing above it. Its name is then durable also if
     * it was there before: a killed process may have created it and not come to force it.
     * @param directory the directory
     * @param force whether to force the parents
     */
    default void createDirectories(Path directory, boolean force) throws IOException {
        Deque<Path> levels = new ArrayDeque<>();
        levels.push(directory);
        for (Path above = directory.getParent(); above != null; above = above.getParent()) {
            boolean belowRoot = above.startsWith(root()) && !above.equals(root());
            if (!belowRoot && stat(above) != null) {
                break;
            }
            levels.push(above);
        }
        for (Path level : levels) {
            boolean created = stat(level) == null;
            createDirectory(level);
            Path parent = level.getParent();
            if (force && parent != null) {
                try {
                    forceDirectory(parent);
                }
                catch (NotForcedException ex) {
                    if (created || !ex.isDenied()) {
                        throw ex;
                    }
                }
            }
        }
    }

}
