package io.filestore.benchmarks.table;

import java.util.List;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.contestant.Durability;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.report.Results;

/**
 * Flushing a tenth of the rows, each into a file of its own and forced, against an
 * unforced loop that writes and renames as many files in a folder as full.
 */
public final class FlushFilesTable implements Table {

    private static final List<Kind> KINDS = List.of(Kind.FILESTORE_FILES, Kind.RAW_FILES);

    @Override
    public Results measure(Options options) throws Exception {
        int changed = Math.max(1, options.rows() / 10);
        Results results = new Results("flush-files", "flushing " + Names.rows(changed) + " of "
                + Names.rows(options.rows()) + " into files of their own, forced");
        try (Field field = new Field(options, Durability.UNFORCED, false, KINDS)) {
            for (int round = 0; round <= options.fewRounds(); round++) {
                Timed before = raw(field, changed, round);
                Timed flush = flush(field, changed, round);
                Timed after = raw(field, changed, round);
                if (round > 0) {
                    double raw = (before.seconds() + after.seconds()) / 2;
                    add(results, Kind.FILESTORE_FILES, round, flush.seconds(), flush.cpuSeconds(), raw, changed);
                    add(results, Kind.RAW_FILES, round, raw, (before.cpuSeconds() + after.cpuSeconds()) / 2, raw,
                            changed);
                }
            }
        }
        results.note("The raw loop forces nothing and has one thread.");
        return results;
    }

    private static Timed raw(Field field, int changed, int round) {
        return field.child(Kind.RAW_FILES).call((session) -> session.putEach(0, changed, round));
    }

    private static Timed flush(Field field, int changed, int round) {
        Child child = field.child(Kind.FILESTORE_FILES);
        child.run((session) -> session.putEach(0, changed, round + 1));
        return child.call((session) -> session.flush());
    }

    private static void add(Results results, Kind kind, int round, double seconds, double cpu, double raw,
            int changed) {
        results.add(kind.label(), "s", round, seconds);
        results.add(kind.label(), "processor s", round, cpu);
        results.add(kind.label(), "µs/file", round, seconds * 1e6 / changed);
        results.add(kind.label(), "x raw", round, seconds / raw);
    }

}
