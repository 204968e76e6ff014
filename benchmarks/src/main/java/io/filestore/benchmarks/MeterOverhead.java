package io.filestore.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.autoconfigure.metrics.StoreMetrics;
import io.filestore.benchmarks.data.Customer;
import io.filestore.config.CollectionOptions;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

/**
 * What meters cost a put. Two stores take turns in one process, one with all meters bound
 * and scraped once in each of its turns, the other without. A turn is the same number of
 * puts and a flush; a round is a turn of each, in changing order, and compares the two
 * with each other only, so that what else the machine does touches both alike. Compared
 * are throughput and, because it hardly depends on what else the machine does, the
 * processor time of the whole process: puts, flush, scrape and garbage collection.
 *
 * <p>
 * The command is in {@code docs/observability/README.md}.
 */
public final class MeterOverhead {

    private static final int ROWS = 10_000;

    private static final int PUTS = 100_000;

    private static final int ROUNDS = 150;

    private static final OperatingSystemMXBean PROCESS = ManagementFactory
        .getPlatformMXBean(OperatingSystemMXBean.class);

    private MeterOverhead() {
    }

    /**
     * Measures.
     * @param arguments the number of rounds, 150 by default; then "none" to leave the
     * meters out on both sides, which shows what the measurement itself is worth
     */
    public static void main(String[] arguments) throws IOException {
        int rounds = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : ROUNDS;
        Path directory = Files.createTempDirectory("filestore-meters");
        try (Store without = open(directory.resolve("without")); Store with = open(directory.resolve("with"))) {
            Runnable nothing = () -> {
            };
            Runnable scrape = (arguments.length > 1) ? nothing : scrape(with);
            for (int i = 0; i < 5; i++) {
                turn(without, nothing);
                turn(with, scrape);
            }
            double[] throughput = new double[rounds];
            double[] processor = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                boolean meteredFirst = round % 2 == 0;
                Turn first = meteredFirst ? turn(with, scrape) : turn(without, nothing);
                Turn second = meteredFirst ? turn(without, nothing) : turn(with, scrape);
                Turn metered = meteredFirst ? first : second;
                Turn bare = meteredFirst ? second : first;
                throughput[round] = (double) bare.nanos / metered.nanos;
                processor[round] = (double) metered.processorNanos / bare.processorNanos;
            }
            summarize("throughput with meters / without", throughput);
            summarize("processor time with meters / without", processor);
        }
        finally {
            delete(directory);
        }
    }

    private static Runnable scrape(Store store) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new StoreMetrics(Map.of("fileStore", store)).bindTo(registry);
        return () -> {
            if (!registry.scrape().contains("filestore_wal_size_bytes")) {
                throw new IllegalStateException("The meters are gone");
            }
        };
    }

    private static Store open(Path directory) {
        return Store.builder(directory)
            .wal(WalOptions.defaults().withSync(SyncPolicy.NEVER))
            .automaticFlush(false)
            .collection("customers", CollectionOptions.singleFile("customers.jsonl"))
            .open();
    }

    private static Turn turn(Store store, Runnable halfway) {
        RowCollection<Customer> customers = store.collection("customers", Customer.class);
        long started = System.nanoTime();
        long processorStarted = PROCESS.getProcessCpuTime();
        for (int i = 0; i < PUTS; i++) {
            int number = i % ROWS;
            customers.put(Customer.id(number), Customer.number(number));
            if (i == PUTS / 2) {
                halfway.run();
            }
        }
        store.flush();
        return new Turn(System.nanoTime() - started, PROCESS.getProcessCpuTime() - processorStarted);
    }

    private static void summarize(String what, double[] ratios) {
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        int reach = (int) Math.ceil(0.98 * Math.sqrt(sorted.length));
        System.out.printf(Locale.ROOT, "%s: median %.3f, 95 %% confidence %.3f to %.3f, %d rounds%n", what,
                sorted[half], sorted[Math.max(0, half - reach)], sorted[Math.min(sorted.length - 1, half + reach)],
                sorted.length);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    /**
     * What one turn took.
     *
     * @param nanos time on the clock
     * @param processorNanos processor time of the process
     */
    private record Turn(long nanos, long processorNanos) {
    }

}
