package io.filestore.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

import io.filestore.benchmarks.contestant.Durability;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.data.Customers;

/**
 * What one put costs filestore, while it flushes as usual.
 */
public class PutBenchmark extends RowsBenchmark {

    /** What a put that has returned survives. */
    @Param
    public Durability durability = Durability.UNFORCED;

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
        int i = random();
        this.opened.contestant().put(this.customers.id(i), this.customers.row(i).changed(i));
    }

}
