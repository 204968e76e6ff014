package io.filestore.benchmarks.jmh;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.Warmup;

import io.filestore.benchmarks.data.Customer;

/**
 * What the machine allows a read: a bare {@code ConcurrentHashMap}, which shares no key
 * object with those who ask, as rows that were loaded do not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MapBenchmark {

    /** How many rows there are. */
    @Param("100000")
    public int rows;

    private final ConcurrentHashMap<String, Customer> map = new ConcurrentHashMap<>();

    private Keys keys = new Keys(0);

    @Setup(Level.Trial)
    public void fill() {
        for (int i = 0; i < this.rows; i++) {
            this.map.put(Customer.id(i), Customer.number(i));
        }
        this.keys = new Keys(this.rows);
    }

    @Benchmark
    public @Nullable Customer get() {
        return this.map.get(this.keys.id(ThreadLocalRandom.current().nextInt(this.rows)));
    }

}
