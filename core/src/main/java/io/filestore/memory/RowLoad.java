package io.filestore.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Brings many rows into an empty table and its indexes, which nobody reads meanwhile. As
 * long as rows come, they are only collected; then a table is filled at once, by one
 * thread. Row by row each would be a miss of the processor's caches in every table, and a
 * reference that the collector must look for in what it has just looked at.
 */
public final class RowLoad {

    /**
     * As many bytes are collected before they go into the table; less of a small heap.
     */
    private static final long MUCH = Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 32);

    private final RowTable table;

    private final List<FieldIndex> indexes;

    private final long much;

    private final List<RowBatch> batches = new ArrayList<>();

    /** How many of the batches are in the table, and how many rows they still have. */
    private int filled;

    private long kept;

    /** Of the other batches. */
    private long bytes;

    private volatile long count;

    public RowLoad(RowTable table, List<FieldIndex> indexes) {
        this(table, indexes, MUCH);
    }

    RowLoad(RowTable table, List<FieldIndex> indexes, long much) {
        this.table = table;
        this.indexes = indexes;
        this.much = much;
    }

    /** Something to put rows into, for {@link #add}. */
    public RowBatch batch(int capacity) {
        return new RowBatch(this.table, this.indexes, capacity);
    }

    /** Adds rows behind those that have come before. */
    public void add(RowBatch batch) {
        synchronized (this.batches) {
            this.batches.add(batch);
            this.count += batch.size();
            this.bytes += batch.bytes();
            if (this.bytes >= this.much) {
                // Not on other threads, which may be waiting for this one.
                fillTable(IntStream.range(0, RowTable.PARTS));
                if (this.kept - this.table.size() > this.table.size() / 4) {
                    // Rows that do not count any more must not fill the memory.
                    this.batches.forEach((each) -> each.retainAll(this.table));
                    this.kept = this.table.size();
                }
            }
        }
    }

    /** How many have come; rows that do not count any more are counted, too. */
    public long count() {
        return this.count;
    }

    /** Fills what is not filled yet, when all rows have come. */
    public void finish() {
        synchronized (this.batches) {
            if (this.count == 0) {
                // Nothing to hand to other threads.
                this.batches.clear();
                return;
            }
            fillTable(IntStream.range(0, RowTable.PARTS).parallel());
            if (this.kept > this.table.size()) {
                this.batches.parallelStream().forEach((batch) -> batch.retainAll(this.table));
            }
            IntStream.range(0, this.indexes.size())
                .parallel()
                .forEach((i) -> this.indexes.get(i).fill(this.batches, i));
            this.batches.clear();
            this.count = 0;
        }
    }

    private void fillTable(IntStream parts) {
        List<RowBatch> fresh = this.batches.subList(this.filled, this.batches.size());
        int rows = fresh.stream().mapToInt(RowBatch::size).sum();
        parts.forEach((part) -> this.table.fill(part, fresh, rows));
        this.filled = this.batches.size();
        this.kept += rows;
        this.bytes = 0;
    }

}
