package io.filestore.commit;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.event.RowChange;
import io.filestore.memory.CollectionMemory;
import io.filestore.memory.Keys;
import io.filestore.row.Change;
import io.filestore.row.StoredRow;
import io.filestore.wal.LogBatch;
import io.filestore.wal.Operation;

/**
 * One row of a {@link Write}: what is to become of it, made ready outside any lock, and
 * then what became of it.
 */
public final class RowWrite {

    private static final @Nullable Object[] NONE = {};

    final CollectionMemory collection;

    final String id;

    final byte @Nullable [] json;

    final long expiresAt;

    final long expectedVersion;

    /**
     * Whether this is the sweep of an expired row, which is no delete of the
     * application's.
     */
    final boolean expiry;

    /**
     * What it was compared with: first what is there now, most likely still when the row
     * is decided about, so that no keys need be looked at under the lock.
     */
    private @Nullable StoredRow compared;

    /** Whether it has the same keys as the row in memory that it replaces. */
    private boolean keepsKeys;

    private @Nullable Object[] keys = NONE;

    private @Nullable Object[] keysBefore = NONE;

    /** The last of several keys that somebody has asked for, as a set. */
    private @Nullable Object @Nullable [] asked;

    private Set<Object> askedKeys = Set.of();

    @Nullable StoredRow before;

    @Nullable StoredRow after;

    private RowWrite(CollectionMemory collection, String id, byte @Nullable [] json, long expiresAt,
            long expectedVersion, boolean expiry) {
        this.collection = collection;
        this.id = id;
        this.json = json;
        this.expiresAt = expiresAt;
        this.expectedVersion = expectedVersion;
        this.expiry = expiry;
        compare(collection.indexes().isEmpty() ? null : collection.row(id), true);
    }

    public static RowWrite put(CollectionMemory collection, String id, byte[] json, long now, long expectedVersion) {
        return new RowWrite(collection, id, json, collection.expiry().of(now), expectedVersion, false);
    }

    public static RowWrite delete(CollectionMemory collection, String id, long expectedVersion) {
        return new RowWrite(collection, id, null, 0, expectedVersion, false);
    }

    public static RowWrite expire(CollectionMemory collection, StoredRow row) {
        return new RowWrite(collection, row.id(), null, 0, row.version(), true);
    }

    public String id() {
        return this.id;
    }

    /** What it is to find, see {@link CollectionBackend#put}. */
    public long expectedVersion() {
        return this.expectedVersion;
    }

    /** The row to be, or that has become; null for none. */
    public @Nullable StoredRow after() {
        return this.after;
    }

    /** Has its row before it is decided about, under a version that means nothing. */
    public RowWrite provisionally(long version) {
        this.after = (this.json != null) ? StoredRow.of(this.id, this.json, version, this.expiresAt) : null;
        return this;
    }

    private void compare(@Nullable StoredRow other, boolean inMemory) {
        this.compared = other;
        this.keepsKeys = inMemory && other != null && this.json != null
                && this.collection.indexes().hasSameKeys(this.json, other.json());
        if (!this.keepsKeys) {
            this.keys = (this.json != null) ? this.collection.indexes().keys(this.json) : NONE;
            this.keysBefore = this.collection.indexes().keys(other);
        }
    }

    /**
     * Decides about it.
     * @param found what it replaces or deletes
     * @param inMemory false if that is from the same batch
     */
    void decide(@Nullable StoredRow found, boolean inMemory, long version) {
        this.before = found;
        this.after = (this.json != null) ? StoredRow.of(this.id, this.json, version, this.expiresAt) : null;
        if (found != this.compared) {
            compare(found, inMemory);
        }
    }

    /** Whether it leaves all indexes as they are. */
    boolean keepsKeys() {
        return this.keepsKeys;
    }

    /** The keys of the new row in an index, none if it keeps those that it has. */
    List<Object> newKeys(int index) {
        return (this.after != null && !this.keepsKeys) ? Keys.each(this.keys[index]) : List.of();
    }

    /** Those of them that the row which it replaces does not have. */
    List<Object> addedKeys(int index) {
        if (this.before == null) {
            return newKeys(index);
        }
        return (this.after != null && !this.keepsKeys)
                ? Keys.each(Keys.without(this.keys[index], this.keysBefore[index])) : List.of();
    }

    /** Whether the new row has a key in an index, and does not keep those that it has. */
    boolean hasNewKey(int index, Object key) {
        if (!(this.keys.length > index && this.keys[index] instanceof Object[] several)) {
            return newKeys(index).contains(key);
        }
        if (this.asked != several) {
            this.asked = several;
            this.askedKeys = Set.of(several);
        }
        return this.after != null && !this.keepsKeys && this.askedKeys.contains(key);
    }

    /** Makes the row visible, or takes it away. */
    void apply(long now) {
        if (this.keepsKeys && this.before != null && this.after != null) {
            this.collection.replace(this.before, this.after, now);
        }
        else {
            this.collection.apply(this.id, this.before, this.keysBefore, this.after, this.keys, now);
        }
        count();
    }

    boolean isDelete() {
        return this.json == null;
    }

    /** Whether there is anything to do: a row that is not there cannot be deleted. */
    boolean changesAnything() {
        return !isDelete() || this.before != null;
    }

    /** Whether the log gets a line. */
    boolean isLogged() {
        return this.collection.logTable() != null && changesAnything();
    }

    /** Adds its line to the log. */
    void log(LogBatch log, long first, long last) {
        byte[] table = this.collection.logTable();
        if (table != null && changesAnything()) {
            Change change = new Change(this.collection.name(), this.id, this.json, this.expiresAt);
            log.add(operation(), table, change, first, last);
        }
    }

    private Operation operation() {
        if (isDelete()) {
            return Operation.DELETE;
        }
        return (this.before != null) ? Operation.UPDATE : Operation.INSERT;
    }

    /** Counts it among what the collection has done. */
    private void count() {
        if (this.expiry) {
            this.collection.counts().expirations().increment();
        }
        else if (isDelete()) {
            this.collection.counts().deletes().increment();
        }
        else {
            this.collection.counts().puts().increment();
        }
    }

    RowChange change(long now) {
        return new RowChange(this.collection.name(), this.id, kind(existedAt(now)), this.after);
    }

    /** Whether there was such a row, not counting one that had expired. */
    public boolean existedAt(long now) {
        return this.before != null && !this.before.isExpiredAt(now);
    }

    private RowChange.Kind kind(boolean existed) {
        if (isDelete()) {
            return RowChange.Kind.DELETED;
        }
        return existed ? RowChange.Kind.UPDATED : RowChange.Kind.INSERTED;
    }

}
