package io.filestore;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.record.StoredRow;

/**
 * The rows as whoever asks sees them: those of the transaction that the thread is in, or
 * else those that everybody sees.
 */
final class StoreRows implements RowAccess {

    private final LiveRows live;

    private final Transactions transactions;

    private final CollectionState collection;

    StoreRows(Engine engine, CollectionState collection) {
        this.live = new LiveRows(engine, collection);
        this.transactions = engine.transactions();
        this.collection = collection;
    }

    private @Nullable TransactionRows joined() {
        Transaction current = this.transactions.current();
        return (current != null) ? current.rows(this.collection) : null;
    }

    @Override
    public CollectionState collection() {
        return this.collection;
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
    public StoredRow[] find(int index, Object key) {
        TransactionRows joined = joined();
        return (joined != null) ? joined.find(index, key) : this.live.find(index, key);
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
