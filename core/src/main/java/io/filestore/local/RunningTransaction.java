package io.filestore.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.backend.DomainTransaction;
import io.filestore.backend.TransactionControl.Savepoint;
import io.filestore.commit.ReadCheck;
import io.filestore.commit.RowWrite;
import io.filestore.commit.Write;
import io.filestore.error.ReadOnlyTransactionException;
import io.filestore.error.TransactionEndedException;
import io.filestore.error.TransactionExpiredException;
import io.filestore.error.WriteTooLargeException;
import io.filestore.memory.CollectionMemory;

/**
 * A transaction over collections in memory, from its begin to its end: what it has read
 * and written of each collection. It belongs to the thread that has begun it.
 */
final class RunningTransaction implements DomainTransaction {

    private static final long MAX_BYTES = 1L << 30;

    /** What a row takes in the log besides its id and JSON. */
    private static final int ROW_BYTES = 200;

    private final Transactions transactions;

    private final Thread thread = Thread.currentThread();

    private final Map<String, TransactionRows> collections = new LinkedHashMap<>();

    private long bytes;

    private final boolean readOnly;

    private final long deadline;

    private @Nullable Throwable failure;

    private volatile boolean ended;

    /**
     * @param readOnly whether it refuses changes
     * @param deadline when it stops to be of use, {@link Long#MAX_VALUE} for never
     */
    RunningTransaction(Transactions transactions, boolean readOnly, long deadline) {
        this.transactions = transactions;
        this.readOnly = readOnly;
        this.deadline = deadline;
    }

    @Override
    public CollectionBackend rows(String collection) {
        requireActive();
        return rows(this.transactions.memory(collection));
    }

    @Override
    public CollectionBackend values() {
        requireActive();
        return rows(this.transactions.memoryOfValues());
    }

    TransactionRows rows(CollectionMemory collection) {
        TransactionRows known = this.collections.get(collection.name());
        if (known == null) {
            known = this.transactions.rows(this, collection);
            this.collections.put(collection.name(), known);
        }
        return known;
    }

    /** Makes room for a change. */
    void grow(String id, int json, boolean another) {
        if (this.readOnly) {
            throw new ReadOnlyTransactionException(id);
        }
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

    /** What it has changed in each collection, how much that is, and what has failed. */
    private record Changes(RunningTransaction of, Map<String, Map<String, RowWrite>> writes, long bytes,
            @Nullable Throwable failure) implements Savepoint {
    }

    Savepoint savepoint() {
        Map<String, Map<String, RowWrite>> writes = new HashMap<>();
        this.collections.forEach((name, rows) -> writes.put(name, rows.copyOfWrites()));
        return new Changes(this, writes, this.bytes, this.failure);
    }

    void rollbackTo(Savepoint savepoint) {
        if (!(savepoint instanceof Changes changes) || changes.of != this) {
            throw new IllegalArgumentException("The savepoint is of another transaction.");
        }
        this.collections.forEach((name, rows) -> rows.goBackTo(changes.writes.getOrDefault(name, Map.of())));
        this.bytes = changes.bytes;
        this.failure = changes.failure;
    }

    void end() {
        this.ended = true;
    }

    boolean isEnded() {
        return this.ended;
    }

    @Override
    public void requireActive() {
        requireOwn();
        requireInTime();
    }

    /** It must be running, in this thread. */
    void requireOwn() {
        requireNotEnded();
        requireThread();
    }

    void requireInTime() {
        if (this.deadline != Long.MAX_VALUE && this.transactions.now() >= this.deadline) {
            throw new TransactionExpiredException();
        }
    }

    void requireThread() {
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
