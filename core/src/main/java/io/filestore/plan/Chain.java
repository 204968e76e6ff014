package io.filestore.plan;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

import io.filestore.row.StoredRow;

/** One iterator after the other. */
final class Chain<T> implements Iterator<StoredRow> {

    private final Iterator<T> parts;

    private final Function<T, Iterator<StoredRow>> rows;

    private Iterator<StoredRow> current = List.<StoredRow>of().iterator();

    Chain(List<T> parts, Function<T, Iterator<StoredRow>> rows) {
        this.parts = parts.iterator();
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        while (!this.current.hasNext() && this.parts.hasNext()) {
            this.current = this.rows.apply(this.parts.next());
        }
        return this.current.hasNext();
    }

    @Override
    public StoredRow next() {
        return this.current.next();
    }

}
