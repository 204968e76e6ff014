package io.filestore.remote;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.backend.CollectionBackend;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.query.QueryPlan;
import io.filestore.row.DecodedValues;
import io.filestore.row.PutResult;
import io.filestore.row.StoredRow;

/**
 * The rows of a local collection of a store that has others, too: a transaction that
 * reads or changes them is one of local collections.
 */
final class RoutedRows implements CollectionBackend {

    private final CollectionBackend rows;

    private final RoutedDomain routed;

    private final Supplier<@Nullable RoutedTransaction> current;

    RoutedRows(CollectionBackend rows, RoutedDomain routed, Supplier<@Nullable RoutedTransaction> current) {
        this.rows = rows;
        this.routed = routed;
        this.current = current;
    }

    private CollectionBackend touched() {
        RoutedTransaction transaction = this.current.get();
        if (transaction != null) {
            transaction.touch(name());
        }
        return this.rows;
    }

    @Override
    public String name() {
        return this.rows.name();
    }

    @Override
    public Capabilities capabilities() {
        return this.rows.capabilities();
    }

    @Override
    public DecodedValues decoded() {
        return this.rows.decoded();
    }

    @Override
    public boolean isIndexed(String field) {
        return this.rows.isIndexed(field);
    }

    @Override
    public @Nullable StoredRow read(String id) {
        return touched().read(id);
    }

    @Override
    public PutResult put(String id, byte[] json, long expectedVersion) {
        return touched().put(id, json, expectedVersion);
    }

    @Override
    public boolean delete(String id, long expectedVersion) {
        return touched().delete(id, expectedVersion);
    }

    @Override
    public StoredRow[] find(String field, Object key) {
        return touched().find(field, key);
    }

    @Override
    public List<StoredRow> find(Query query, @Nullable Position behind) {
        return touched().find(query, behind);
    }

    @Override
    public Stream<StoredRow> stream(Query query) {
        return touched().stream(query);
    }

    @Override
    public long count(Query query, long most) {
        return touched().count(query, most);
    }

    @Override
    public QueryPlan explain(Query query) {
        return this.rows.explain(query);
    }

    @Override
    public <R extends @Nullable Object> R transact(Function<CollectionBackend, R> work) {
        return this.routed.run((running) -> work.apply(running.rows(name())));
    }

    @Override
    public Stream<StoredRow> rows() {
        return touched().rows();
    }

    @Override
    public long count() {
        return touched().count();
    }

    @Override
    public void clear() {
        touched().clear();
    }

}
