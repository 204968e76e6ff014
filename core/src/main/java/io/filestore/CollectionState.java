package io.filestore;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Layout;
import io.filestore.checksum.ChecksumFile;
import io.filestore.index.FieldIndex;
import io.filestore.index.IndexFile;
import io.filestore.index.IndexKey;
import io.filestore.index.RowLoad;
import io.filestore.index.RowTable;
import io.filestore.record.DecodedMemory;
import io.filestore.record.DecodedValues;
import io.filestore.record.FieldReader;
import io.filestore.record.StoredRow;
import io.filestore.storage.StorageStrategy;
import io.filestore.wal.LogBatch;

/**
 * One collection in memory: its rows, its indexes, and what of it is not in the files
 * yet.
 *
 * <p>
 * Rows and indexes may be read by anybody at any time; they are changed, and everything
 * else is touched, only under the commit lock. The order of the steps in {@link #apply}
 * makes a single change appear at once: an index names a row before the row is there and
 * until after it has gone, and readers of the index look at the row.
 */
final class CollectionState {

    final String name;

    final CollectionOptions options;

    final StorageStrategy strategy;

    /** What the catalog has of it, null if it has no files or always the same. */
    final @Nullable Layout layout;

    final boolean persistent;

    final boolean logged;

    /** Names it in the log, null if it is not logged. */
    final byte @Nullable [] logTable;

    final DecodedValues decoded;

    final LongAdder puts = new LongAdder();

    final LongAdder deletes = new LongAdder();

    final LongAdder expirations = new LongAdder();

    final AtomicInteger quarantined = new AtomicInteger();

    final Expiry expiry;

    final Unflushed unflushed;

    private final RowTable rows = new RowTable();

    private final List<FieldIndex> indexes = new ArrayList<>();

    private final RowLoad load = new RowLoad(this.rows, this.indexes);

    private final List<IndexFile> indexFiles;

    private final @Nullable ChecksumFile checksums;

    private final FieldReader indexedFields;

    private volatile long changes;

    CollectionState(String name, CollectionOptions options, StorageStrategy strategy, @Nullable Layout layout,
            boolean persistent, boolean logged, List<IndexFile> indexFiles, @Nullable ChecksumFile checksums,
            DecodedMemory memory) {
        this.name = name;
        this.options = options;
        this.strategy = strategy;
        this.layout = layout;
        this.persistent = persistent;
        this.logged = logged;
        this.logTable = logged ? LogBatch.table(name) : null;
        this.indexFiles = indexFiles;
        this.checksums = checksums;
        this.decoded = new DecodedValues(memory);
        List<String> fields = indexedFields(options);
        fields.forEach((field) -> this.indexes.add(new FieldIndex(field, options.unique().contains(field), this.rows)));
        this.indexedFields = new FieldReader(fields);
        this.expiry = new Expiry(options.ttl(), this.rows);
        this.unflushed = new Unflushed(this.rows);
    }

    /** The fields to index, the unique ones included, each once. */
    static List<String> indexedFields(CollectionOptions options) {
        Set<String> fields = new LinkedHashSet<>(options.indexed());
        fields.addAll(options.unique());
        return List.copyOf(fields);
    }

    /** The keys of a row, in the order of the indexes. */
    @Nullable Object[] keys(@Nullable StoredRow row) {
        return (row != null) ? keys(row.json()) : NO_KEYS;
    }

    /** The keys of a row to be, in the order of the indexes. */
    @Nullable Object[] keys(byte[] json) {
        if (this.indexes.isEmpty()) {
            return NO_KEYS;
        }
        byte[] @Nullable [] values = this.indexedFields.read(json);
        @Nullable Object[] keys = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) {
            byte[] value = values[i];
            keys[i] = (value != null) ? IndexKey.of(value) : null;
        }
        return keys;
    }

    /** Whether two rows have the same keys; false if that is not seen at a glance. */
    boolean hasSameKeys(byte[] json, byte[] other) {
        return this.indexes.isEmpty() || this.indexedFields.isSame(json, other);
    }

    private static final @Nullable Object[] NO_KEYS = {};

    @Nullable StoredRow row(String id) {
        return this.rows.get(id);
    }

    RowTable rows() {
        return this.rows;
    }

    long size() {
        return this.rows.size();
    }

    List<FieldIndex> indexes() {
        return this.indexes;
    }

    /** The position of a field among the indexes, -1 if it is not indexed. */
    int index(String field) {
        for (int i = 0; i < this.indexes.size(); i++) {
            if (this.indexes.get(i).field().equals(field)) {
                return i;
            }
        }
        return -1;
    }

    List<IndexFile> indexFiles() {
        return this.indexFiles;
    }

    @Nullable ChecksumFile checksums() {
        return this.checksums;
    }

    /**
     * Grows by one when a change of the collection begins and again when it ends, so that
     * it is odd meanwhile.
     */
    long changes() {
        return this.changes;
    }

    /**
     * The rows with a key, as they are at one moment, in the order of their ids; null if
     * they are being changed.
     */
    StoredRow @Nullable [] findAtOnce(FieldIndex index, Object key) {
        long before = this.changes;
        if ((before & 1) != 0) {
            return null;
        }
        StoredRow[] found = index.findUnchanged(key);
        VarHandle.acquireFence();
        return (this.changes == before) ? found : null;
    }

    /** Makes a row visible, or takes it away; its keys change, too. */
    void apply(String id, @Nullable StoredRow before, @Nullable StoredRow after, long now) {
        if (before != null && after != null && hasSameKeys(before.json(), after.json())) {
            replace(before, after, now);
        }
        else {
            apply(id, before, keys(before), after, keys(after), now);
        }
    }

    /** Makes a row visible in place of one with the same keys. */
    void replace(StoredRow before, StoredRow after, long now) {
        begin(after.id(), before);
        this.rows.put(after);
        this.expiry.note(after);
        this.changes++;
        markDirty(after.id(), before, after, now);
    }

    /** Makes a row visible, or takes it away. */
    void apply(String id, @Nullable StoredRow before, @Nullable Object[] keysBefore, @Nullable StoredRow after,
            @Nullable Object[] keysAfter, long now) {
        begin(id, before);
        if (after != null) {
            for (int i = 0; i < this.indexes.size(); i++) {
                this.indexes.get(i)
                    .put((before != null) ? FieldIndex.without(keysAfter[i], keysBefore[i]) : keysAfter[i], after);
            }
            this.rows.put(after);
            this.expiry.note(after);
        }
        else {
            this.rows.remove(id);
        }
        if (before != null) {
            for (int i = 0; i < this.indexes.size(); i++) {
                this.indexes.get(i)
                    .remove((after != null) ? FieldIndex.without(keysBefore[i], keysAfter[i]) : keysBefore[i], before);
            }
        }
        this.changes++;
        markDirty(id, before, after, now);
    }

    private void begin(String id, @Nullable StoredRow before) {
        this.unflushed.keep(id, before);
        this.changes++;
        VarHandle.releaseFence();
    }

    void markDirty(String id, @Nullable StoredRow before, @Nullable StoredRow after, long now) {
        if (this.persistent) {
            this.unflushed.add(id, before, after, now);
        }
    }

    /** Brings the first rows into memory; not yet under the commit lock. */
    RowLoad load() {
        return this.load;
    }

    /** Looks at what was loaded, once it is all there. */
    void loaded() {
        this.load.finish();
        this.strategy.loaded(this.rows.size());
        this.expiry.noteAll();
    }

    /** How many rows have been read so far. */
    long sizeSoFar() {
        return Math.max(this.rows.size(), this.load.count());
    }

    /** Takes back a loaded row. */
    void unload(String id) {
        StoredRow row = this.rows.remove(id);
        @Nullable Object[] keys = keys(row);
        for (int i = 0; i < keys.length; i++) {
            this.indexes.get(i).remove(keys[i], Objects.requireNonNull(row));
        }
    }

    boolean hasFlushWork() {
        return this.persistent && (this.unflushed.isAny() || this.strategy.wantsCompaction()
                || (this.checksums != null && this.checksums.hasWork())
                || this.indexFiles.stream().anyMatch(IndexFile::isUnchecked));
    }

    /**
     * Takes what is dirty, for a flush. Until the flush has ended rows keep as they are
     * now.
     */
    FlushWork takeDirty() {
        return new FlushWork(this, this.unflushed.take(), this.unflushed.snapshot());
    }

    /** What is dirty now, without taking it; until {@link Unflushed#thaw}. */
    FlushWork freeze() {
        return new FlushWork(this, this.unflushed.copy(), this.unflushed.snapshot());
    }

    CollectionStats stats() {
        Unflushed.Flushed flushed = this.unflushed.written();
        return new CollectionStats(this.name, this.options.strategy(), this.strategy.path(), this.logged,
                this.options.ttl(), this.indexes.stream().map(FieldIndex::field).toList(), this.options.unique(),
                size(), this.unflushed.count(), this.puts.sum(), this.deletes.sum(), this.expirations.sum(),
                flushed.rows(), flushed.bytes(), flushed.last(), this.quarantined.get());
    }

}
