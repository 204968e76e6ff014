package io.filestore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.error.TransactionEndedException;
import io.filestore.error.WriteTooLargeException;
import io.filestore.record.Row;
import io.filestore.record.RowType;
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

    static final long MAX_BYTES = 1L << 30;

    /** What a row takes in the log besides its id and JSON. */
    private static final int ROW_BYTES = 200;

    private final Engine engine;

    private final Thread thread = Thread.currentThread();

    private final Map<String, TransactionRows> collections = new LinkedHashMap<>();

    private long bytes;

    private @Nullable Throwable failure;

    private volatile boolean ended;

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
        requireActive();
        return new RowCollection<>(rows(this.engine.collections().get(name)), type, this.engine.codec());
    }

    /** The global values. */
    public Values values() {
        requireActive();
        return new Values(rows(this.engine.collections().values()), this.engine.codec());
    }

    TransactionRows rows(CollectionState collection) {
        TransactionRows known = this.collections.get(collection.name);
        if (known == null) {
            known = new TransactionRows(this.engine, this, collection);
            this.collections.put(collection.name, known);
        }
        return known;
    }

    /** Makes room for a change. */
    void grow(String id, int json, boolean another) {
        long more = json + (another ? 3L * id.length() + ROW_BYTES : 0);
        if (this.bytes + more > MAX_BYTES) {
            throw new WriteTooLargeException("The transaction has " + this.bytes + " bytes of changes, and with row '"
                    + id + "' it would have more than " + MAX_BYTES
                    + ", which is the most that a transaction may have. Make it several transactions.");
        }
        this.bytes += more;
    }

    /** Lets it change nothing, since work that had joined it has failed. */
    void fail(Throwable reason) {
        if (this.failure == null) {
            this.failure = reason;
        }
    }

    @Nullable Throwable failure() {
        return this.failure;
    }

    /** Its changes, and what it relies on. */
    Write toWrite() {
        List<RowWrite> rows = new ArrayList<>();
        List<ReadCheck> reads = new ArrayList<>();
        this.collections.values().forEach((collection) -> {
            rows.addAll(collection.writes());
            reads.add(collection::readsHold);
        });
        return Write.ofTransaction(rows, reads);
    }

    /** Everything that it has read, be it written then or not. */
    List<ReadCheck> reads() {
        List<ReadCheck> reads = new ArrayList<>();
        this.collections.values().forEach((collection) -> {
            reads.add(collection::readsHold);
            reads.add(collection::writesHold);
        });
        return reads;
    }

    void end() {
        this.ended = true;
    }

    /** It must be running, in this thread. */
    void requireActive() {
        requireNotEnded();
        if (Thread.currentThread() != this.thread) {
            throw new TransactionEndedException("The transaction belongs to thread " + this.thread.getName()
                    + ", which runs its work; another thread has no part in it. Read and change there what belongs to"
                    + " it, and take the collection from the store elsewhere.");
        }
    }

    void requireNotEnded() {
        if (this.ended) {
            throw new TransactionEndedException("The transaction has ended, and with it its collections, values and"
                    + " streams. Take the collection from the store, or from the transaction that runs now.");
        }
    }

}
