package io.filestore.benchmarks.table;

import java.nio.file.Path;
import java.util.List;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.contestant.Setup;
import io.filestore.benchmarks.report.Folders;
import io.filestore.benchmarks.report.Results;

/**
 * Opening after {@code kill -9}, with one change of each row that is only in the log.
 */
public final class ReplayTable implements Table {

    private static final List<Kind> KINDS = List.of(Kind.FILESTORE, Kind.ROCKSDB, Kind.SQLITE, Kind.BASELINE);

    private static final int CHANGE = 7;

    @Override
    public Results measure(Options options) throws Exception {
        Results results = new Results("replay",
                "opening " + Names.rows(options.rows()) + " after kill -9, a change of each only in the log");
        List<Prepared> clean = Prepared.load(options, KINDS, options.rows());
        List<Prepared> killed = clean.parallelStream().map((loaded) -> kill(options, loaded)).toList();
        for (int round = 1; round <= options.fewRounds(); round++) {
            for (int i = 0; i < KINDS.size(); i++) {
                Timed start = clean.get(i).start();
                results.add(clean.get(i).label(), "clean start, s", round, start.seconds());
                double replay = replay(options, killed.get(i), results, round);
                double alone = replay - start.seconds();
                results.add(clean.get(i).label(), "x clean start", round, replay / start.seconds());
                results.add(clean.get(i).label(), "replay alone, s", round, alone);
                results.add(clean.get(i).label(), "replay alone, x clean start", round, alone / start.seconds());
            }
        }
        for (Prepared each : killed) {
            Folders.delete(each.directory());
        }
        results.note("Kept is the share of the changes that are there after the start. Replay alone is the start with"
                + " replay less the clean start of the same round. MVStore and EclipseStore have no log to replay.");
        return results;
    }

    private static Prepared kill(Options options, Prepared loaded) {
        Prepared killed = loaded.copy(options, "-killed");
        Setup setup = killed.setup().withoutBackground();
        int rows = loaded.rows();
        try (Child child = killed.child()) {
            child.run((session) -> {
                session.open(setup);
                session.putEach(0, rows, CHANGE);
            });
            child.kill();
        }
        return killed;
    }

    private static double replay(Options options, Prepared killed, Results results, int round) {
        Setup setup = killed.copy(options, "-replayed").setup();
        int rows = killed.rows();
        try (Child child = killed.child()) {
            Timed start = child.call((session) -> session.open(setup));
            int kept = child.call((session) -> session.countChanged(rows, CHANGE));
            results.add(killed.label(), "start with replay, s", round, start.seconds());
            results.add(killed.label(), "processor s", round, start.cpuSeconds());
            results.add(killed.label(), "kept, %", round, 100.0 * kept / rows);
            return start.seconds();
        }
    }

}
