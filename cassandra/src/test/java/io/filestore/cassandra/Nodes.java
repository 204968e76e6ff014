package io.filestore.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ends the nodes that tests run on, and starts them again, by {@code .ci/cassandra}. */
final class Nodes {

    private Nodes() {
    }

    /** Starts those that do not run, and all if none does. */
    static void start() {
        run(List.of(script().toString(), "start"));
    }

    /** Ends nodes as a loss of power does, but for what the system has in its memory. */
    static void kill(int... nodes) {
        run("kill", nodes);
    }

    /** Starts those that do not run, and waits until all that run know each other. */
    static void start(int... nodes) {
        run("start", nodes);
    }

    /** Lets a node hang. */
    static void pause(int node) {
        run("pause", node);
    }

    static void resume(int node) {
        run("resume", node);
    }

    private static void run(String action, int... nodes) {
        List<String> command = Stream
            .concat(Stream.of(script().toString(), "node", action), Stream.of(nodes).flatMap(Nodes::texts))
            .toList();
        run(command);
    }

    private static void run(List<String> command) {
        try {
            Path output = Files.createTempFile("cassandra", ".out");
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            String said = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
        }
        catch (IOException | InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static Stream<String> texts(int[] nodes) {
        return Arrays.stream(nodes).mapToObj(String::valueOf);
    }

    static Path script() {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            Path script = directory.resolve(".ci/cassandra");
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        throw new IllegalStateException("There is no .ci/cassandra above " + Path.of("").toAbsolutePath());
    }

}
