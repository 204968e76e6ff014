package io.filestore;

import io.filestore.backend.CollectionBackend;
import io.filestore.backend.DomainTransaction;
import io.filestore.error.TransactionEndedException;
import io.filestore.error.WriteTooLargeException;
import io.filestore.row.Row;
import io.filestore.row.RowCodec;
import io.filestore.row.RowType;
import tools.jackson.core.type.TypeReference;

/**
 * Changes of several rows that become visible and durable together, or not at all. Given
 * to the work of {@link Store#transact}. It belongs to the thread that runs the work, and
 * to the time until the work ends: its collections and values, and streams of them, are
 * refused with {@link TransactionEndedException} afterwards, and in other threads.
 *
 * <p>
 * It sees its own changes, and what it has read of others still holds when it commits: if
 * not, the work runs again. After a crash it is there whole or not at all, as far as its
 * collections are logged; collections without a log keep their own promise.
 *
 * <p>
 * Its changes are at most 1 GB, JSON and 200 bytes a row; more are refused with
 * {@link WriteTooLargeException}. Other writers wait while it commits, and readers while
 * it becomes visible, which is not noticed up to some ten thousand rows; more than that
 * are better put in several transactions.
 */
public final class Transaction {

    private final DomainTransaction running;

    private final RowCodec codec;

    Transaction(DomainTransaction running, RowCodec codec) {
        this.running = running;
        this.codec = codec;
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
        return collection(name, this.codec.type(type));
    }

    /**
     * A collection with rows of a type that has type parameters, such as {@code new
     * TypeReference<Envelope<Line>>() {}}.
     * @param type names the whole type
     * @throws io.filestore.error.InvalidRowException as
     * {@link #collection(String, Class)}
     */
    public <T> RowCollection<T> collection(String name, TypeReference<T> type) {
        return collection(name, this.codec.type(type));
    }

    private <T> RowCollection<T> collection(String name, RowType<T> type) {
        return new RowCollection<>(backend(name), type, this.codec);
    }

    CollectionBackend backend(String name) {
        return this.running.rows(name);
    }

    /** The global values. */
    public Values values() {
        return new Values(this.running.values(), this.codec);
    }

}
