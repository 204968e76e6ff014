package io.filestore.benchmarks.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes on this machine, which {@code .ci/cassandra} starts and stops.
 */
public final class Nodes implements AutoCloseable {

    private static final Path SCRIPT = Path.of(".ci/cassandra");

    private final Path directory;

    private final List<String> addresses = new ArrayList<>();

    /** Should this process be ended. */
    private final Thread hook = new Thread(this::stop);

    private Nodes(Path directory, int count) {
        this.directory = directory;
        for (int i = 1; i <= count; i++) {
            this.addresses.add("127.0.9." + i);
        }
    }

    /**
     * Starts nodes, from one to three, on addresses of their own.
     * @param directory for their files; what a run that was killed has left there is
     * ended first
     */
    public static Nodes start(Path directory, int count) throws IOException {
        Nodes nodes = new Nodes(Files.createDirectories(directory), count);
        nodes.stop();
        Runtime.getRuntime().addShutdownHook(nodes.hook);
        nodes.run("start");
        return nodes;
    }

    public List<String> addresses() {
        return List.copyOf(this.addresses);
    }

    private void stop() {
        run("stop");
    }

    private void run(String action) {
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toAbsolutePath().toString(), action).inheritIO();
        builder.environment().put("FILESTORE_CASSANDRA", this.directory.toString());
        builder.environment().put("FILESTORE_CASSANDRA_ADDRESSES", String.join(" ", this.addresses));
        try {
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(builder.command() + " ended with " + status);
            }
        }
        catch (IOException | InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(this.hook);
    }

}
