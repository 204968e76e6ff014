package io.filestore.benchmarks.child;

import java.io.Serializable;

/**
 * How long something took.
 *
 * @param nanos by the clock
 * @param cpuNanos of processor, in all threads
 */
public record Timed(long nanos, long cpuNanos) implements Serializable {

    static Timed of(Load.Operation operation) throws Exception {
        long cpuBefore = Cpu.nanos();
        long started = System.nanoTime();
        operation.run();
        return new Timed(System.nanoTime() - started, Cpu.nanos() - cpuBefore);
    }

    public double seconds() {
        return this.nanos / 1e9;
    }

    public double cpuSeconds() {
        return this.cpuNanos / 1e9;
    }

}
