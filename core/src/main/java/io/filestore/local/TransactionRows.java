package io.filestore.local;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.commit.BatchView;
import io.filestore.commit.RowWrite;
import io.filestore.error.VersionConflictException;
import io.filestore.memory.CollectionMemory;
import io.filestore.memory.FieldIndex;
import io.filestore.query.Matcher;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.query.QueryPlan;
import io.filestore.query.RowOrder;
import io.filestore.row.PutResult;
import io.filestore.row.RowIds;
import io.filestore.row.StoredRow;

/**
 * The rows of a collection as one transaction sees them: its own changes over what
 * everybody sees.
 */
final class TransactionRows extends LocalRows {

    /** The version that a row has inside the transaction that has written it. */
    private static final long PROVISIONAL_VERSION = Long.MAX_VALUE;

    private final RunningTransaction transaction;

    private final InstantSource clock;

    private final TransactionReads reads;

    /** Each with the version that the row had when it was first read. */
    private final Map<String, RowWrite> writes = new LinkedHashMap<>();

    /** For each index that has been searched. */
    private final @Nullable OwnKeys[] keys;

    TransactionRows(RunningTransaction transaction, LiveRows live, CollectionMemory collection, InstantSource clock) {
        super(collection);
        this.transaction = transaction;
        this.clock = clock;
        this.reads = new TransactionReads(collection, live);
        this.keys = new OwnKeys[collection.indexes().size()];
    }

    /**
     * The changes so far, one a row, in the order in which the rows were first written.
     */
    Collection<RowWrite> writes() {
        return this.writes.values();
    }

    Map<String, RowWrite> copyOfWrites() {
        return new LinkedHashMap<>(this.writes);
    }

    /** Takes back what was written since; what was read for it must hold all the same. */
    void goBackTo(Map<String, RowWrite> earlier) {
        this.writes.forEach((id, write) -> {
            if (!earlier.containsKey(id)) {
                this.reads.remember(id, write.expectedVersion());
            }
        });
        this.writes.clear();
        this.writes.putAll(earlier);
        Arrays.fill(this.keys, null);
    }

    /** Whether what was read still holds, but for rows that were written then. */
    boolean readsHold(BatchView view) {
        return this.reads.hold(view);
    }

    /** Whether rows that are written are what they were when they were read. */
    boolean writesHold(BatchView view) {
        return this.writes.values()
            .stream()
            .allMatch((write) -> view.version(this.collection, write.id()) == write.expectedVersion());
    }

    @Override
    public @Nullable StoredRow read(String id) {
        this.transaction.requireActive();
        RowWrite own = this.writes.get(id);
        return (own != null) ? own.after() : this.reads.read(id);
    }

    @Override
    public PutResult put(String id, byte[] json, long expectedVersion) {
        this.transaction.requireActive();
        RowIds.require(id);
        StoredRow before = expect(id, expectedVersion);
        long now = this.clock.millis();
        write(id, before, json.length, (seen) -> {
            // Versions are given at the commit; this one only serves reads of the
            // transaction itself.
            return RowWrite.put(this.collection, id, json, now, seen).provisionally(PROVISIONAL_VERSION);
        });
        return new PutResult(PROVISIONAL_VERSION, before == null);
    }

    @Override
    public boolean delete(String id, long expectedVersion) {
        StoredRow before = expect(id, expectedVersion);
        if (before != null) {
            write(id, before, 0, (seen) -> RowWrite.delete(this.collection, id, seen));
        }
        return before != null;
    }

    private @Nullable StoredRow expect(String id, long expectedVersion) {
        StoredRow before = read(id);
        long version = TransactionReads.version(before);
        if (expectedVersion != CollectionBackend.ANY && expectedVersion != version) {
            throw new VersionConflictException(this.collection.name(), id, expectedVersion, version);
        }
        return before;
    }

    private interface Maker {

        RowWrite make(long seen);

    }

    private void write(String id, @Nullable StoredRow before, int bytes, Maker maker) {
        RowWrite earlier = this.writes.get(id);
        this.transaction.grow(id, bytes - ((earlier != null && before != null) ? before.json().length : 0),
                earlier == null);
        RowWrite row = maker.make((earlier != null) ? earlier.expectedVersion() : this.reads.forgetForWrite(id));
        this.writes.put(id, row);
        for (OwnKeys own : this.keys) {
            if (own != null && earlier != null && before != null) {
                own.remove(before);
            }
            if (own != null && row.after() != null) {
                own.add(row.after());
            }
        }
    }

    @Override
    public StoredRow[] find(String field, Object key) {
        this.transaction.requireActive();
        int index = this.collection.indexes().position(field);
        StoredRow[] committed = this.reads.find(index, key);
        if (this.writes.isEmpty()) {
            return committed;
        }
        List<StoredRow> found = new ArrayList<>(committed.length);
        for (StoredRow row : committed) {
            if (!this.writes.containsKey(row.id())) {
                found.add(row);
            }
        }
        Set<String> own = own(index).ids(key);
        own.forEach((id) -> found.add(read(id)));
        if (!own.isEmpty()) {
            found.sort(Comparator.comparing(StoredRow::id));
        }
        return found.toArray(StoredRow[]::new);
    }

    @Override
    public List<StoredRow> find(Query query, @Nullable Position behind) {
        this.transaction.requireActive();
        if (this.writes.isEmpty()) {
            return this.reads.find(query, behind);
        }
        int limit = query.limit().orElse(0);
        // As many as may have been written here since.
        long most = (limit > 0) ? Math.min((long) limit + this.writes.size(), Integer.MAX_VALUE) : 0;
        List<StoredRow> found = new ArrayList<>();
        for (StoredRow row : this.reads.find(query.withLimit((int) most), behind)) {
            if (!this.writes.containsKey(row.id())) {
                found.add(row);
            }
        }
        Matcher matcher = Matcher.of(query.condition());
        int committed = found.size();
        own().filter((row) -> matcher.test(row.id(), row.json()) && (behind == null || behind.isBefore(row)))
            .forEach(found::add);
        if (found.size() > committed) {
            found.sort(RowOrder.of(query.order()));
        }
        return (limit > 0 && found.size() > limit) ? List.copyOf(found.subList(0, limit)) : found;
    }

    @Override
    public Stream<StoredRow> stream(Query query) {
        return find(query, null).stream();
    }

    @Override
    public long count(Query query, long most) {
        return Math.min(find(query.withoutOrder(), null).size(), most);
    }

    @Override
    public QueryPlan explain(Query query) {
        this.transaction.requireActive();
        return this.reads.explain(query);
    }

    @Override
    public <R extends @Nullable Object> R transact(Function<CollectionBackend, R> work) {
        this.transaction.requireActive();
        return work.apply(this);
    }

    private OwnKeys own(int index) {
        OwnKeys own = this.keys[index];
        if (own == null) {
            FieldIndex field = this.collection.indexes().get(index);
            own = new OwnKeys(field);
            own().forEach(own::add);
            this.keys[index] = own;
        }
        return own;
    }

    private Stream<StoredRow> own() {
        return this.writes.values().stream().map((write) -> write.after()).filter((row) -> row != null);
    }

    @Override
    public Stream<StoredRow> rows() {
        this.transaction.requireActive();
        Stream<StoredRow> committed = this.reads.rows().filter((row) -> !this.writes.containsKey(row.id()));
        return Stream.concat(committed, own().toList().stream()).filter((row) -> {
            this.transaction.requireNotEnded();
            return true;
        });
    }

    @Override
    public long count() {
        return rows().count();
    }

    @Override
    public void clear() {
        rows().map(StoredRow::id).toList().forEach((id) -> delete(id, CollectionBackend.ANY));
    }

}
