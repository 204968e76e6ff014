package io.filestore.benchmarks.table;

import java.nio.file.Path;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.report.Results;

/**
 * Opening a collection that has a file for each row, against reading the same files.
 */
public final class StartFilesTable implements Table {

    @Override
    public Results measure(Options options) throws Exception {
        Results results = new Results("start-files", "opening " + Names.rows(options.rows())
                + " in as many files, in a fresh virtual machine, until one row has been read");
        Prepared files = Prepared.load(options, Kind.FILESTORE_FILES, options.rows());
        Prepared empty = Prepared.load(options, Kind.FILESTORE, 1);
        int processors = Runtime.getRuntime().availableProcessors();
        for (int round = 1; round <= options.fewRounds(); round++) {
            double raw = read(results, files, round, processors).seconds();
            Timed start = files.start();
            add(results, files.label(), round, start);
            double again = read(results, files, round, processors).seconds();
            results.add(files.label(), "x raw", round, start.seconds() * 2 / (raw + again));
            add(results, "filestore with a single row", round, empty.start());
            read(results, files, round, 1);
        }
        results.note("The raw loop lists, opens, reads and closes the same files. x raw is the ratio to its time with "
                + Names.threads(processors)
                + ", from before and after. What a single row takes is the machine's own: it loads and"
                + " interprets classes, those of Jackson above all.");
        return results;
    }

    private static Timed read(Results results, Prepared files, int round, int threads) {
        Path folder = files.directory().resolve("customers");
        String name = folder.toString();
        try (Child child = files.child()) {
            Timed timed = child.call((session) -> session.readFiles(name, threads));
            add(results, "raw open, read, close, " + Names.threads(threads), round, timed);
            return timed;
        }
    }

    private static void add(Results results, String label, int round, Timed timed) {
        results.add(label, "s", round, timed.seconds());
        results.add(label, "processor s", round, timed.cpuSeconds());
    }

}
