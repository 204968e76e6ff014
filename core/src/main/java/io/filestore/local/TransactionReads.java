package io.filestore.local;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.commit.BatchView;
import io.filestore.memory.CollectionMemory;
import io.filestore.row.StoredRow;

/**
 * What a transaction has read of one collection, each thing once however often it was
 * read, to be checked when it commits. Rows that it goes on to write carry the version
 * that was read themselves.
 */
final class TransactionReads {

    private static final long NONE = -1;

    private final CollectionMemory collection;

    private final LiveRows live;

    private final Map<String, Long> versions = new HashMap<>();

    private final Map<Search, long[]> searches = new HashMap<>();

    /** What the collection's changes were when all of its rows were read. */
    private long changes = NONE;

    /** Whether one thing has been read twice, with different results. */
    private boolean torn;

    TransactionReads(CollectionMemory collection, LiveRows live) {
        this.collection = collection;
        this.live = live;
    }

    private record Search(int index, Object key) {
    }

    /** A row that everybody sees, and that is written down as read. */
    @Nullable StoredRow read(String id) {
        StoredRow row = this.live.read(id);
        long version = version(row);
        Long known = this.versions.putIfAbsent(id, version);
        this.torn |= known != null && known != version;
        return row;
    }

    /** Forgets that a row was read, which is going to be written; returns its version. */
    long take(String id) {
        Long version = this.versions.remove(id);
        return (version != null) ? version : CollectionBackend.ANY;
    }

    StoredRow[] find(int index, Object key) {
        StoredRow[] found = this.live.find(index, key);
        long[] now = versions(found);
        long[] known = this.searches.putIfAbsent(new Search(index, key), now);
        this.torn |= known != null && !Arrays.equals(known, now);
        return found;
    }

    /** Notes that all rows are going to be read. */
    void readAll() {
        long now = this.collection.changes();
        this.torn |= this.changes != NONE && this.changes != now;
        this.changes = now;
    }

    /** Whether all of it would be read again. */
    boolean hold(BatchView view) {
        if (this.torn || (view.hasChanged(this.collection) && (this.changes != NONE || !this.searches.isEmpty()))) {
            return false;
        }
        if (this.changes != NONE && this.changes != this.collection.changes()) {
            return false;
        }
        for (Map.Entry<String, Long> read : this.versions.entrySet()) {
            if (view.version(this.collection, read.getKey()) != read.getValue()) {
                return false;
            }
        }
        for (Map.Entry<Search, long[]> search : this.searches.entrySet()) {
            Search asked = search.getKey();
            if (!Arrays.equals(versions(this.live.find(asked.index(), asked.key())), search.getValue())) {
                return false;
            }
        }
        return true;
    }

    static long version(@Nullable StoredRow row) {
        return (row != null) ? row.version() : CollectionBackend.ABSENT;
    }

    private static long[] versions(StoredRow[] rows) {
        return Arrays.stream(rows).mapToLong(StoredRow::version).toArray();
    }

}
