package io.filestore.query;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.filestore.row.RowEntry;

/**
 * Some rows of a query, and where it goes on.
 *
 * @param rows in the query's order, as many as its limit allows
 * @param last where this page ended, null if there are no more rows
 */
public record Page<T>(List<RowEntry<T>> rows, @Nullable Position last) {

    public Page {
        rows = List.copyOf(rows);
    }

    /** What to ask for the next page with; empty if this is the last one. */
    public Optional<Position> next() {
        return Optional.ofNullable(this.last);
    }

    public boolean hasNext() {
        return this.last != null;
    }

}
