package io.filestore.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** What is in a directory that was looked at already. */
final class DirectoryEntries {

    /** As many are looked up with several threads. */
    private static final int MANY = 1000;

    private final List<Path> paths = new ArrayList<>();

    private DirectoryEntries() {
    }

    static DirectoryEntries in(Path directory) throws IOException {
        DirectoryEntries entries = new DirectoryEntries();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries.paths::add);
            return entries;
        }
        catch (NotDirectoryException ex) {
            throw DiskErrors.notDirectory(directory);
        }
        catch (DirectoryIteratorException ex) {
            throw DiskErrors.explain(directory, Objects.requireNonNull(ex.getCause()));
        }
        catch (IOException ex) {
            throw DiskErrors.explain(directory, ex);
        }
    }

    /** In any order. */
    List<Path> paths() {
        return this.paths;
    }

    /** What they are like, sorted by name; without those that are gone by now. */
    List<FileInfo> lookUp() throws IOException {
        Stream<Path> each = (this.paths.size() < MANY) ? this.paths.stream() : this.paths.parallelStream();
        try {
            List<FileInfo> found = each.map(DirectoryEntries::lookUp)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(ArrayList::new));
            found.sort(Comparator.comparing(FileInfo::name));
            return found;
        }
        catch (UncheckedIOException ex) {
            throw Objects.requireNonNull(ex.getCause());
        }
    }

    private static @Nullable FileInfo lookUp(Path path) {
        try {
            return PathChecks.lookUp(path);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
