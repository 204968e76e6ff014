package io.filestore.index;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Brings many rows into an empty table and its indexes, which nobody reads meanwhile. As
 * long as rows come, they are only collected; a table is filled at once, by one thread.
 * Row by row each would be a miss of the processor's caches in every table, and a
 * reference that the collector must look for in what it has just looked at.
 */
public final class RowLoad {

    private final RowTable table;

    private final List<FieldIndex> indexes;

    private final List<RowBatch> batches = new ArrayList<>();

    private volatile long count;

    public RowLoad(RowTable table, List<FieldIndex> indexes) {
        this.table = table;
        this.indexes = indexes;
    }

    /** Something to put rows into, for {@link #add}. */
    public RowBatch batch(int capacity) {
        return new RowBatch(this.indexes, capacity);
    }

    /** Adds rows behind those that have come before. */
    public synchronized void add(RowBatch batch) {
        this.batches.add(batch);
        this.count += batch.size();
    }

    /** How many have come; rows that do not count any more are counted, too. */
    public long count() {
        return this.count;
    }

    /** Fills the tables. */
    public synchronized void finish() {
        this.table.fill(this.batches, this.count);
        if (this.table.size() < this.count) {
            this.batches.parallelStream().forEach((batch) -> batch.retainAll(this.table));
        }
        IntStream.range(0, this.indexes.size()).parallel().forEach((i) -> this.indexes.get(i).fill(this.batches, i));
        this.batches.clear();
        this.count = 0;
    }

}
