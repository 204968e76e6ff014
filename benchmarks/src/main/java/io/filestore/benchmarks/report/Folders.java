package io.filestore.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies, deletes and measures directories.
 */
public final class Folders {

    private Folders() {
    }

    public static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (Path file : walk(directory)) {
                Files.delete(file);
            }
        }
    }

    public static void copy(Path from, Path to) throws IOException {
        List<Path> files = walk(from);
        for (int i = files.size() - 1; i >= 0; i--) {
            Files.copy(files.get(i), to.resolve(from.relativize(files.get(i))));
        }
    }

    /** Bytes in the files below a directory. */
    public static long bytes(Path directory) throws IOException {
        long sum = 0;
        for (Path file : walk(directory)) {
            if (Files.isRegularFile(file)) {
                sum += Files.size(file);
            }
        }
        return sum;
    }

    /** Files before the directories that they are in. */
    private static List<Path> walk(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }

}
