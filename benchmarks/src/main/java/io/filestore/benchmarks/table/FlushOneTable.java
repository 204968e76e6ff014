package io.filestore.benchmarks.table;

import java.io.IOException;
import java.util.List;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.contestant.Setup;
import io.filestore.benchmarks.report.Results;

/**
 * Flushing one changed row, among few and among many.
 */
public final class FlushOneTable implements Table {

    private static final int FEW = 1_000;

    private static final int REPEATS = 20;

    @Override
    public Results measure(Options options) throws Exception {
        Results results = new Results("flush-one", "flushing one changed row among few and among many, forced");
        for (Kind kind : List.of(Kind.FILESTORE, Kind.FILESTORE_LZ4, Kind.FILESTORE_FILES)) {
            int many = (kind == Kind.FILESTORE_FILES) ? options.rows() : options.manyRows();
            Prepared few = Prepared.load(options, kind, FEW).copy(options, "-few");
            Prepared lots = Prepared.load(options, kind, many);
            measure(results, few, lots);
        }
        results.note("Many are " + Names.rows(options.manyRows()) + ", with a file per record "
                + Names.rows(options.rows()) + ".");
        return results;
    }

    private static void measure(Results results, Prepared few, Prepared many) throws IOException {
        try (Child inFew = open(few); Child inMany = open(many)) {
            for (int round = 1; round <= REPEATS; round++) {
                Timed amongFew = flush(inFew, round);
                Timed amongMany = flush(inMany, round);
                results.add(few.label(), "among few, ms", round, amongFew.seconds() * 1e3);
                results.add(few.label(), "among many, ms", round, amongMany.seconds() * 1e3);
            }
        }
    }

    private static Child open(Prepared prepared) {
        Child child = prepared.child();
        Setup setup = prepared.setup().withoutBackground();
        child.run((session) -> {
            session.open(setup);
            for (int i = 0; i < REPEATS; i++) {
                session.putEach(i, 1, i + 1);
                session.flush();
            }
        });
        return child;
    }

    private static Timed flush(Child child, int round) {
        return child.call((session) -> {
            session.putEach(round, 1, round);
            return session.flush();
        });
    }

}
