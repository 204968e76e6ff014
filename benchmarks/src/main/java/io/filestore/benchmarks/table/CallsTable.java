package io.filestore.benchmarks.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.report.Results;

/**
 * Single calls, measured by JMH. What a bare map can answer, too, is measured in turn in
 * several rounds, since the machine may be another one some minutes later.
 */
public final class CallsTable implements Table {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private static final String BARE_MAP = "bare ConcurrentHashMap";

    /** Those whose ratio to the bare map is told, for which they take turns with it. */
    private static final List<Kind> IN_TURN = List.of(Kind.FILESTORE, Kind.BASELINE);

    private static final List<Kind> OTHERS = List.of(Kind.ROCKSDB, Kind.SQLITE, Kind.MVSTORE, Kind.ECLIPSESTORE);

    private static final List<String> ORDER = List.of("get", "findByUniqueField", "getMutable", "getRow", "getField",
            "findHundred", "put", "encode", "encodeWithJackson", "decode", "decodeWithJackson");

    private static final Map<String, String> COLUMNS = Map.of("findByUniqueField", "find by unique field",
            "findHundred", "find 100 rows", "getMutable", "get", "getRow", "get", "getField", "get",
            "encodeWithJackson", "encode", "decodeWithJackson", "decode");

    private static final Map<String, String> LINES = Map.of("MapBenchmark.get", BARE_MAP,
            "MapBenchmark.findByUniqueField", BARE_MAP, "FilestoreBenchmark.getMutable",
            "filestore, a new object of a mutable class", "FilestoreBenchmark.getRow",
            "filestore, a Row, not looked into", "FilestoreBenchmark.getField", "filestore, a field of a Row",
            "EncodeBenchmark.encodeWithJackson", "Jackson alone", "EncodeBenchmark.decodeWithJackson", "Jackson alone");

    @Override
    public Results measure(Options options) throws Exception {
        Results results = new Results("calls",
                "single calls on " + Names.rows(options.rows()) + ", one thread, by JMH");
        Prepared.load(options, IN_TURN, options.rows());
        Prepared.load(options, OTHERS, options.rows());
        try (Jmh jmh = new Jmh(options)) {
            // More often than others, as each virtual machine lays its rows out
            // differently.
            for (int round = 1; round <= 2 * options.fewRounds() - 1; round++) {
                for (String method : List.of("get", "findByUniqueField")) {
                    addInTurn(results,
                            jmh.run("(Typed|Map|Call)Benchmark." + method + "$", List.of(Kind.BASELINE), 2, 1), round);
                }
            }
            List<RunResult> runs = new ArrayList<>();
            runs.addAll(jmh.run("CallBenchmark", OTHERS, 1, options.fewRounds()));
            runs.addAll(jmh.run("(CallBenchmark.findHundred|(Filestore|Put|Encode)Benchmark)", IN_TURN, 2,
                    options.fewRounds()));
            runs.sort(Comparator.comparingInt((run) -> ORDER.indexOf(method(run))));
            runs.forEach((run) -> add(results, run, 1));
        }
        results.note("B is what one call allocates. The map and EclipseStore return the live object, which nobody may"
                + " change; filestore returns an immutable one, and the others parse one. x bare map is the ratio to a"
                + " map from ids, or values of the unique field, to rows, of the same round: each figure of these"
                + " three is of a fresh virtual machine, one right after the other. The bare map and filestore are asked"
                + " directly, the others through one interface, which costs a few hundredths of a microsecond.");
        return results;
    }

    private static void addInTurn(Results results, Collection<RunResult> runs, int round) {
        double bare = runs.stream()
            .filter((run) -> line(run).equals(BARE_MAP))
            .mapToDouble((run) -> run.getPrimaryResult().getScore())
            .findFirst()
            .orElseThrow();
        List<RunResult> oursFirst = new ArrayList<>(runs);
        oursFirst.sort(Comparator.comparing((run) -> !line(run).equals(Kind.FILESTORE.label())));
        for (RunResult run : oursFirst) {
            add(results, run, round);
            results.add(line(run), column(run) + ", x bare map", round, run.getPrimaryResult().getScore() / bare);
        }
    }

    private static void add(Results results, RunResult run, int firstRound) {
        int round = firstRound;
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                results.add(line(run), column(run) + " µs", round, iteration.getPrimaryResult().getScore());
                Result<?> allocated = iteration.getSecondaryResults().get(ALLOCATED);
                if (allocated != null) {
                    results.add(line(run), column(run) + " B", round, allocated.getScore());
                }
                round++;
            }
        }
    }

    private static String line(RunResult run) {
        String kind = run.getParams().getParam("kind");
        String name = run.getParams().getBenchmark();
        String benchmark = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
        return (kind != null) ? Kind.valueOf(kind).label() : LINES.getOrDefault(benchmark, Kind.FILESTORE.label());
    }

    private static String column(RunResult run) {
        String method = method(run);
        String column = COLUMNS.getOrDefault(method, method);
        if (method.equals("put")) {
            column += "FORCED".equals(run.getParams().getParam("durability")) ? ", forced" : ", unforced";
        }
        return column;
    }

    private static String method(RunResult run) {
        String name = run.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

}
