package io.filestore.memory;

import java.util.Arrays;
import java.util.Spliterator;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * Walks through a {@link RowTable}, one part after the other.
 */
final class RowSpliterator implements Spliterator<StoredRow> {

    private final KeyTable.Places[] parts;

    private final int end;

    private int part;

    private int place;

    private long estimate;

    /** The rest of several rows that have one place. */
    private StoredRow @Nullable [] several;

    RowSpliterator(KeyTable.Places[] parts, int part, int end, long estimate) {
        this.parts = parts;
        this.part = part;
        this.end = end;
        this.estimate = estimate;
    }

    @Override
    public boolean tryAdvance(Consumer<? super StoredRow> action) {
        StoredRow row = next();
        if (row == null) {
            return false;
        }
        action.accept(row);
        return true;
    }

    private @Nullable StoredRow next() {
        StoredRow[] rest = this.several;
        if (rest != null) {
            this.several = (rest.length > 1) ? Arrays.copyOfRange(rest, 1, rest.length) : null;
            return rest[0];
        }
        for (; this.part < this.end; this.part++, this.place = 0) {
            KeyTable.Places places = this.parts[this.part];
            while (this.place < places.length()) {
                Object found = places.live(this.place++);
                if (found instanceof StoredRow row) {
                    return row;
                }
                if (found != null) {
                    this.several = (StoredRow[]) found;
                    return next();
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable Spliterator<StoredRow> trySplit() {
        int middle = (this.part + this.end) >>> 1;
        if (this.place > 0 || this.several != null || middle == this.part) {
            return null;
        }
        this.estimate /= 2;
        RowSpliterator first = new RowSpliterator(this.parts, this.part, middle, this.estimate);
        this.part = middle;
        return first;
    }

    @Override
    public long estimateSize() {
        return this.estimate;
    }

    @Override
    public int characteristics() {
        return DISTINCT | NONNULL | CONCURRENT;
    }

}
