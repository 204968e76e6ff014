package io.filestore.benchmarks.jmh;

import java.util.Optional;

import org.openjdk.jmh.annotations.Benchmark;

import tools.jackson.databind.JsonNode;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.row.Row;

/**
 * What only filestore is asked for: reads of what may be changed, which are copies.
 */
public class FilestoreBenchmark extends StoreBenchmark {

    private RowCollection<MutableCustomer> mutable = unopened();

    private RowCollection<Row> free = unopened();

    @Override
    void opened(Store store) {
        this.mutable = store.collection(NAME, MutableCustomer.class);
        this.free = store.collection(NAME);
    }

    @Benchmark
    public Optional<MutableCustomer> getMutable() {
        return this.mutable.get(this.keys.id(random()));
    }

    @Benchmark
    public Optional<Row> getRow() {
        return this.free.get(this.keys.id(random()));
    }

    @Benchmark
    public Optional<JsonNode> getField() {
        return this.free.get(this.keys.id(random())).map((row) -> row.get("email"));
    }

}
