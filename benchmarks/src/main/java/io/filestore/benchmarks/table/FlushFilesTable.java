package io.filestore.benchmarks.table;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.contestant.Setup;
import io.filestore.benchmarks.report.Results;

/**
 * Flushing a tenth of the rows, each into a file of its own and forced, against an
 * unforced loop that writes and renames as many files in a folder as full.
 */
public final class FlushFilesTable implements Table {

    @Override
    public Results measure(Options options) throws Exception {
        int changed = Math.max(1, options.rows() / 10);
        Results results = new Results("flush-files", "flushing " + Names.rows(changed) + " of "
                + Names.rows(options.rows()) + " into files of their own, forced");
        try (Child files = files(options); Child rawFiles = FoldersTable.filled(options, Kind.RAW_FILES)) {
            for (int round = 0; round <= options.fewRounds(); round++) {
                Timed before = raw(rawFiles, changed, round);
                Timed flush = flush(files, changed, round);
                Timed after = raw(rawFiles, changed, round);
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

    private static Child files(Options options) {
        Prepared prepared = Prepared.load(options, Kind.FILESTORE_FILES, options.rows());
        Setup setup = prepared.setup().withoutBackground();
        Child child = prepared.child();
        child.run((session) -> session.open(setup));
        return child;
    }

    private static Timed raw(Child rawFiles, int changed, int round) {
        return rawFiles.call((session) -> session.putEach(0, changed, round));
    }

    private static Timed flush(Child files, int changed, int round) {
        files.run((session) -> session.putEach(0, changed, round + 1));
        return files.call((session) -> session.flush());
    }

    private static void add(Results results, Kind kind, int round, double seconds, double cpu, double raw,
            int changed) {
        results.add(kind.label(), "s", round, seconds);
        results.add(kind.label(), "processor s", round, cpu);
        results.add(kind.label(), "µs/file", round, seconds * 1e6 / changed);
        results.add(kind.label(), "x raw", round, seconds / raw);
    }

}
