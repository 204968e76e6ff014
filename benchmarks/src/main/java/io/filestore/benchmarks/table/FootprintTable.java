package io.filestore.benchmarks.table;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.contestant.Setup;
import io.filestore.benchmarks.data.Customer;
import io.filestore.benchmarks.report.Folders;
import io.filestore.benchmarks.report.Results;

/**
 * Memory and disk that rows take.
 */
public final class FootprintTable implements Table {

    private static final List<Kind> KINDS = List.of(Kind.FILESTORE, Kind.FILESTORE_LZ4, Kind.FILESTORE_FILES,
            Kind.ROCKSDB, Kind.SQLITE, Kind.MVSTORE, Kind.ECLIPSESTORE, Kind.BASELINE);

    private static final List<Kind> WITH_LOG = List.of(Kind.FILESTORE, Kind.ROCKSDB, Kind.BASELINE);

    @Override
    public Results measure(Options options) throws Exception {
        int rows = options.rows();
        int json = new JsonMapper().writeValueAsBytes(Customer.number(1)).length;
        Results results = new Results("footprint",
                "memory and disk of " + Names.rows(rows) + " of " + json + " bytes with two indexes");
        for (Prepared prepared : Prepared.load(options, KINDS, rows)) {
            Kind kind = prepared.setup().kind();
            double jsonBytes = (double) rows * json;
            results.add(kind.label(), "disk, x JSON", 1, Folders.bytes(prepared.directory()) / jsonBytes);
            heap(results, prepared);
            if (WITH_LOG.contains(kind)) {
                results.add(kind.label(), "log, x JSON", 1, log(prepared.copy(options, "-log")) / jsonBytes);
            }
        }
        results.note("Heap is what the collector leaves, less that of the same process before the store was open;"
                + " memory outside the heap, as RocksDB and SQLite use it for caches, is not in it. Disk is what lies"
                + " there after rows have been written once and the store was closed; log is what one more put of"
                + " each row adds before a flush.");
        return results;
    }

    private static void heap(Results results, Prepared prepared) {
        int rows = prepared.rows();
        Setup setup = prepared.setup();
        try (Child child = prepared.child()) {
            long before = child.call((session) -> session.usedHeap());
            child.run((session) -> session.open(setup));
            long opened = child.call((session) -> session.usedHeap());
            child.run((session) -> session.getEach(rows));
            long read = child.call((session) -> session.usedHeap());
            results.add(prepared.label(), "heap, B/row", 1, (double) (opened - before) / rows);
            results.add(prepared.label(), "after each row was read, B/row", 1, (double) (read - before) / rows);
        }
    }

    private static long log(Prepared prepared) throws Exception {
        int rows = prepared.rows();
        Setup setup = prepared.setup().withoutBackground();
        long before = Folders.bytes(prepared.directory());
        try (Child child = prepared.child()) {
            child.run((session) -> {
                session.open(setup);
                session.putEach(0, rows, 1);
            });
            child.kill();
        }
        return Folders.bytes(prepared.directory()) - before;
    }

}
