package io.filestore.benchmarks.jmh;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

import io.filestore.benchmarks.contestant.Contestant;
import io.filestore.benchmarks.contestant.Durability;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.data.Customer;

/**
 * What one read costs, on a collection with two indexes.
 */
public class CallBenchmark extends RowsBenchmark {

    /** Who answers. */
    @Param({ "FILESTORE", "ROCKSDB", "SQLITE", "MVSTORE", "ECLIPSESTORE", "BASELINE" })
    public Kind kind = Kind.FILESTORE;

    private Opened opened = Opened.none();

    private Keys keys = new Keys(0);

    /** Reads each row once, so that each is an object where rows become objects. */
    @Setup(Level.Trial)
    public void open() throws Exception {
        this.opened = Opened.loaded(this.kind, Durability.UNFORCED, this.rows);
        this.keys = new Keys(this.rows);
        for (int i = 0; i < this.rows; i++) {
            contestant().get(this.keys.id(i));
        }
    }

    @TearDown(Level.Trial)
    public void close() throws Exception {
        this.opened.close();
    }

    @Benchmark
    public @Nullable Customer get() throws Exception {
        return contestant().get(this.keys.id(random()));
    }

    @Benchmark
    public @Nullable Customer findByUniqueField() throws Exception {
        return contestant().findByEmail(this.keys.email(random()));
    }

    @Benchmark
    public List<Customer> findHundred() throws Exception {
        return contestant().findByCity(this.keys.city(random()));
    }

    private Contestant contestant() {
        return this.opened.contestant();
    }

}
