package io.filestore.benchmarks.child;

import java.io.Serializable;

/**
 * Threads of a process that call a cluster.
 *
 * @param count how many
 * @param first the number of the first among those of all processes
 * @param all how many there are in all processes
 */
public record Threads(int count, int first, int all) implements Serializable {

    /** While no other process calls. */
    public static Threads alone(int count) {
        return new Threads(count, 0, count);
    }

    /** Those of one of several processes. */
    public static Threads of(int count, int process, int processes) {
        return new Threads(count, process * count, processes * count);
    }

}
