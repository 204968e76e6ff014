package io.filestore.benchmarks.child;

import java.io.Serializable;

/**
 * How long something took.
 *
 * @param nanos by the clock
 * @param cpuNanos of processor, in all threads unless it says otherwise
 */
public record Timed(long nanos, long cpuNanos) implements Serializable {

    static Timed of(Load.Operation operation) throws Exception {
        long cpuBefore = Cpu.nanos();
        long started = System.nanoTime();
        operation.run();
        return new Timed(System.nanoTime() - started, Cpu.nanos() - cpuBefore);
    }

    /** With the processor time of this thread alone. */
    static Timed ofThread(Load.Operation operation) throws Exception {
        long cpuBefore = Cpu.nanosOfThread();
        long started = System.nanoTime();
        operation.run();
        return new Timed(System.nanoTime() - started, Cpu.nanosOfThread() - cpuBefore);
    }

    /** What one of several took. */
    Timed each(long count) {
        return new Timed(this.nanos / count, this.cpuNanos / count);
    }

    public double micros() {
        return this.nanos / 1e3;
    }

    public double cpuMicros() {
        return this.cpuNanos / 1e3;
    }

    public double seconds() {
        return this.nanos / 1e9;
    }

    public double cpuSeconds() {
        return this.cpuNanos / 1e9;
    }

}
