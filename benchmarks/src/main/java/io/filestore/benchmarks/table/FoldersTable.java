package io.filestore.benchmarks.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.contestant.Durability;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.contestant.Setup;
import io.filestore.benchmarks.report.Results;

/**
 * Whether many small files are faster in many folders than in one: raw loops only.
 */
public final class FoldersTable implements Table {

    private static final int ROUNDS = 6;

    @Override
    public Results measure(Options options) throws Exception {
        int changed = Math.max(1, options.rows() / 10);
        Results results = new Results("folders", String.format(Locale.ROOT, "replacing %,d of ", changed)
                + Names.rows(options.rows()) + " in files of their own, and reading all, in one folder and in 256");
        try (Child one = filled(options, Kind.RAW_FILES); Child many = filled(options, Kind.RAW_FOLDERS)) {
            for (int round = 0; round <= ROUNDS; round++) {
                double replacedInOne = replace(one, changed, round);
                double replacedInMany = replace(many, changed, round);
                double readOne = read(options, one, Kind.RAW_FILES);
                double readMany = read(options, many, Kind.RAW_FOLDERS);
                if (round > 0) {
                    add(results, "one folder", round, replacedInOne / changed, readOne / options.rows());
                    add(results, "256 folders", round, replacedInMany / changed, readMany / options.rows());
                    add(results, "256 folders : one", round, replacedInMany / replacedInOne / 1e6,
                            readMany / readOne / 1e6);
                }
            }
        }
        results.note("One thread each, nothing forced; the last line is the ratio of neighbours in time.");
        return results;
    }

    /** A raw loop that has written as many files as there are rows. */
    static Child filled(Options options, Kind kind) throws IOException {
        Setup setup = new Setup(kind, options.fresh(kind.key()), Durability.UNFORCED);
        int rows = options.rows();
        Child child = Child.start(2, options.work());
        child.run((session) -> {
            session.open(setup);
            session.load(rows);
        });
        return child;
    }

    private static double replace(Child child, int changed, int round) {
        return child.call((session) -> session.putEach(0, changed, round)).seconds();
    }

    private static double read(Options options, Child child, Kind kind) {
        Path folder = options.work().resolve(kind.key()).resolve("customers");
        String name = folder.toString();
        Timed timed = (kind == Kind.RAW_FOLDERS) ? child.call((session) -> session.readFolders(name, 1))
                : child.call((session) -> session.readFiles(name, 1));
        return timed.seconds();
    }

    private static void add(Results results, String label, int round, double replace, double read) {
        results.add(label, "replace, µs/file", round, replace * 1e6);
        results.add(label, "read, µs/file", round, read * 1e6);
    }

}
