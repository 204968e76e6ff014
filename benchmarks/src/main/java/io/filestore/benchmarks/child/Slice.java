package io.filestore.benchmarks.child;

import java.io.Serializable;

import org.HdrHistogram.Histogram;

/**
 * What was measured in one stretch of time.
 *
 * @param operations how many were done
 * @param nanos how long it took
 * @param cpuNanos processor time of the process meanwhile, background threads included
 * @param latencies nanoseconds of each operation
 */
public record Slice(long operations, long nanos, long cpuNanos, Histogram latencies) implements Serializable {

    /** The same with what the contestant had left to do in the background. */
    public Slice with(Timed rest) {
        return new Slice(this.operations, this.nanos + rest.nanos(), this.cpuNanos + rest.cpuNanos(), this.latencies);
    }

    public double perSecond() {
        return this.operations * 1e9 / this.nanos;
    }

    public double cpuMicrosEach() {
        return this.cpuNanos / 1e3 / this.operations;
    }

    public double latencyMicros(double percentile) {
        return this.latencies.getValueAtPercentile(percentile) / 1e3;
    }

    public double longestMillis() {
        return this.latencies.getMaxValue() / 1e6;
    }

}
