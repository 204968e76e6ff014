package io.filestore.benchmarks.table;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;

import io.filestore.benchmarks.cassandra.ClusterAccess;
import io.filestore.benchmarks.cassandra.ClusterCall;
import io.filestore.benchmarks.cassandra.Nodes;
import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Slice;
import io.filestore.benchmarks.child.Threads;
import io.filestore.benchmarks.report.Results;

/**
 * Calls of collections on Cassandra beside the bare driver, on three nodes and on one,
 * and what one to three instances of filestore do.
 */
public final class CassandraTable implements Table {

    private static final int THREE = 3;

    private static final int WARM_UP_THREADS = 64;

    private static final int THREADS_OF_AN_INSTANCE = 8;

    @Override
    public Results measure(Options options) throws Exception {
        Results results = new Results("cassandra", "calls of collections on Apache Cassandra with "
                + Names.rows(Instances.rows(options)) + " of 243 bytes, and the same statements by the bare driver");
        Path directory = options.work().resolveSibling("cassandra");
        String version;
        try (Nodes nodes = Nodes.start(directory, THREE); Instances instances = new Instances(options, nodes, THREE)) {
            Child first = instances.open();
            version = first.call((session) -> session.clusters().version());
            warmUp(options, first, List.of(ClusterAccess.values()));
            for (int threads : List.of(1, 8, 64)) {
                compare(results, "three nodes, " + Names.threads(threads), options, first, threads,
                        2 * options.rounds());
            }
            grow(results, options, instances);
        }
        try (Nodes nodes = Nodes.start(directory, 1); Instances instances = new Instances(options, nodes, 1)) {
            Child only = instances.open();
            warmUp(options, only, List.of(ClusterAccess.values()));
            for (int threads : List.of(1, 64)) {
                compare(results, "one node, " + Names.threads(threads), options, only, threads, options.rounds());
            }
        }
        results.note("Milliseconds of a call are the median, and p99 is that of all rounds; x driver is the ratio of"
                + " the medians of the same round. Both have one session in one process, and make records of rows and"
                + " rows of records with Jackson. The driver has the statements that filestore makes of a call, with"
                + " the same values at the same levels: a put reads the row, then replaces it, if it is versioned on"
                + " the condition of the version just read; a transaction reads the mark of its group at SERIAL, then"
                + " two rows one after the other, and writes both in one batch on the condition of that mark. Each"
                + " thread has rows and a group of its own, so that nobody waits for anybody else's row. Processor is"
                + " that of the calling process.");
        results.note("Nodes of Cassandra " + version + " with 384 MB of heap each, commitlog_sync group of 5 ms, and"
                + " the callers share this machine's processors; with one node, each row has one copy. An instance is"
                + " a process with a store and a session of its own, and " + THREADS_OF_AN_INSTANCE
                + " threads; calls a second are of all instances together, on three nodes.");
        return results;
    }

    /** Until the code of callers and nodes is compiled. */
    private static void warmUp(Options options, Child child, List<ClusterAccess> accesses) {
        Duration duration = options.warmUp();
        for (ClusterCall call : ClusterCall.values()) {
            for (ClusterAccess access : accesses) {
                child.call(
                        (session) -> session.clusters().calls(call, access, Threads.alone(WARM_UP_THREADS), duration));
            }
        }
    }

    private static void compare(Results results, String group, Options options, Child child, int threads, int rounds) {
        Duration turn = turn(options);
        List<ClusterAccess> inTurn = new ArrayList<>(Arrays.asList(ClusterAccess.values()));
        for (ClusterCall call : ClusterCall.values()) {
            Map<ClusterAccess, Histogram> all = new EnumMap<>(ClusterAccess.class);
            for (int round = 0; round <= rounds; round++) {
                Map<ClusterAccess, Slice> slices = new EnumMap<>(ClusterAccess.class);
                for (ClusterAccess access : inTurn) {
                    slices.put(access, child
                        .call((session) -> session.clusters().calls(call, access, Threads.alone(threads), turn)));
                }
                Collections.rotate(inTurn, 1);
                if (round > 0) {
                    add(results, call, group, round, slices);
                    slices.forEach((access, slice) -> all.merge(access, slice.latencies(), CassandraTable::sum));
                }
            }
            all.forEach((access, latencies) -> results.add(call.label(), group + ": " + access.label() + ", p99 ms",
                    rounds, latencies.getValueAtPercentile(99) / 1e6));
        }
    }

    private static Duration turn(Options options) {
        return options.slice().multipliedBy(2);
    }

    private static void add(Results results, ClusterCall call, String group, int round,
            Map<ClusterAccess, Slice> slices) {
        String median = ", ms";
        slices.forEach((access, slice) -> results.add(call.label(), group + ": " + access.label() + median, round,
                slice.latencyMicros(50) / 1e3));
        results.add(call.label(), group + ": x driver", round,
                results.ratio(call.label(), group + ": " + ClusterAccess.FILESTORE.label() + median, call.label(),
                        group + ": " + ClusterAccess.DRIVER.label() + median, round));
        slices.forEach((access, slice) -> results.add(call.label(), group + ": " + access.label() + ", processor µs",
                round, slice.cpuMicrosEach()));
    }

    private static Histogram sum(Histogram one, Histogram other) {
        one.add(other);
        return one;
    }

    private static void grow(Results results, Options options, Instances instances) throws Exception {
        while (instances.count() < THREE) {
            warmUp(options, instances.open(), List.of(ClusterAccess.FILESTORE));
        }
        for (ClusterCall call : ClusterCall.values()) {
            for (int round = 0; round <= options.rounds(); round++) {
                for (int count = 1; count <= THREE; count++) {
                    double each = instances.perSecond(count, call, THREADS_OF_AN_INSTANCE, turn(options));
                    if (round > 0) {
                        results.add(call.label(), growth(count), round, each);
                    }
                }
                if (round > 0) {
                    results.add(call.label(), "calls a second: 3 instances, x 1 instance", round,
                            results.ratio(call.label(), growth(THREE), call.label(), growth(1), round));
                }
            }
        }
    }

    private static String growth(int count) {
        return "calls a second: " + ((count == 1) ? "1 instance" : count + " instances");
    }

}
