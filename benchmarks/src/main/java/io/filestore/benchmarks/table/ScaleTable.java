package io.filestore.benchmarks.table;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Slice;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.contestant.Durability;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.contestant.Setup;
import io.filestore.benchmarks.report.Chart;
import io.filestore.benchmarks.report.Folders;
import io.filestore.benchmarks.report.Results;

/**
 * How start, heap, flush and put behave as a collection grows.
 */
public final class ScaleTable implements Table {

    private static final int CHANGED = 10_000;

    private final String name;

    private final Kind kind;

    private final List<Integer> sizes;

    /**
     * A table.
     * @param name what it is called on the command line
     * @param kind the strategy
     * @param sizes how many rows; those above {@code --largest} are left out
     */
    public ScaleTable(String name, Kind kind, List<Integer> sizes) {
        this.name = name;
        this.kind = kind;
        this.sizes = sizes;
    }

    @Override
    public Results measure(Options options) throws Exception {
        Results results = new Results(this.name,
                this.kind.label() + ", from " + Names.rows(this.sizes.get(0)) + " upwards");
        for (int size : this.sizes) {
            if (size <= options.largest()) {
                Prepared prepared = Prepared.load(options, this.kind, size);
                for (int round = 1; round <= options.fewRounds(); round++) {
                    measure(options, results, prepared, round);
                }
                Folders.delete(prepared.directory());
            }
        }
        results.note("The start is in a fresh virtual machine. A flush writes " + Names.rows(CHANGED)
                + ", or all if there are fewer, and forces them; puts are unforced and from one thread, of any row; with"
                + " a file for each row of " + Names.rows(CHANGED) + ".");
        chart(results, "start", "Start in a fresh virtual machine", "start, s");
        chart(results, "heap", "Heap", "heap, MB");
        chart(results, "flush", "Flush of 10,000 changed rows", "flush, s");
        chart(results, "put", "Puts a second, one thread, unforced", "puts/s");
        return results;
    }

    private void chart(Results results, String picture, String title, String metric) {
        results.chart(Chart.lines(this.name + "-" + picture, title, "rows", metric, List.of(metric)));
    }

    private static void measure(Options options, Results results, Prepared prepared, int round) throws IOException {
        String label = Names.rows(prepared.rows());
        int changed = Math.min(CHANGED, prepared.rows());
        Setup setup = prepared.setup().withoutBackground();
        try (Child child = prepared.child()) {
            long before = child.call((session) -> session.usedHeap());
            Timed start = child.call((session) -> session.open(setup));
            results.add(label, "start, s", round, start.seconds());
            results.add(label, "start, processor s", round, start.cpuSeconds());
            long heap = child.call((session) -> session.usedHeap()) - before;
            results.add(label, "heap, MB", round, heap / 1e6);
            results.add(label, "heap, B/row", round, (double) heap / prepared.rows());
            child.run((session) -> session.putEach(0, changed, round));
            Timed flush = child.call((session) -> session.flush());
            results.add(label, "flush, s", round, flush.seconds());
            results.add(label, "flush, µs/row", round, flush.seconds() * 1e6 / changed);
        }
        put(options, results, prepared, round);
    }

    /** Of how many rows some are put: with a file for each, closing writes them all. */
    private static int put(Prepared prepared) {
        boolean files = prepared.setup().kind() == Kind.FILESTORE_FILES;
        return files ? Math.min(CHANGED, prepared.rows()) : prepared.rows();
    }

    private static void put(Options options, Results results, Prepared prepared, int round) throws IOException {
        String label = Names.rows(prepared.rows());
        int rows = put(prepared);
        Duration duration = options.slice().multipliedBy(4);
        Setup setup = prepared.setup();
        Setup rawSetup = new Setup(Kind.RAW_APPEND, options.fresh("raw"), Durability.UNFORCED);
        try (Child child = prepared.child(); Child raw = Child.start(1, options.work())) {
            child.run((session) -> {
                session.open(setup);
                session.prepare(rows);
                session.puts(1, duration);
            });
            raw.run((session) -> {
                session.open(rawSetup);
                session.prepare(1);
                session.puts(1, duration);
            });
            Slice before = raw.call((session) -> session.puts(1, duration));
            Slice slice = child.call((session) -> session.puts(1, duration));
            Slice after = raw.call((session) -> session.puts(1, duration));
            results.add(label, "puts/s", round, slice.perSecond());
            results.add(label, "put, P", round, Ratio.of(slice, before, after));
            results.add(label, "put, processor µs", round, slice.cpuMicrosEach());
            results.add(label, "put, p99 µs", round, slice.latencyMicros(99));
            results.add(label, "put, longest ms", round, slice.longestMillis());
            if (round == options.fewRounds()) {
                // Nobody opens it again, and closing would write what was put.
                child.kill();
            }
        }
        Folders.delete(rawSetup.path());
    }

}
