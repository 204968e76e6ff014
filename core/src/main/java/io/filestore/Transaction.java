package io.filestore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.filestore.record.Row;
import io.filestore.record.RowType;
import tools.jackson.core.type.TypeReference;

/**
 * Changes of several rows that become visible and durable together, or not at all. Given
 * to the work of {@link Store#transact}, and of no use outside it. Not thread-safe.
 *
 * <p>
 * It sees its own changes, and what it has read of others still holds when it commits: if
 * not, the work runs again. After a crash it is there whole or not at all, as far as its
 * collections are logged; collections without a log keep their own promise.
 */
public final class Transaction {

    private final Engine engine;

    private final List<ReadCheck> reads = new ArrayList<>();

    private final Map<String, TransactionRows> collections = new LinkedHashMap<>();

    Transaction(Engine engine) {
        this.engine = engine;
    }

    /** A collection with rows as free-form JSON. */
    public RowCollection<Row> collection(String name) {
        return collection(name, Row.class);
    }

    /**
     * A collection with rows of a type. The version of a row that the transaction has
     * changed means nothing yet.
     */
    public <T> RowCollection<T> collection(String name, Class<T> type) {
        return collection(name, this.engine.codec().type(type));
    }

    /**
     * A collection with rows of a type that has type parameters, such as {@code new
     * TypeReference<Envelope<Line>>() {}}.
     * @param type names the whole type
     * @throws io.filestore.error.InvalidRowException as
     * {@link #collection(String, Class)}
     */
    public <T> RowCollection<T> collection(String name, TypeReference<T> type) {
        return collection(name, this.engine.codec().type(type));
    }

    private <T> RowCollection<T> collection(String name, RowType<T> type) {
        return new RowCollection<>(rows(this.engine.collections().get(name)), type, this.engine.codec());
    }

    /** The global values. */
    public Values values() {
        return new Values(rows(this.engine.collections().values()), this.engine.codec());
    }

    private TransactionRows rows(CollectionState collection) {
        return this.collections.computeIfAbsent(collection.name,
                (name) -> new TransactionRows(this.engine, collection, this.reads));
    }

    Write toWrite() {
        List<RowWrite> rows = new ArrayList<>();
        this.collections.values().forEach((collection) -> rows.addAll(collection.writes()));
        return new Write(rows, this.reads);
    }

}
