package io.filestore.tool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs the tool, and keeps what the last run has printed. */
final class ToolRun {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Returns the exit code. */
    int run(Object... arguments) {
        this.out.reset();
        this.err.reset();
        StoreTool tool = new StoreTool(new PrintStream(this.out, true, StandardCharsets.UTF_8),
                new PrintStream(this.err, true, StandardCharsets.UTF_8));
        return tool.run(Stream.of(arguments).map(String::valueOf).toList());
    }

    String out() {
        return this.out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return this.err.toString(StandardCharsets.UTF_8);
    }

    /** What was asked for, line by line. */
    List<String> lines() {
        return out().lines().toList();
    }

    /** All of it. */
    String printed() {
        return out() + err();
    }

    /** Makes of an open store's directory what a killed process leaves. */
    static void copy(Path from, Path to) throws IOException {
        List<Path> files = walk(from);
        for (Path file : files) {
            Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
        }
        // Those of directories have changed meanwhile.
        for (Path file : files) {
            Files.setLastModifiedTime(to.resolve(from.relativize(file)), Files.getLastModifiedTime(file));
        }
    }

    /** Times and content of all files, which tell whether something was changed. */
    static Map<Path, Object> state(Path root) throws IOException {
        Map<Path, Object> state = new TreeMap<>();
        for (Path file : walk(root)) {
            state.put(file, List.of(Files.getLastModifiedTime(file),
                    Files.isDirectory(file) ? "" : Files.readString(file, StandardCharsets.ISO_8859_1)));
        }
        return state;
    }

    private static List<Path> walk(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.toList();
        }
    }

}
