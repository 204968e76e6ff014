package io.filestore;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.filestore.backend.CollectionBackend;
import io.filestore.query.Matcher;
import io.filestore.query.Query;
import io.filestore.row.EncodedRow;
import io.filestore.row.StoredRow;

/** Changes many rows, a part after the other, each of them a transaction. */
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
            this.rows.transact((within) -> {
                part.forEach((row) -> within.put(row.id(), row.json(), CollectionBackend.ANY));
                return null;
            });
        }
    }

    long delete(Query query) {
        return change(query, (within, row) -> within.delete(row.id(), CollectionBackend.ANY));
    }

    long update(Query query, UnaryOperator<T> change) {
        return change(query, (within, row) -> {
            byte[] json = this.values.encodeChanged(row, change.apply(this.values.decode(row)));
            within.put(row.id(), json, CollectionBackend.ANY);
            return true;
        });
    }

    private long change(Query query, BiPredicate<CollectionBackend, StoredRow> step) {
        List<String> ids = this.rows.find(query, null).stream().map(StoredRow::id).toList();
        Matcher matcher = Matcher.of(query.condition());
        long changed = 0;
        for (int from = 0; from < ids.size(); from += PART) {
            List<String> part = ids.subList(from, Math.min(from + PART, ids.size()));
            changed += this.rows.transact((within) -> {
                long count = 0;
                for (String id : part) {
                    StoredRow row = within.read(id);
                    count += (row != null && matcher.test(id, row.json()) && step.test(within, row)) ? 1 : 0;
                }
                return count;
            });
        }
        return changed;
    }

}
