package io.filestore.benchmarks.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Slice;
import io.filestore.benchmarks.contestant.Durability;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.report.Chart;
import io.filestore.benchmarks.report.Results;

/**
 * Puts that survive the end of the process.
 */
public final class UnforcedTable implements FieldTable {

    private static final List<Kind> KINDS = List.of(Kind.FILESTORE, Kind.ROCKSDB, Kind.ROCKSDB_BARE, Kind.SQLITE,
            Kind.MVSTORE, Kind.ECLIPSESTORE, Kind.BASELINE);

    @Override
    public Results measure(Options options, Field field) throws Exception {
        Results results = new Results("unforced", "puts that survive the end of the process, but not a power loss");
        List<Kind> all = new ArrayList<>(KINDS);
        all.add(Kind.RAW_APPEND);
        all.add(Kind.RAW_GROUP);
        field.open(Durability.UNFORCED, all);
        for (int threads : new int[] { 1, 8 }) {
            measure(options, field, threads, results);
        }
        results.chart(Chart.bars("unforced", "Puts that survive the end of the process, as a share of the raw loop",
                "puts/s : puts/s of the raw loop", List.of("1 thread: P", "8 threads: P")));
        results.note("P is the ratio to the raw loop: one thread that appends a line of the same length; with 8"
                + " threads, the plainest log that groups them. A turn takes " + options.turn().toSeconds()
                + " seconds, in which filestore flushes every two, and ends when nothing is left to do in the"
                + " background. Processor time counts all threads of the process. " + Names.ROCKSDB_TWICE);
        return results;
    }

    private static void measure(Options options, Field field, int threads, Results results) throws Exception {
        Turns turns = new Turns((threads == 1) ? Kind.RAW_APPEND : Kind.RAW_GROUP, KINDS);
        String prefix = Names.threads(threads);
        turns.run(options.rounds(), (kind, turn) -> {
            Child child = field.child(kind);
            Duration duration = kind.isRaw() ? options.slice() : options.unforced(turn);
            Slice slice = child.call((session) -> session.puts(threads, duration));
            return slice.with(child.call((session) -> session.settle()));
        }, (kind, round, slice, ratio) -> {
            String label = Names.label(kind);
            results.add(label, prefix + ": puts/s", round, slice.perSecond());
            results.add(label, prefix + ": P", round, ratio);
            results.add(label, prefix + ": processor µs/put", round, slice.cpuMicrosEach());
            results.add(label, prefix + ": p50 µs", round, slice.latencyMicros(50));
            results.add(label, prefix + ": p99 µs", round, slice.latencyMicros(99));
            results.add(label, prefix + ": longest ms", round, slice.longestMillis());
        });
        Names.noteUnsteady(results, prefix, turns);
    }

}
