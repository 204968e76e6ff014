package io.filestore;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.filestore.backend.CollectionBackend;
import io.filestore.backend.RowEdit;
import io.filestore.query.Matcher;
import io.filestore.query.Query;
import io.filestore.row.EncodedRow;
import io.filestore.row.StoredRow;

/**
 * Changes many rows, a part after the other, each of them a transaction where the backend
 * has such.
 */
final class BulkChange<T> {

    /** So many rows are changed together: nobody waits for long. */
    static final int PART = 1000;

    private final CollectionBackend rows;

    private final RowConversion<T> values;

    BulkChange(CollectionBackend rows, RowConversion<T> values) {
        this.rows = rows;
        this.values = values;
    }

    void putAll(Map<String, T> all) {
        putParts(List.copyOf(all.entrySet()),
                (each) -> new EncodedRow(each.getKey(), this.values.encode(each.getKey(), each.getValue())));
    }

    void putAll(Collection<? extends T> all) {
        putParts(List.copyOf(all), (each) -> this.values.encode(each, false));
    }

    private <E> void putParts(List<E> all, Function<E, EncodedRow> encoding) {
        for (int from = 0; from < all.size(); from += PART) {
            List<EncodedRow> part = all.subList(from, Math.min(from + PART, all.size()))
                .stream()
                .map(encoding)
                .toList();
            this.rows.putAll(part);
        }
    }

    long delete(Query query) {
        return edit(query, (row) -> new RowEdit(null));
    }

    long update(Query query, UnaryOperator<T> change) {
        return edit(query, (row) -> new RowEdit(this.values.encodeChanged(row, change.apply(this.values.decode(row)))));
    }

    private long edit(Query query, Function<StoredRow, RowEdit> edit) {
        List<String> ids = this.rows.ids(query);
        Matcher matcher = Matcher.of(query.condition());
        long changed = 0;
        for (int from = 0; from < ids.size(); from += PART) {
            changed += this.rows.edit(ids.subList(from, Math.min(from + PART, ids.size())),
                    (row) -> matcher.test(row.id(), row.json()) ? edit.apply(row) : null);
        }
        return changed;
    }

}
