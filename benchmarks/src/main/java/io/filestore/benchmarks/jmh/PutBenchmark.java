package io.filestore.benchmarks.jmh;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

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

import io.filestore.benchmarks.contestant.Durability;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.data.Customers;

/**
 * What one put costs filestore, while it flushes as usual.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PutBenchmark {

    /** What a put that has returned survives. */
    @Param
    public Durability durability = Durability.UNFORCED;

    /** How many rows there are. */
    @Param("100000")
    public int rows;

    private Opened opened = Opened.none();

    private Customers customers = new Customers(0);

    @Setup(Level.Trial)
    public void open() throws Exception {
        this.opened = Opened.loaded(Kind.FILESTORE, this.durability, this.rows);
        this.customers = new Customers(this.rows);
    }

    @TearDown(Level.Trial)
    public void close() throws Exception {
        this.opened.close();
    }

    @Benchmark
    public void put() throws Exception {
        int i = ThreadLocalRandom.current().nextInt(this.rows);
        this.opened.contestant().put(this.customers.id(i), this.customers.row(i).changed(i));
    }

}
