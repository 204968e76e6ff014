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
            Kind.FILESTORE_IDENTIFIED, Kind.ROCKSDB, Kind.SQLITE, Kind.MVSTORE, Kind.ECLIPSESTORE, Kind.BASELINE);

    private static final List<Kind> WITH_MANY = List.of(Kind.FILESTORE, Kind.FILESTORE_IDENTIFIED);

    private static final List<Kind> WITH_LOG = List.of(Kind.FILESTORE, Kind.ROCKSDB, Kind.BASELINE);

    @Override
    public Results measure(Options options) throws Exception {
        int rows = options.rows();
        int json = new JsonMapper().writeValueAsBytes(Customer.number(1)).length;
        Results results = new Results("footprint",
                "memory and disk of " + Names.rows(rows) + " of " + json + " bytes with two indexes");
        double jsonBytes = (double) rows * json;
        List<Footprint> all = Prepared.load(options, KINDS, rows)
            .parallelStream()
            .map((prepared) -> footprint(options, prepared))
            .toList();
        for (Footprint each : all) {
            results.add(each.kind.label(), "disk, x JSON", 1, each.disk / jsonBytes);
            if (each.kind.isFilestore()) {
                results.add(each.kind.label(), "rows alone, x JSON", 1, each.rowsAlone / jsonBytes);
            }
            results.add(each.kind.label(), "heap, B/row", 1, (double) each.opened / rows);
            results.add(each.kind.label(), "after each row was read, B/row", 1, (double) each.read / rows);
            if (WITH_LOG.contains(each.kind)) {
                results.add(each.kind.label(), "log, x JSON", 1, each.log / jsonBytes);
            }
        }
        for (Prepared many : Prepared.load(options, WITH_MANY, options.manyRows())) {
            Footprint each = heap(many);
            String label = each.kind.label() + ", " + Names.rows(options.manyRows());
            results.add(label, "heap, B/row", 1, (double) each.opened / options.manyRows());
            results.add(label, "after each row was read, B/row", 1, (double) each.read / options.manyRows());
        }
        results.note("Heap is what the collector leaves, less that of the same process before the store was open;"
                + " memory outside the heap, as RocksDB and SQLite use it for caches, is not in it. Disk is what lies"
                + " there after rows have been written once and the store was closed, JSON that of a row without its"
                + " id, rows alone what filestore has without index files and checksums; log is what one more put of"
                + " each row adds before a flush.");
        return results;
    }

    private static Footprint footprint(Options options, Prepared prepared) {
        Kind kind = prepared.setup().kind();
        long disk = Folders.bytes(prepared.directory());
        long log = WITH_LOG.contains(kind) ? log(prepared.copy(options, "-log")) : 0;
        return heap(prepared).with(disk, rowsAlone(prepared), log);
    }

    private static Footprint heap(Prepared prepared) {
        int rows = prepared.rows();
        Setup setup = prepared.setup();
        try (Child child = prepared.child()) {
            long before = child.call((session) -> session.usedHeap());
            child.run((session) -> session.open(setup));
            long opened = child.call((session) -> session.usedHeap());
            child.run((session) -> session.getEach(rows));
            long read = child.call((session) -> session.usedHeap());
            return new Footprint(setup.kind(), 0, 0, opened - before, read - before, 0);
        }
    }

    /** Without what filestore keeps beside them: log, index files and checksums. */
    private static long rowsAlone(Prepared prepared) {
        return Folders.bytes(prepared.directory(), (file) -> {
            String name = prepared.directory().relativize(file).toString();
            return !name.startsWith("_") && !name.contains("indices") && !name.contains("checksums");
        });
    }

    private static long log(Prepared prepared) {
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

    private record Footprint(Kind kind, long disk, long rowsAlone, long opened, long read, long log) {

        Footprint with(long newDisk, long newRowsAlone, long newLog) {
            return new Footprint(this.kind, newDisk, newRowsAlone, this.opened, this.read, newLog);
        }

    }

}
