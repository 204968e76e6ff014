package io.filestore.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;

/**
 * Where a collection's files may be: its rows, their checksums, its index files. Each a
 * file or a directory that belongs to the collection with all that is in it.
 *
 * @param rows null if it has none
 * @param checksums null if it has none
 * @param indexes null if it has none
 */
public record Places(@Nullable Path rows, @Nullable Path checksums, @Nullable Path indexes) {

    /** Of rows that are no files. */
    public static final Places NONE = new Places(null, null, null);

    public static Places of(StorageStrategy strategy) {
        return new Places(strategy.path(), strategy.checksumFile(), strategy.indexDirectory());
    }

    /** Those that there are. */
    public List<Path> all() {
        return Stream.of(this.rows, this.checksums, this.indexes).filter(Objects::nonNull).toList();
    }

    /** Those that lie in no other. */
    public List<Path> outermost() {
        return all().stream()
            .filter((path) -> all().stream().noneMatch((other) -> !other.equals(path) && path.startsWith(other)))
            .toList();
    }

    /** Whether a path is one of these, or lies in one. */
    public boolean contains(Path path) {
        return all().stream().anyMatch(path::startsWith);
    }

    /** Whether something would lie in one of these and of the others. */
    public boolean overlaps(Places others) {
        return all().stream().anyMatch(others::contains) || others.all().stream().anyMatch(this::contains);
    }

    /** Whether rows or checksums are there: index files can be made again. */
    public boolean isAny(StoreDirectory directory) throws IOException {
        return isPresent(directory, this.rows) || isPresent(directory, this.checksums);
    }

    /**
     * An empty directory is as good as none, also if it is locked, a flush has died in
     * it, or nothing but index files are there.
     */
    private boolean isPresent(StoreDirectory directory, @Nullable Path path) throws IOException {
        FileInfo info = (path != null) ? find(directory, path) : null;
        return path != null && info != null
                && (!info.isDirectory() || directory.entries(path).stream().anyMatch(this::counts));
    }

    private boolean counts(Path entry) {
        String name = entry.getFileName().toString();
        return !entry.equals(this.indexes) && !name.equals(FileNames.LOCK) && !name.endsWith(FileNames.TMP);
    }

    /** What is at a path; null if nothing, or if something above it is no directory. */
    public static @Nullable FileInfo find(StoreDirectory directory, Path path) throws IOException {
        Path parent = path.getParent();
        if (parent != null && parent.startsWith(directory.root()) && !parent.equals(directory.root())) {
            FileInfo above = find(directory, parent);
            if (above == null || !above.isDirectory()) {
                return null;
            }
        }
        return directory.stat(path);
    }

}
