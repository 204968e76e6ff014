package io.filestore.benchmarks.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.filestore.benchmarks.cassandra.ClusterAccess;
import io.filestore.benchmarks.cassandra.ClusterCall;
import io.filestore.benchmarks.cassandra.ClusterSetup;
import io.filestore.benchmarks.cassandra.Nodes;
import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Slice;
import io.filestore.benchmarks.child.Threads;

/**
 * Processes that have a store over the same rows on nodes, the first of which has filled
 * it.
 */
final class Instances implements AutoCloseable {

    private static final int MOST_ROWS = 2_000;

    private static final int HEAP_GIGABYTES = 1;

    private final Options options;

    private final Nodes nodes;

    private final int copies;

    private final List<Child> children = new ArrayList<>();

    /**
     * @param copies of each row
     */
    Instances(Options options, Nodes nodes, int copies) {
        this.options = options;
        this.nodes = nodes;
        this.copies = copies;
    }

    /** How many there are in a collection. */
    static int rows(Options options) {
        return Math.min(options.rows(), MOST_ROWS);
    }

    int count() {
        return this.children.size();
    }

    /** Opens one more. */
    Child open() {
        String directory = this.options.fresh("instance-" + this.copies + "-" + count()).toString();
        ClusterSetup setup = new ClusterSetup(this.nodes.addresses(), this.copies, directory);
        int rows = rows(this.options);
        Child child = Child.start(HEAP_GIGABYTES, this.options.work());
        this.children.add(child);
        child.run((session) -> session.clusters().open(setup, rows));
        if (count() == 1) {
            child.run((session) -> session.clusters().load());
        }
        return child;
    }

    /** What the first so many do together at the same time. */
    double perSecond(int count, ClusterCall call, int threads, Duration duration) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<Future<Slice>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Child child = this.children.get(i);
                Threads mine = Threads.of(threads, i, count);
                running.add(pool.submit(() -> child
                    .call((session) -> session.clusters().calls(call, ClusterAccess.FILESTORE, mine, duration))));
            }
            double sum = 0;
            for (Future<Slice> each : running) {
                sum += each.get().perSecond();
            }
            return sum;
        }
        finally {
            pool.shutdown();
        }
    }

    @Override
    public void close() {
        this.children.forEach(Child::close);
    }

}
