package io.filestore.benchmarks.table;

import java.nio.file.Files;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.report.Results;

/**
 * Single calls, measured by JMH.
 */
public final class CallsTable implements Table {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private static final List<Kind> KINDS = List.of(Kind.FILESTORE, Kind.ROCKSDB, Kind.SQLITE, Kind.MVSTORE,
            Kind.ECLIPSESTORE, Kind.BASELINE);

    private static final List<String> ORDER = List.of("get", "getMutable", "getRow", "getField", "findByUniqueField",
            "findHundred", "put", "encode", "encodeWithJackson", "decode", "decodeWithJackson");

    private static final Map<String, String> COLUMNS = Map.of("findByUniqueField", "find by unique field",
            "findHundred", "find 100 rows", "getMutable", "get", "getRow", "get", "getField", "get",
            "encodeWithJackson", "encode", "decodeWithJackson", "decode");

    private static final Map<String, String> LINES = Map.of("MapBenchmark.get", "bare ConcurrentHashMap",
            "FilestoreBenchmark.getMutable", "filestore, a new object of a mutable class", "FilestoreBenchmark.getRow",
            "filestore, a Row, not looked into", "FilestoreBenchmark.getField", "filestore, a field of a Row",
            "EncodeBenchmark.encodeWithJackson", "Jackson alone", "EncodeBenchmark.decodeWithJackson", "Jackson alone");

    @Override
    public Results measure(Options options) throws Exception {
        Results results = new Results("calls",
                "single calls on " + Names.rows(options.rows()) + ", one thread, by JMH");
        Files.createDirectories(options.results());
        Prepared.load(options, KINDS, options.rows());
        OptionsBuilder jmh = new OptionsBuilder();
        jmh.include("io\\.filestore\\.benchmarks\\.jmh\\.")
            .param("rows", Integer.toString(options.rows()))
            .jvmArgsAppend("-Xmx4g", "-Djava.io.tmpdir=" + options.work(),
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED")
            .addProfiler("gc")
            .measurementIterations(options.rounds())
            .measurementTime(TimeValue.milliseconds(2 * options.slice().toMillis()))
            .warmupIterations(Math.min(options.rounds(), 2))
            .shouldFailOnError(true)
            .output(options.results().resolve("calls.log").toString());
        Collection<RunResult> runs = new Runner(jmh.build()).run();
        runs.stream()
            .sorted(Comparator.comparingInt((run) -> ORDER.indexOf(method(run))))
            .forEach((run) -> add(results, run));
        results.note("B is what one call allocates. The map and EclipseStore return the live object, which nobody may"
                + " change; filestore returns an immutable one, and the others parse one.");
        return results;
    }

    private static String benchmark(RunResult run) {
        String name = run.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    private static String method(RunResult run) {
        String name = run.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void add(Results results, RunResult run) {
        String benchmark = benchmark(run);
        String method = method(run);
        String kind = run.getParams().getParam("kind");
        String line = (kind != null) ? Kind.valueOf(kind).label() : LINES.getOrDefault(benchmark, "filestore");
        String column = COLUMNS.getOrDefault(method, method);
        if (method.equals("put")) {
            column += "FORCED".equals(run.getParams().getParam("durability")) ? ", forced" : ", unforced";
        }
        int round = 0;
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                round++;
                results.add(line, column + " µs", round, iteration.getPrimaryResult().getScore());
                Result<?> allocated = iteration.getSecondaryResults().get(ALLOCATED);
                if (allocated != null) {
                    results.add(line, column + " B", round, allocated.getScore());
                }
            }
        }
    }

}
