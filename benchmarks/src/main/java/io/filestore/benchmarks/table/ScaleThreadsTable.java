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
 * How puts behave with 1 to 256 threads.
 */
public final class ScaleThreadsTable implements FieldTable {

    private static final List<Kind> KINDS = List.of(Kind.FILESTORE, Kind.ROCKSDB, Kind.BASELINE, Kind.RAW_GROUP);

    private static final int MOST_THREADS = 256;

    @Override
    public Results measure(Options options, Field field) throws Exception {
        Results results = new Results("scale-threads", "puts a second with 1 to " + MOST_THREADS + " threads");
        for (Durability durability : Durability.values()) {
            String suffix = (durability == Durability.FORCED) ? ", forced" : ", unforced";
            field.open(durability, KINDS);
            for (int threads = 1; threads <= MOST_THREADS; threads *= 2) {
                for (int round = 0; round <= options.fewRounds(); round++) {
                    measure(options, field, threads, round, suffix, results);
                }
            }
            List<String> metrics = new ArrayList<>();
            KINDS.forEach((kind) -> metrics.add(kind.label() + suffix));
            String picture = "scale-threads-" + ((durability == Durability.FORCED) ? "forced" : "unforced");
            results.chart(Chart.lines(picture, "Puts a second" + suffix, "threads", "puts/s", metrics));
        }
        return results;
    }

    private static void measure(Options options, Field field, int threads, int round, String suffix, Results results) {
        Duration duration = options.slice();
        for (Kind kind : KINDS) {
            Child child = field.child(kind);
            Slice slice = child.call((session) -> session.puts(threads, duration));
            child.run((session) -> session.settle());
            if (round > 0) {
                results.add(Names.threads(threads), kind.label() + suffix, round, slice.perSecond());
            }
        }
    }

}
