package io.filestore.benchmarks.application;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An application that can be started.
 */
public enum Application {

    SPRING_BOOT("Spring Boot alone", false, null, Library.KEY_VALUE),

    KEY_VALUE("Spring Data KeyValue", true, SPRING_BOOT, Library.KEY_VALUE),

    FILESTORE_ALONE("filestore without a repository", false, null, Library.FILESTORE, Library.TRANSACTIONS),

    FILESTORE("filestore", true, FILESTORE_ALONE, Library.FILESTORE, Library.TRANSACTIONS),

    JDBC_ALONE("Spring Data JDBC, H2, without a repository", false, null, Library.JDBC, Library.TRANSACTIONS),

    JDBC("Spring Data JDBC, H2", true, JDBC_ALONE, Library.JDBC, Library.TRANSACTIONS);

    private final String label;

    private final boolean repositories;

    private final @Nullable Application without;

    private final Set<Library> libraries;

    Application(String label, boolean repositories, @Nullable Application without, Library... libraries) {
        this.label = label;
        this.repositories = repositories;
        this.without = without;
        this.libraries = Set.of(libraries);
    }

    /** As tables call it. */
    public String label() {
        return this.label;
    }

    /** The same without repositories; null if it has none. */
    public @Nullable Application without() {
        return this.without;
    }

    /** Makes what has to be there before it starts. */
    public void prepare(Path directory) throws SQLException {
        if (this == JDBC) {
            try (Connection connection = DriverManager.getConnection(url(directory));
                    Statement statement = connection.createStatement()) {
                for (int i = 1; i <= TwentyThings.COUNT; i++) {
                    statement.execute("create table if not exists " + name(i) + " (id varchar(40) primary key,"
                            + " name varchar(40), status varchar(40), total int, created_at timestamp)");
                }
            }
        }
    }

    /** Starts it in a fresh virtual machine, until each repository has answered. */
    public Started start(Path directory) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(List.of("-Xmx512m", "-cp", Library.classPath(this.libraries)));
        command.add(((this == KEY_VALUE) ? KeyValueApplication.class : StartedApplication.class).getName());
        command.addAll(arguments(directory));
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            String line = said.readLine();
            long nanos = System.nanoTime() - started;
            process.onExit().join();
            if (line == null || !line.startsWith((this.repositories ? TwentyThings.COUNT : 0) + " ")) {
                throw new IllegalStateException(this + " has not started, but says " + line);
            }
            return new Started(nanos / 1e9, Long.parseLong(line.substring(line.indexOf(' ') + 1)) / 1e9);
        }
    }

    private List<String> arguments(Path directory) {
        List<String> arguments = new ArrayList<>();
        if (this.libraries.contains(Library.FILESTORE)) {
            arguments.add("--filestore.directory=" + directory.resolve("filestore"));
            for (int i = 1; i <= TwentyThings.COUNT; i++) {
                arguments.add("--filestore.collections." + name(i) + ".strategy=single-file");
            }
            arguments.add("--spring.data.filestore.repositories.enabled=" + this.repositories);
        }
        if (this.libraries.contains(Library.JDBC)) {
            arguments.add("--spring.datasource.url=" + url(directory));
            arguments.add("--spring.data.jdbc.repositories.enabled=" + this.repositories);
        }
        return arguments;
    }

    private static String url(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("things");
    }

    private static String name(int thing) {
        return String.format("thing%02d", thing);
    }

    /**
     * What a start took.
     *
     * @param seconds by the clock, from the start of the process
     * @param cpuSeconds of processor, in all threads
     */
    public record Started(double seconds, double cpuSeconds) {
    }

}
