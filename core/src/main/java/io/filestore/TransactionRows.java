package io.filestore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.error.VersionConflictException;
import io.filestore.index.FieldIndex;
import io.filestore.record.RowIds;
import io.filestore.record.StoredRow;

/**
 * The rows of a collection as one transaction sees them: its own changes over what
 * everybody sees. Everything that it reads, it writes down, to be checked when it
 * commits.
 */
final class TransactionRows implements RowAccess {

    private final Engine engine;

    private final LiveRows live;

    private final CollectionState collection;

    private final List<ReadCheck> reads;

    private final Map<String, RowWrite> writes = new TreeMap<>();

    TransactionRows(Engine engine, CollectionState collection, List<ReadCheck> reads) {
        this.engine = engine;
        this.live = new LiveRows(engine, collection);
        this.collection = collection;
        this.reads = reads;
    }

    @Override
    public CollectionState collection() {
        return this.collection;
    }

    /** The changes so far, one a row. */
    List<RowWrite> writes() {
        return List.copyOf(this.writes.values());
    }

    @Override
    public @Nullable StoredRow read(String id) {
        RowWrite own = this.writes.get(id);
        return (own != null) ? own.after : committed(id);
    }

    private @Nullable StoredRow committed(String id) {
        StoredRow row = this.live.read(id);
        note(id, row);
        return row;
    }

    private void note(String id, @Nullable StoredRow row) {
        long version = (row != null) ? row.version() : 0;
        this.reads.add((view) -> view.version(this.collection, id) == version);
    }

    @Override
    public PutResult put(String id, byte[] json, long expectedVersion) {
        RowIds.require(id);
        StoredRow before = expect(id, expectedVersion);
        RowWrite row = RowWrite.put(this.collection, id, json, this.engine.now(), RowWrite.ANY);
        // Versions are given at the commit; this one only serves reads of the transaction
        // itself.
        row.after = StoredRow.of(id, json, PROVISIONAL_VERSION, row.expiresAt);
        this.writes.put(id, row);
        return new PutResult(PROVISIONAL_VERSION, before == null);
    }

    /** The version that a row has inside the transaction that has written it. */
    private static final long PROVISIONAL_VERSION = Long.MAX_VALUE;

    @Override
    public boolean delete(String id, long expectedVersion) {
        StoredRow before = expect(id, expectedVersion);
        if (before != null) {
            this.writes.put(id, RowWrite.delete(this.collection, id, RowWrite.ANY));
        }
        return before != null;
    }

    private @Nullable StoredRow expect(String id, long expectedVersion) {
        StoredRow before = read(id);
        long version = (before != null) ? before.version() : 0;
        if (expectedVersion != RowWrite.ANY && expectedVersion != version) {
            throw new VersionConflictException(this.collection.name, id, expectedVersion, version);
        }
        return before;
    }

    @Override
    public StoredRow[] find(int index, Object key) {
        StoredRow[] committed = this.live.find(index, key);
        long[] versions = versions(committed);
        this.reads.add((view) -> !view.hasChanged(this.collection)
                && Arrays.equals(versions(this.live.find(index, key)), versions));
        FieldIndex field = this.collection.indexes().get(index);
        return merged(Arrays.stream(committed)).filter((row) -> field.hasKey(row, key))
            .sorted(Comparator.comparing(StoredRow::id))
            .toArray(StoredRow[]::new);
    }

    private static long[] versions(StoredRow[] rows) {
        return Arrays.stream(rows).mapToLong(StoredRow::version).toArray();
    }

    @Override
    public Stream<StoredRow> rows() {
        long changes = this.collection.changes();
        this.reads.add((view) -> !view.hasChanged(this.collection) && this.collection.changes() == changes);
        return merged(this.live.rows());
    }

    private Stream<StoredRow> merged(Stream<StoredRow> committed) {
        List<StoredRow> own = new ArrayList<>();
        for (RowWrite write : this.writes.values()) {
            if (write.after != null) {
                own.add(write.after);
            }
        }
        return Stream.concat(committed.filter((row) -> !this.writes.containsKey(row.id())), own.stream());
    }

    @Override
    public long count() {
        return rows().count();
    }

    @Override
    public void clear() {
        rows().map(StoredRow::id).toList().forEach((id) -> delete(id, RowWrite.ANY));
    }

}
