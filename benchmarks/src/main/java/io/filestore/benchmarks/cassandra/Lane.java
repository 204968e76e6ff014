package io.filestore.benchmarks.cassandra;

import java.util.SplittableRandom;

/**
 * The rows that one thread asks for and no other does. Belongs to that thread.
 */
public final class Lane {

    private final int number;

    private final int lanes;

    private final int rows;

    private final SplittableRandom random = new SplittableRandom();

    /**
     * @param number of this lane, from 0
     * @param lanes how many there are, in all processes
     * @param rows how many all have together, more than there are lanes
     */
    public Lane(int number, int lanes, int rows) {
        this.number = number;
        this.lanes = lanes;
        this.rows = rows;
    }

    /** One of them, drawn at random. */
    int row() {
        int mine = (this.rows - this.number - 1) / this.lanes + 1;
        return this.number + this.lanes * this.random.nextInt(mine);
    }

    int group() {
        return this.number % ClusterRows.GROUPS;
    }

    int change() {
        return this.random.nextInt(Integer.MAX_VALUE);
    }

}
