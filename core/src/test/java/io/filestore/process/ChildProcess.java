package io.filestore.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own that runs a main class of these tests and talks over its output. */
public final class ChildProcess implements AutoCloseable {

    static final List<String> FAST_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
            "-Xlog:disable", "-Xlog:all=error:stderr", "-XX:-UsePerfData", "-Dslf4j.internal.verbosity=ERROR");

    private static final Pattern NEEDED = Pattern
        .compile("classes/?$|(filestore|jackson|slf4j|lz4|jspecify)[^/\\\\]*\\.jar$");

    private final Process process;

    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /**
     * Starts it with options that let it start fast.
     * @param options more options of the JVM
     * @param main the class to run
     * @param args its arguments
     */
    public static ChildProcess start(List<String> options, Class<?> main, Object... args) throws IOException {
        return start(classPath(), options, main, args);
    }

    static ChildProcess start(String classPath, List<String> options, Class<?> main, Object... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(FAST_START);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        return run(command);
    }

    /** Runs any command; what it says as errors is said by this process. */
    static ChildProcess run(List<String> command) throws IOException {
        return new ChildProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * What the store needs, and these tests; no logging, which would take time to start.
     */
    static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(all.split(Pattern.quote(File.pathSeparator)))
            .filter((entry) -> NEEDED.matcher(entry).find())
            .collect(Collectors.joining(File.pathSeparator));
    }

    /** The next line that it prints, null after the last. */
    public String readLine() throws IOException {
        return this.output.readLine();
    }

    /** Gives it a text to read, and returns the next line that it prints. */
    public String ask(String text) throws IOException {
        this.process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        this.process.getOutputStream().flush();
        return readLine();
    }

    /** Everything that it still prints. */
    public List<String> readLines() {
        return this.output.lines().toList();
    }

    /** Sends SIGKILL; the process gets no chance to do anything any more. */
    public void kill() {
        // Not Process.destroyForcibly, which throws away what was printed but not read.
        this.process.toHandle().destroyForcibly();
    }

    /** Waits for its end. */
    public int exitCode() {
        return this.process.onExit().join().exitValue();
    }

    @Override
    public void close() {
        this.process.destroyForcibly().onExit().join();
    }

}
