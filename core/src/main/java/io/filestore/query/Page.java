package io.filestore.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import io.filestore.row.RowEntry;

/** Some rows of a query, and where it goes on. Immutable. */
public final class Page<T> {

    private final List<RowEntry<T>> rows;

    private final boolean more;

    private final IntFunction<Position> positions;

    /**
     * @param rows in the query's order, as many as its limit allows
     * @param more whether there are more behind them
     * @param positions where each of them is, by its number from 0
     */
    public Page(List<RowEntry<T>> rows, boolean more, IntFunction<Position> positions) {
        this.rows = List.copyOf(rows);
        this.more = more;
        this.positions = positions;
    }

    /** In the query's order, as many as its limit allows. */
    public List<RowEntry<T>> rows() {
        return this.rows;
    }

    /** Where this page ended, null if there are no more rows. */
    public @Nullable Position last() {
        return this.more ? position(this.rows.size() - 1) : null;
    }

    /** What to ask for the next page with; empty if this is the last one. */
    public Optional<Position> next() {
        return Optional.ofNullable(last());
    }

    public boolean hasNext() {
        return this.more;
    }

    /**
     * Where a row of this page is: what to ask with for the rows behind it, also those
     * that come later.
     * @param row its number on this page, from 0
     */
    public Position position(int row) {
        return this.positions.apply(row);
    }

    /** The same rows with other values. */
    public <U> Page<U> map(Function<? super RowEntry<T>, ? extends U> value) {
        List<RowEntry<U>> mapped = new ArrayList<>(this.rows.size());
        for (RowEntry<T> row : this.rows) {
            mapped.add(new RowEntry<>(row.id(), row.version(), value.apply(row)));
        }
        return new Page<>(mapped, this.more, this.positions);
    }

}
