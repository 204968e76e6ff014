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
 * Puts that survive a power loss.
 */
public final class ForcedTable implements FieldTable {

    private static final List<Kind> KINDS = List.of(Kind.FILESTORE, Kind.ROCKSDB, Kind.ROCKSDB_BARE, Kind.SQLITE,
            Kind.MVSTORE, Kind.BASELINE);

    @Override
    public Results measure(Options options, Field field) throws Exception {
        Results results = new Results("forced", "puts that survive a power loss once they have returned");
        List<Kind> all = new ArrayList<>(KINDS);
        all.add(Kind.RAW_APPEND);
        all.add(Kind.RAW_GROUP);
        field.open(Durability.FORCED, all);
        for (int threads : new int[] { 1, 8, 64 }) {
            measure(options, field, threads, results);
        }
        results.chart(Chart.bars("forced", "Puts that survive a power loss, as a share of the raw loop",
                "puts/s : puts/s of the raw loop", List.of("1 thread: P", "8 threads: P", "64 threads: P")));
        results.note("P is the ratio to the raw loop: one thread that appends and forces a line of the same length;"
                + " from 8 threads on, the plainest log with group commit.");
        return results;
    }

    private static void measure(Options options, Field field, int threads, Results results) throws Exception {
        Kind raw = (threads == 1) ? Kind.RAW_APPEND : Kind.RAW_GROUP;
        Turns turns = new Turns(raw, KINDS);
        String prefix = Names.threads(threads);
        Duration duration = options.slice();
        turns.run(options.rounds(), (kind, turn) -> {
            Child child = field.child(kind);
            Slice slice = child.call((session) -> session.puts(threads, duration));
            child.run((session) -> session.settle());
            return slice;
        }, (kind, round, slice, ratio) -> {
            results.add(Names.label(kind), prefix + ": puts/s", round, slice.perSecond());
            results.add(Names.label(kind), prefix + ": P", round, ratio);
            results.add(Names.label(kind), prefix + ": p99 µs", round, slice.latencyMicros(99));
        });
        Names.noteUnsteady(results, prefix, turns);
    }

}
