package io.filestore.local;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.commit.CommitQueue;
import io.filestore.commit.RowWrite;
import io.filestore.commit.StoreState;
import io.filestore.commit.Write;
import io.filestore.memory.CollectionMemory;
import io.filestore.memory.FieldIndex;
import io.filestore.row.PutResult;
import io.filestore.row.RowIds;
import io.filestore.row.StoredRow;

/**
 * The rows as everybody sees them. Each change is a write of its own.
 */
final class LiveRows {

    /** How many rows {@link #clear} deletes at a time. */
    private static final int CLEAR_AT_ONCE = 1000;

    private final CollectionMemory collection;

    private final StoreState state;

    private final CommitQueue queue;

    private final StampedLock visibility;

    private final InstantSource clock;

    private final LiveQueries queries;

    LiveRows(CollectionMemory collection, StoreState state, CommitQueue queue, InstantSource clock,
            ScanWarnings warnings) {
        this.collection = collection;
        this.state = state;
        this.queue = queue;
        this.visibility = queue.visibility();
        this.clock = clock;
        this.queries = new LiveQueries(collection, queue, clock, warnings);
    }

    LiveQueries queries() {
        this.state.requireOpen();
        return this.queries;
    }

    /** A row that is there and has not expired. */
    @Nullable StoredRow read(String id) {
        this.state.requireOpen();
        StoredRow row = peek(id);
        return (row != null && row.expiresAt() != 0 && row.isExpiredAt(this.clock.millis())) ? null : row;
    }

    /**
     * A row while no transaction is half visible. Nobody can have seen another row of one
     * that has begun since this row was looked at, so that it is enough to look for one
     * afterwards.
     */
    private @Nullable StoredRow peek(String id) {
        StoredRow row = this.collection.row(id);
        return this.visibility.isWriteLocked() ? peekLater(id) : row;
    }

    private @Nullable StoredRow peekLater(String id) {
        long stamp = this.visibility.readLock();
        try {
            return this.collection.row(id);
        }
        finally {
            this.visibility.unlockRead(stamp);
        }
    }

    PutResult put(String id, byte[] json, long expectedVersion) {
        this.state.requireWritable();
        RowIds.require(id);
        long now = this.clock.millis();
        RowWrite row = RowWrite.put(this.collection, id, json, now, expectedVersion);
        this.queue.commit(new Write(row));
        StoredRow after = row.after();
        return new PutResult((after != null) ? after.version() : 0, !row.existedAt(now));
    }

    boolean delete(String id, long expectedVersion) {
        this.state.requireWritable();
        if (expectedVersion == CollectionBackend.ANY && peek(id) == null) {
            return false;
        }
        long now = this.clock.millis();
        RowWrite row = RowWrite.delete(this.collection, id, expectedVersion);
        this.queue.commit(new Write(row));
        return row.existedAt(now);
    }

    /** The rows with a key in the index at this position, in the order of their ids. */
    StoredRow[] find(int index, Object key) {
        this.state.requireOpen();
        FieldIndex field = this.collection.indexes().get(index);
        long stamp = this.visibility.tryOptimisticRead();
        StoredRow[] found = (stamp != 0) ? this.collection.findAtOnce(field, key) : null;
        if (found == null || !this.visibility.validate(stamp)) {
            found = findOneByOne(field, key);
        }
        return withoutExpired(found);
    }

    /** For when others write all the time: each row as it is when it is looked at. */
    private StoredRow[] findOneByOne(FieldIndex field, Object key) {
        Map<String, StoredRow> found = new TreeMap<>();
        for (StoredRow named : field.find(key)) {
            StoredRow row = peek(named.id());
            if (row != null && field.hasKey(row, key)) {
                found.put(row.id(), row);
            }
        }
        return found.values().toArray(StoredRow[]::new);
    }

    private StoredRow[] withoutExpired(StoredRow[] rows) {
        if (!this.collection.expiry().hasTtl()) {
            return rows;
        }
        long now = this.clock.millis();
        return Arrays.stream(rows).filter((row) -> !row.isExpiredAt(now)).toArray(StoredRow[]::new);
    }

    /** All rows that have not expired, in no order. */
    Stream<StoredRow> rows() {
        this.state.requireOpen();
        Stream<StoredRow> rows = this.collection.rows().stream();
        if (!this.collection.expiry().hasTtl()) {
            return rows;
        }
        long now = this.clock.millis();
        return rows.filter((row) -> !row.isExpiredAt(now));
    }

    long count() {
        this.state.requireOpen();
        return (!this.collection.expiry().hasTtl()) ? this.collection.size() : rows().count();
    }

    void clear() {
        this.state.requireWritable();
        List<String> ids = this.collection.rows().stream().map(StoredRow::id).toList();
        for (int from = 0; from < ids.size(); from += CLEAR_AT_ONCE) {
            List<RowWrite> part = ids.subList(from, Math.min(from + CLEAR_AT_ONCE, ids.size()))
                .stream()
                .map((id) -> RowWrite.delete(this.collection, id, CollectionBackend.ANY))
                .toList();
            this.queue.commit(new Write(part));
        }
    }

}
