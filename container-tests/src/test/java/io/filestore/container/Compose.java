package io.filestore.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.opentest4j.TestAbortedException;
import org.testcontainers.utility.Base58;

/**
 * Runs {@code compose.yaml} with the images of these tests, on ports that are free; all
 * is taken down when it is closed.
 */
final class Compose implements AutoCloseable {

    private static final Map<String, String> ENVIRONMENT = Map.of("FILESTORE_JRE_IMAGE", Images.jre().toString(),
            "FILESTORE_PROMETHEUS_IMAGE", Images.prometheus().toString(), "SAMPLE_PORT", "0", "PROMETHEUS_PORT", "0");

    private final List<String> command = find();

    private final String project = "filestore-it-" + Base58.randomString(8).toLowerCase();

    private static List<String> find() {
        for (List<String> command : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
            try {
                run(command, "version");
                return command;
            }
            catch (IOException ex) {
                // the next, then
            }
        }
        String line = "SKIPPED: there is neither docker compose nor docker-compose";
        if (Boolean.getBoolean("filestore.requireTools")) {
            throw new IllegalStateException(line + ", although filestore.requireTools is set");
        }
        System.out.println(line);
        throw new TestAbortedException(line);
    }

    /**
     * Runs a command of Compose in the root of the repository, and returns its output.
     */
    String run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-p", this.project));
        all.addAll(List.of(arguments));
        return run(this.command, all.toArray(String[]::new));
    }

    private static String run(List<String> command, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(all).directory(Path.of("..").toFile()).redirectErrorStream(true);
        builder.environment().putAll(ENVIRONMENT);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", all) + ": " + output);
            }
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
        return output;
    }

    /** Where a port of a service is published. */
    Http http(String service, int port) throws IOException {
        return new Http("http://" + run("port", service, Integer.toString(port)).strip());
    }

    @Override
    public void close() throws IOException {
        run("down", "--volumes", "--rmi", "local", "--timeout", "10");
    }

}
