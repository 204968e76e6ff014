package io.filestore.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Copies, deletes and measures directories.
 */
public final class Folders {

    private Folders() {
    }

    public static void delete(Path directory) {
        try {
            if (Files.exists(directory)) {
                for (Path file : walk(directory)) {
                    Files.delete(file);
                }
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Copies with times of modification, from which filestore knows that nobody has
     * edited a file.
     */
    public static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            List<Path> files = walk(from);
            for (int i = files.size() - 2; i >= 0; i--) {
                Path copy = to.resolve(from.relativize(files.get(i)));
                Files.copy(files.get(i), copy);
                // COPY_ATTRIBUTES would lose the nanoseconds.
                Files.setLastModifiedTime(copy, Files.getLastModifiedTime(files.get(i)));
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Bytes in the files below a directory. */
    public static long bytes(Path directory) {
        return bytes(directory, (file) -> true);
    }

    /** Bytes in some of the files below a directory. */
    public static long bytes(Path directory, Predicate<Path> counted) {
        try {
            long sum = 0;
            for (Path file : walk(directory)) {
                if (Files.isRegularFile(file) && counted.test(file)) {
                    sum += Files.size(file);
                }
            }
            return sum;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Files before the directories that they are in. */
    private static List<Path> walk(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }

}
