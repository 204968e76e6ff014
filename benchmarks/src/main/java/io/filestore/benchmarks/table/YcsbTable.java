package io.filestore.benchmarks.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Slice;
import io.filestore.benchmarks.contestant.Durability;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.report.Chart;
import io.filestore.benchmarks.report.Results;

/**
 * The workloads A and B of YCSB in 8 threads, unforced.
 */
public final class YcsbTable implements FieldTable {

    private static final int THREADS = 8;

    private static final List<Kind> KINDS = List.of(Kind.FILESTORE, Kind.ROCKSDB, Kind.ROCKSDB_BARE, Kind.SQLITE,
            Kind.MVSTORE, Kind.ECLIPSESTORE, Kind.BASELINE);

    private static final Map<String, Double> READS = new TreeMap<>(Map.of("A", 0.5, "B", 0.95));

    @Override
    public Results measure(Options options, Field field) throws Exception {
        Results results = new Results("ycsb",
                "YCSB A (half reads) and B (95 % reads), " + THREADS + " threads, Zipfian, unforced");
        field.open(Durability.UNFORCED, KINDS);
        for (Map.Entry<String, Double> workload : READS.entrySet()) {
            double reads = workload.getValue();
            for (int round = 0; round <= options.fewRounds(); round++) {
                List<Kind> order = new ArrayList<>(KINDS);
                Collections.rotate(order, round - 1);
                for (Kind kind : order) {
                    Slice slice = turn(options, field.child(kind), reads, round);
                    if (round > 0) {
                        report(results, workload.getKey(), kind.label(), round, slice);
                    }
                }
            }
        }
        results.chart(Chart.bars("ycsb", "YCSB, 8 threads: operations a second", "operations/s",
                List.of("A: operations/s", "B: operations/s")));
        results.note("An update replaces the whole row. Each store returns an object; EclipseStore and the map return"
                + " the live one, which nobody may change. A turn takes " + options.turn().toSeconds()
                + " seconds, with the flushes that fall into it, and ends when nothing is left to do in the"
                + " background. " + Names.ROCKSDB_TWICE);
        return results;
    }

    private static Slice turn(Options options, Child child, double reads, int round) {
        Duration duration = options.unforced(round);
        Slice slice = child.call((session) -> session.ycsb(reads, THREADS, duration));
        return slice.with(child.call((session) -> session.settle()));
    }

    private static void report(Results results, String workload, String label, int round, Slice slice) {
        results.add(label, workload + ": operations/s", round, slice.perSecond());
        results.add(label, workload + ": processor µs each", round, slice.cpuMicrosEach());
        results.add(label, workload + ": p99 µs", round, slice.latencyMicros(99));
    }

}
