package io.filestore.benchmarks.jmh;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.benchmarks.data.Customer;
import io.filestore.row.RowCodec;

/**
 * What it costs to make JSON of a row and a row of JSON, with Jackson alone and as
 * filestore does it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeBenchmark {

    private final RowCodec codec = new RowCodec();

    private final JsonMapper jackson = new JsonMapper();

    private final Customer row = Customer.number(4711);

    private final byte[] json = this.codec.encode(this.row);

    @Benchmark
    public byte[] encode() {
        return this.codec.encode(this.row);
    }

    @Benchmark
    public Customer decode() {
        return this.codec.decode(this.json, Customer.class);
    }

    @Benchmark
    public byte[] encodeWithJackson() {
        return this.jackson.writeValueAsBytes(this.row);
    }

    @Benchmark
    public Customer decodeWithJackson() {
        return this.jackson.readValue(this.json, Customer.class);
    }

}
