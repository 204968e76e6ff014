package io.filestore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import io.filestore.CollectionOptions;
import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.autoconfigure.metrics.StoreMetrics;
import io.filestore.benchmarks.data.Customer;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

/**
 * What meters cost a put. Two stores take turns in one process, one with all meters bound
 * and scraped once a second, the other without; each round measures both, in changing
 * order, and compares them with each other only, so that what else the machine does
 * touches both alike. Prints the ratio of each round, the median and the spread.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am package -DskipTests
 * java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" io.filestore.benchmarks.MeterOverhead
 * </pre>
 */
public final class MeterOverhead {

    private static final int ROWS = 10_000;

    private static final int ROUNDS = 40;

    private static final long SLICE_NANOS = Duration.ofMillis(500).toNanos();

    private MeterOverhead() {
    }

    /**
     * Measures.
     * @param arguments the number of rounds, 40 by default
     */
    public static void main(String[] arguments) throws IOException {
        int rounds = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : ROUNDS;
        Path directory = Files.createTempDirectory("filestore-meters");
        ScheduledExecutorService scraping = Executors.newSingleThreadScheduledExecutor();
        try (Store without = open(directory.resolve("without")); Store with = open(directory.resolve("with"))) {
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            new StoreMetrics(Map.of("fileStore", with)).bindTo(registry);
            measure(without, 10);
            measure(with, 10);
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                double[] rates = new double[2];
                for (int turn = 0; turn < 2; turn++) {
                    boolean metered = (turn + round) % 2 == 0;
                    var scrape = metered ? scraping.scheduleAtFixedRate(registry::scrape, 0, 1, TimeUnit.SECONDS)
                            : null;
                    rates[metered ? 1 : 0] = measure(metered ? with : without, 1);
                    if (scrape != null) {
                        scrape.cancel(false);
                    }
                }
                ratios[round] = rates[1] / rates[0];
                System.out.printf(Locale.ROOT, "round %d: without %.0f puts/s, with %.0f puts/s, ratio %.3f%n",
                        round + 1, rates[0], rates[1], ratios[round]);
            }
            summarize(ratios);
        }
        finally {
            scraping.shutdownNow();
            delete(directory);
        }
    }

    private static Store open(Path directory) {
        return Store.builder(directory)
            .wal(WalOptions.defaults().withSync(SyncPolicy.NEVER))
            .collection("customers", CollectionOptions.singleFile("customers.jsonl"))
            .open();
    }

    private static double measure(Store store, int slices) {
        RowCollection<Customer> customers = store.collection("customers", Customer.class);
        long started = System.nanoTime();
        long puts = 0;
        while (System.nanoTime() - started < SLICE_NANOS * slices) {
            for (int i = 0; i < 100; i++) {
                int number = (int) (puts++ % ROWS);
                customers.put(Customer.id(number), Customer.number(number));
            }
        }
        return puts * 1e9 / (System.nanoTime() - started);
    }

    private static void summarize(double[] ratios) {
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        System.out.printf(Locale.ROOT, "puts with meters / puts without: median %.3f, quartiles %.3f and %.3f%n",
                sorted[sorted.length / 2], sorted[sorted.length / 4], sorted[sorted.length * 3 / 4]);
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

}
