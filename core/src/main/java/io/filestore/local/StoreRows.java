package io.filestore.local;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.memory.CollectionMemory;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.query.QueryPlan;
import io.filestore.row.PutResult;
import io.filestore.row.StoredRow;

/**
 * The rows as whoever asks sees them: those of the transaction that the thread is in, or
 * else those that everybody sees.
 */
final class StoreRows extends LocalRows {

    private final LiveRows live;

    private final Transactions transactions;

    StoreRows(Transactions transactions, LiveRows live, CollectionMemory collection) {
        super(collection);
        this.live = live;
        this.transactions = transactions;
    }

    private @Nullable TransactionRows joined() {
        RunningTransaction current = this.transactions.current();
        return (current != null) ? current.rows(this.collection) : null;
    }

    @Override
    public @Nullable StoredRow read(String id) {
        TransactionRows joined = joined();
        return (joined != null) ? joined.read(id) : this.live.read(id);
    }

    @Override
    public PutResult put(String id, byte[] json, long expectedVersion) {
        TransactionRows joined = joined();
        return (joined != null) ? joined.put(id, json, expectedVersion) : this.live.put(id, json, expectedVersion);
    }

    @Override
    public boolean delete(String id, long expectedVersion) {
        TransactionRows joined = joined();
        return (joined != null) ? joined.delete(id, expectedVersion) : this.live.delete(id, expectedVersion);
    }

    @Override
    public StoredRow[] find(String field, Object key) {
        TransactionRows joined = joined();
        return (joined != null) ? joined.find(field, key)
                : this.live.find(this.collection.indexes().position(field), key);
    }

    @Override
    public List<StoredRow> find(Query query, @Nullable Position behind) {
        TransactionRows joined = joined();
        return (joined != null) ? joined.find(query, behind) : this.live.queries().find(query, behind);
    }

    @Override
    public Stream<StoredRow> stream(Query query) {
        TransactionRows joined = joined();
        return (joined != null) ? joined.stream(query) : this.live.queries().stream(query);
    }

    @Override
    public long count(Query query, long most) {
        TransactionRows joined = joined();
        return (joined != null) ? joined.count(query, most) : this.live.queries().count(query, most);
    }

    @Override
    public QueryPlan explain(Query query) {
        return this.live.queries().plan(query, null).describe();
    }

    @Override
    public <R extends @Nullable Object> R transact(Function<CollectionBackend, R> work) {
        return this.transactions.run((transaction) -> work.apply(transaction.rows(name())));
    }

    @Override
    public Stream<StoredRow> rows() {
        TransactionRows joined = joined();
        return (joined != null) ? joined.rows() : this.live.rows();
    }

    @Override
    public long count() {
        TransactionRows joined = joined();
        return (joined != null) ? joined.count() : this.live.count();
    }

    @Override
    public void clear() {
        TransactionRows joined = joined();
        if (joined != null) {
            joined.clear();
        }
        else {
            this.live.clear();
        }
    }

}
