package io.filestore.query;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

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

    /** What to ask for the next page with; empty if this is the last one. */
    public Optional<Position> next() {
        return this.more ? Optional.of(position(this.rows.size() - 1)) : Optional.empty();
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

}
