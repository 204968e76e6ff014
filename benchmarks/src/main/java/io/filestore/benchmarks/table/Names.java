package io.filestore.benchmarks.table;

import java.util.Locale;

import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.report.Results;

/**
 * Words that several tables use.
 */
final class Names {

    /** Below tables that have RocksDB twice. */
    static final String ROCKSDB_TWICE = "RocksDB keeps two indexes, as all others do; bare, it keeps none, as a plain"
            + " key-value store would.";

    private Names() {
    }

    static String threads(int threads) {
        return (threads == 1) ? "1 thread" : threads + " threads";
    }

    /** The loops of system calls share a line. */
    static String label(Kind kind) {
        return kind.isRaw() ? "raw loop" : kind.label();
    }

    static String rows(int rows) {
        return String.format(Locale.ROOT, "%,d rows", rows);
    }

    static void noteUnsteady(Results results, String prefix, Turns turns) {
        if (turns.unsteady() > 0) {
            results.note("With " + prefix + ", " + turns.unsteady()
                    + " ratios do not count, as the raw loop was not steady around them.");
        }
    }

}
