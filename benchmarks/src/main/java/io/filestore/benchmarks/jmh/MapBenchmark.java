package io.filestore.benchmarks.jmh;

import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

import io.filestore.benchmarks.data.Customer;

/**
 * What the machine allows a read: a bare {@code ConcurrentHashMap} from ids to rows, and
 * one from values of the unique field. They share no key object with those who ask, as
 * rows that were loaded do not.
 */
public class MapBenchmark extends RowsBenchmark {

    private final ConcurrentHashMap<String, Customer> map = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<String, Customer> byEmail = new ConcurrentHashMap<>();

    private Keys keys = new Keys(0);

    @Setup(Level.Trial)
    public void fill() {
        for (int i = 0; i < this.rows; i++) {
            Customer row = Customer.number(i);
            this.map.put(Customer.id(i), row);
            this.byEmail.put(row.email(), row);
        }
        this.keys = new Keys(this.rows);
    }

    @Benchmark
    public @Nullable Customer get() {
        return this.map.get(this.keys.id(random()));
    }

    @Benchmark
    public @Nullable Customer findByUniqueField() {
        return this.byEmail.get(this.keys.email(random()));
    }

}
