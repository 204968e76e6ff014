package io.filestore.benchmarks.table;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.filestore.benchmarks.contestant.Kind;

/**
 * Runs JMH, each benchmark in a fresh virtual machine, with its output in one file.
 */
final class Jmh implements AutoCloseable {

    private final Options options;

    private final PrintStream log;

    Jmh(Options options) throws IOException {
        this.options = options;
        Files.createDirectories(options.results());
        this.log = new PrintStream(options.results().resolve("calls.log").toFile(), StandardCharsets.UTF_8);
    }

    /**
     * Runs benchmarks one after the other.
     * @param include a pattern of what is run
     * @param kinds whom it is run for, where it is about one of the contestants
     * @param warmUps how often each runs before, for four slices
     * @param iterations how often each is measured, for two slices
     */
    Collection<RunResult> run(String include, List<Kind> kinds, int warmUps, int iterations) throws RunnerException {
        OptionsBuilder jmh = new OptionsBuilder();
        jmh.include("io\\.filestore\\.benchmarks\\.jmh\\." + include)
            .param("rows", Integer.toString(this.options.rows()))
            .param("kind", kinds.stream().map(Kind::name).toArray(String[]::new))
            .jvmArgsAppend("-Xmx4g", "-Djava.io.tmpdir=" + this.options.work(),
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED")
            .addProfiler("gc")
            .forks(1)
            .warmupIterations(warmUps)
            .warmupTime(TimeValue.milliseconds(4 * this.options.slice().toMillis()))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(2 * this.options.slice().toMillis()))
            .shouldFailOnError(true);
        return new Runner(jmh.build(), OutputFormatFactory.createFormatInstance(this.log, VerboseMode.NORMAL)).run();
    }

    @Override
    public void close() {
        this.log.close();
    }

}
