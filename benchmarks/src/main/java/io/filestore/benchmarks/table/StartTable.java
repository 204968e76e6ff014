package io.filestore.benchmarks.table;

import java.util.ArrayList;
import java.util.List;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.report.Results;

/**
 * Opening many rows in a fresh virtual machine, until the first one has been read.
 */
public final class StartTable implements Table {

    private static final List<Kind> KINDS = List.of(Kind.FILESTORE, Kind.FILESTORE_IDENTIFIED, Kind.ROCKSDB,
            Kind.SQLITE, Kind.MVSTORE, Kind.BASELINE);

    @Override
    public Results measure(Options options) throws Exception {
        Results results = new Results("start", "opening " + Names.rows(options.manyRows())
                + " with two indexes in a fresh virtual machine, until one row has been read");
        List<Prepared> all = Prepared.load(options, KINDS, options.manyRows());
        Prepared eclipse = Prepared.load(options, Kind.ECLIPSESTORE, options.rows());
        for (int round = 1; round <= options.fewRounds(); round++) {
            for (Prepared each : all) {
                add(results, each.label(), round, each.start());
            }
            add(results, eclipse.label() + ", " + Names.rows(eclipse.rows()), round, eclipse.start());
            add(results, "raw read of filestore's files", round, rawRead(all.get(0)));
        }
        results.note("RocksDB, SQLite and MVStore leave rows on disk and load none of them. EclipseStore and the map"
                + " load all, as filestore does; EclipseStore, which takes longest, has fewer rows.");
        return results;
    }

    private static Timed rawRead(Prepared filestore) {
        String directory = filestore.setup().directory();
        try (Child child = filestore.child()) {
            return child.call((session) -> session.readFiles(directory, 1));
        }
    }

    private static void add(Results results, String label, int round, Timed timed) {
        results.add(label, "s", round, timed.seconds());
        results.add(label, "processor s", round, timed.cpuSeconds());
    }

}
