package io.filestore.benchmarks.table;

import java.util.List;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.contestant.Durability;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.report.Results;

/**
 * Writing what is only in the log to where it stays, forced to disk.
 */
public final class FlushTable implements Table {

    private static final List<Kind> KINDS = List.of(Kind.FILESTORE, Kind.FILESTORE_LZ4, Kind.ROCKSDB, Kind.SQLITE,
            Kind.BASELINE);

    @Override
    public Results measure(Options options) throws Exception {
        int rows = options.rows();
        Results results = new Results("flush", "flushing " + Names.rows(rows) + ", each changed once, forced");
        try (Field field = new Field(options)) {
            field.open(Durability.UNFORCED, false, KINDS);
            for (int round = 0; round <= options.fewRounds(); round++) {
                int change = round;
                KINDS.parallelStream()
                    .forEach((kind) -> field.child(kind).run((session) -> session.putEach(0, rows, change)));
                for (Kind kind : KINDS) {
                    Child child = field.child(kind);
                    Timed flush = child.call((session) -> session.flush());
                    child.run((session) -> session.settle());
                    if (round > 0) {
                        results.add(kind.label(), "s", round, flush.seconds());
                        results.add(kind.label(), "processor s", round, flush.cpuSeconds());
                    }
                }
            }
        }
        results.note("A flush is a snapshot or appended rows with filestore, a flushed memtable with RocksDB, a"
                + " checkpoint with SQLite, a snapshot with the map. MVStore writes in place at each put, and"
                + " EclipseStore forces nothing.");
        return results;
    }

}
