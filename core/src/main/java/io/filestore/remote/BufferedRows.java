package io.filestore.remote;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.error.VersionConflictException;
import io.filestore.query.Matcher;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.query.RowOrder;
import io.filestore.row.PutResult;
import io.filestore.row.RowIds;
import io.filestore.row.StoredRow;

/**
 * The rows of a collection as one transaction sees them: its own changes over what was
 * committed, of which it sees each row as it was when it was first read.
 */
final class BufferedRows {

    /** The version that a row has inside the transaction that has written it. */
    private static final long PROVISIONAL_VERSION = Long.MAX_VALUE;

    private final RemoteTransaction transaction;

    private final ConnectedCollection collection;

    private final DirectRows direct;

    /** As they were first read; null for none. */
    private final Map<String, @Nullable StoredRow> reads = new HashMap<>();

    private final Map<String, Write> writes = new LinkedHashMap<>();

    BufferedRows(RemoteTransaction transaction, ConnectedCollection collection, DirectRows direct) {
        this.transaction = transaction;
        this.collection = collection;
        this.direct = direct;
    }

    /**
     * A row to be.
     *
     * @param before the row that was committed, null for none
     * @param after null if it is deleted
     */
    record Write(String id, @Nullable StoredRow before, @Nullable StoredRow after) {

        long expected() {
            return (this.before != null) ? this.before.version() : CollectionBackend.ABSENT;
        }

    }

    void noteRetry() {
        this.collection.counts().retries.increment();
    }

    boolean hasWritten() {
        return !this.writes.isEmpty();
    }

    Map<String, Write> copyOfWrites() {
        return new LinkedHashMap<>(this.writes);
    }

    void goBackTo(Map<String, Write> earlier) {
        this.writes.clear();
        this.writes.putAll(earlier);
    }

    /** One for each row that was written. */
    List<RemoteChange> changes() {
        List<RemoteChange> changes = new ArrayList<>();
        for (Write write : this.writes.values()) {
            StoredRow after = write.after;
            if (after != null) {
                changes.add(this.collection.put(write.id, after.json(), after.expiresAt(), write.expected()));
            }
            else if (write.before != null || !this.collection.domain().isSerializable()) {
                changes.add(this.collection.delete(write.id, write.expected()));
            }
        }
        return changes;
    }

    /** Those of the keys that are unique. */
    List<RemoteChange> keyChanges() {
        UniqueKeys unique = this.collection.unique();
        return unique.isEmpty() ? List.of() : new KeyChanges(unique, this.direct, this.writes).changes();
    }

    @Nullable StoredRow read(String id) {
        this.transaction.touch(this.collection.name(), id);
        Write own = this.writes.get(id);
        return (own != null) ? own.after : committed(id);
    }

    private @Nullable StoredRow committed(String id) {
        if (!this.reads.containsKey(id)) {
            this.reads.put(id, this.direct.read(id));
        }
        return this.reads.get(id);
    }

    List<StoredRow> readAll(Collection<String> ids) {
        ids.forEach((id) -> this.transaction.touch(this.collection.name(), id));
        Set<String> unknown = new LinkedHashSet<>(ids);
        unknown.removeAll(this.reads.keySet());
        unknown.removeAll(this.writes.keySet());
        if (unknown.size() > 1) {
            unknown.forEach((id) -> this.reads.put(id, null));
            this.direct.readAll(unknown).forEach((row) -> this.reads.put(row.id(), row));
        }
        List<StoredRow> rows = new ArrayList<>(ids.size());
        for (String id : ids) {
            StoredRow row = read(id);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    PutResult put(String id, byte[] json, long expectedVersion) {
        RowIds.require(id);
        StoredRow before = expect(id, expectedVersion);
        write(id, before, StoredRow.of(id, json, PROVISIONAL_VERSION, this.collection.expiry()));
        return new PutResult(PROVISIONAL_VERSION, before == null);
    }

    boolean delete(String id, long expectedVersion) {
        StoredRow before = expect(id, expectedVersion);
        // That there is none is agreed upon by the commit alone where there is no mark.
        if (before != null || !this.collection.domain().isSerializable()) {
            write(id, before, null);
        }
        return before != null;
    }

    private @Nullable StoredRow expect(String id, long expectedVersion) {
        StoredRow before = read(id);
        long version = (before != null) ? before.version() : CollectionBackend.ABSENT;
        if (expectedVersion != CollectionBackend.ANY && expectedVersion != version) {
            throw new VersionConflictException(this.collection.name(), id, expectedVersion, version);
        }
        return before;
    }

    /** A commit would have nothing to rely on, and lose what others have written. */
    private void requireVersions() {
        if (!this.collection.capabilities().versions()) {
            throw ConnectedRows.unversioned(this.collection,
                    "A transaction cannot change rows of which the last write wins: what it has read would not count."
                            + " Leave the option out, or write without a transaction.");
        }
    }

    private void write(String id, @Nullable StoredRow before, @Nullable StoredRow after) {
        requireVersions();
        Write earlier = this.writes.get(id);
        int bytes = ((after != null) ? after.json().length : 0)
                - ((earlier != null && before != null) ? before.json().length : 0);
        this.transaction.grow(id, bytes, earlier == null);
        this.writes.put(id, new Write(id, committed(id), after));
    }

    StoredRow[] find(String field, Object key) {
        this.transaction.touchSeveral(this.collection.name());
        List<StoredRow> found = new ArrayList<>(withoutWritten(List.of(this.direct.find(field, key))));
        own().filter((row) -> this.collection.hasKey(row, field, key)).forEach(found::add);
        found.sort(RowOrder.of(List.of()));
        return found.toArray(StoredRow[]::new);
    }

    List<StoredRow> find(Query query, @Nullable Position behind) {
        this.transaction.touchSeveral(this.collection.name());
        int limit = query.limit().orElse(0);
        // As many as may have been written here since.
        long most = (limit > 0) ? Math.min((long) limit + this.writes.size(), Integer.MAX_VALUE) : 0;
        List<StoredRow> found = new ArrayList<>(
                withoutWritten(this.direct.findSorted(query.withLimit((int) most), behind)));
        int committed = found.size();
        Matcher matcher = Matcher.of(query.condition());
        own().filter((row) -> matcher.test(row.id(), row.json()) && (behind == null || behind.isBefore(row)))
            .forEach(found::add);
        if (found.size() > committed) {
            found.sort(RowOrder.of(query.order()));
        }
        return (limit > 0 && found.size() > limit) ? List.copyOf(found.subList(0, limit)) : found;
    }

    /** As they were first read, and not those that are written here. */
    private List<StoredRow> withoutWritten(List<StoredRow> committed) {
        List<StoredRow> rest = new ArrayList<>(committed.size());
        for (StoredRow row : committed) {
            if (!this.writes.containsKey(row.id())) {
                this.reads.putIfAbsent(row.id(), row);
                rest.add(row);
            }
        }
        return rest;
    }

    long count(Query query, long most) {
        this.transaction.touchSeveral(this.collection.name());
        Query unordered = query.withoutOrder();
        if (query.condition() == null && most == Long.MAX_VALUE) {
            return count();
        }
        Matcher matcher = Matcher.of(query.condition());
        return all(unordered).filter((row) -> matcher.test(row.id(), row.json())).limit(most).count();
    }

    Stream<StoredRow> rows() {
        this.transaction.touchSeveral(this.collection.name());
        return all(Query.all());
    }

    /** The committed rows of a query, and all that are written here. */
    private Stream<StoredRow> all(Query query) {
        return Stream
            .concat(this.direct.stream(query).filter((row) -> !this.writes.containsKey(row.id())),
                    own().toList().stream())
            .filter((row) -> {
                this.transaction.requireActive();
                return true;
            });
    }

    long count() {
        this.transaction.touchSeveral(this.collection.name());
        long count = this.direct.count();
        for (Write write : this.writes.values()) {
            count += ((write.after != null) ? 1 : 0) - ((write.before != null) ? 1 : 0);
        }
        return count;
    }

    void clear() {
        rows().map(StoredRow::id).toList().forEach((id) -> delete(id, CollectionBackend.ANY));
    }

    private Stream<StoredRow> own() {
        return this.writes.values().stream().map((write) -> write.after).filter((row) -> row != null);
    }

}
