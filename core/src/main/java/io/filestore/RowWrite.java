package io.filestore;

import org.jspecify.annotations.Nullable;

import io.filestore.record.Change;
import io.filestore.record.StoredRow;
import io.filestore.wal.LogBatch;

/**
 * One row of a {@link Write}: what is to become of it, made ready outside any lock, and
 * then what became of it.
 */
final class RowWrite {

    /** Any version will do. */
    static final long ANY = -1;

    /** There must be no such row. */
    static final long ABSENT = 0;

    final CollectionState collection;

    final String id;

    final byte @Nullable [] json;

    final long expiresAt;

    final long expectedVersion;

    final @Nullable Object[] keys;

    /** What the log gets, null if the collection has no log. */
    final byte @Nullable [] logged;

    /**
     * Whether this is the sweep of an expired row, which is no delete of the
     * application's.
     */
    final boolean expiry;

    /**
     * What is there now, most likely still when the row is decided about: its keys need
     * not be found under the lock then.
     */
    private final @Nullable StoredRow seen;

    private final @Nullable Object[] keysSeen;

    @Nullable StoredRow before;

    @Nullable StoredRow after;

    private RowWrite(CollectionState collection, String id, byte @Nullable [] json, long expiresAt,
            long expectedVersion, boolean expiry) {
        this.collection = collection;
        this.id = id;
        this.json = json;
        this.expiresAt = expiresAt;
        this.expectedVersion = expectedVersion;
        this.expiry = expiry;
        this.keys = (json != null) ? collection.keys(json) : new Object[0];
        this.seen = collection.indexes().isEmpty() ? null : collection.row(id);
        this.keysSeen = collection.keys(this.seen);
        this.logged = collection.logged ? LogBatch.encode(new Change(collection.name, id, json, expiresAt)) : null;
    }

    static RowWrite put(CollectionState collection, String id, byte[] json, long now, long expectedVersion) {
        return new RowWrite(collection, id, json, collection.expiry(now), expectedVersion, false);
    }

    static RowWrite delete(CollectionState collection, String id, long expectedVersion) {
        return new RowWrite(collection, id, null, 0, expectedVersion, false);
    }

    static RowWrite expire(CollectionState collection, StoredRow row) {
        return new RowWrite(collection, row.id(), null, 0, row.version(), true);
    }

    /** The keys of the row that it replaces. */
    @Nullable Object[] keysBefore() {
        return (this.before == this.seen) ? this.keysSeen : this.collection.keys(this.before);
    }

    boolean isDelete() {
        return this.json == null;
    }

    /** Whether there is anything to do: a row that is not there cannot be deleted. */
    boolean changesAnything() {
        return !isDelete() || this.before != null;
    }

    /** Counts it among what the collection has done. */
    void count() {
        if (this.expiry) {
            this.collection.expirations.increment();
        }
        else if (isDelete()) {
            this.collection.deletes.increment();
        }
        else {
            this.collection.puts.increment();
        }
    }

    RowChange change(long now) {
        return new RowChange(this.collection.name, this.id, kind(existedAt(now)), this.after);
    }

    /** Whether there was such a row, not counting one that had expired. */
    boolean existedAt(long now) {
        return this.before != null && !this.before.isExpiredAt(now);
    }

    private RowChange.Kind kind(boolean existed) {
        if (isDelete()) {
            return RowChange.Kind.DELETED;
        }
        return existed ? RowChange.Kind.UPDATED : RowChange.Kind.INSERTED;
    }

}
