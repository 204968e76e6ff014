package io.filestore.benchmarks.jmh;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.benchmarks.data.Customer;
import io.filestore.row.RowEntry;

/**
 * What {@link MapBenchmark} asks a map for, and in the same way: neither goes through the
 * interface of the contestants, which would cost a noticeable part of so short a call.
 */
public class TypedBenchmark extends StoreBenchmark {

    private RowCollection<Customer> customers = unopened();

    /**
     * Reads each row once, since filestore makes an object of a row when it is first
     * asked for: at random, it would take seconds until the last one was.
     */
    @Override
    void opened(Store store) {
        this.customers = store.collection(NAME, Customer.class);
        for (int i = 0; i < this.rows; i++) {
            this.customers.get(this.keys.id(i));
        }
    }

    @Benchmark
    public @Nullable Customer get() {
        return this.customers.get(this.keys.id(random())).orElse(null);
    }

    @Benchmark
    public @Nullable Customer findByUniqueField() {
        List<RowEntry<Customer>> found = this.customers.find("email", this.keys.email(random()));
        return found.isEmpty() ? null : found.get(0).value();
    }

}
