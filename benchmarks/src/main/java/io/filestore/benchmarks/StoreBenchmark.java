package io.filestore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.filestore.CollectionOptions;
import io.filestore.PutResult;
import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.record.RowEntry;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

/**
 * What one call costs on a collection of 100,000 rows with two indexes, while the store
 * flushes as usual.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StoreBenchmark {

    private static final int ROWS = 100_000;

    /** When the log is forced. */
    @Param({ "NEVER", "ALWAYS" })
    public SyncPolicy sync = SyncPolicy.NEVER;

    private Path directory = Path.of("");

    private Store store = unopened();

    private RowCollection<Customer> customers = unopened();

    /** Loads the rows into a fresh directory. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        this.directory = Files.createTempDirectory("filestore-benchmark");
        this.store = Store.builder(this.directory)
            .wal(WalOptions.defaults().withSync(SyncPolicy.NEVER))
            .collection("customers", customers())
            .open();
        RowCollection<Customer> loading = this.store.collection("customers", Customer.class);
        for (int i = 0; i < ROWS; i++) {
            loading.put("customer-" + i, Customer.number(i));
        }
        this.store.close();
        this.store = Store.builder(this.directory)
            .wal(WalOptions.defaults().withSync(this.sync))
            .collection("customers", customers())
            .open();
        this.customers = this.store.collection("customers", Customer.class);
    }

    private static CollectionOptions customers() {
        return CollectionOptions.singleFile("customers.jsonl").withUnique("email").withIndexed("status");
    }

    @SuppressWarnings("NullAway")
    private static <T> T unopened() {
        return null;
    }

    /** Closes the store and deletes its directory. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        this.store.close();
        try (Stream<Path> files = Files.walk(this.directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public Optional<Customer> get() {
        return this.customers.get("customer-" + ThreadLocalRandom.current().nextInt(ROWS));
    }

    @Benchmark
    public List<RowEntry<Customer>> findByUniqueField() {
        return this.customers.find("email", "customer-" + ThreadLocalRandom.current().nextInt(ROWS) + "@example.com");
    }

    @Benchmark
    public PutResult put() {
        int i = ThreadLocalRandom.current().nextInt(ROWS);
        return this.customers.put("customer-" + i, Customer.number(i).withOrders(i % 77));
    }

}
