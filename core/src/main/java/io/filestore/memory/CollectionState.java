package io.filestore.memory;

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
import io.filestore.config.CollectionOptions;
import io.filestore.json.FieldReader;
import io.filestore.report.CollectionStats;
import io.filestore.row.DecodedMemory;
import io.filestore.row.DecodedValues;
import io.filestore.row.IndexKey;
import io.filestore.row.StoredRow;
import io.filestore.storage.IndexFile;
import io.filestore.storage.StorageStrategy;
import io.filestore.wal.LogBatch;

/**
 * One collection in memory: its rows, its indexes, and what of it is not in the files
 * yet.
 *
 * <p>
 * Rows and indexes may be read by anybody at any time; they are changed only under the
 * commit lock. Figures may be read at any time; files are the flush thread's. The order
 * of the steps in {@link #apply} makes a single change appear at once: an index names a
 * row before the row is there and until after it has gone, and readers of the index look
 * at the row.
 *
 * <p>
 * {@link #changes} is a seqlock without waiting, for those who look at several rows. What
 * holds, and why:
 * <ol>
 * <li>Only the holder of the commit lock counts, so that none is lost although a step is
 * a read and a write.</li>
 * <li>It is odd while rows or indexes are changed: the release fence keeps the change
 * behind the first step, and the second step is a volatile write, which keeps the change
 * before it.</li>
 * <li>Who has found it even, looked, and found it the same behind an acquire fence, has
 * seen the collection as it was at one moment. Anybody else throws away what was found,
 * and whatever that was did no harm: rows never change.</li>
 * <li>The row that a change replaces is kept for a running {@link Snapshot} before the
 * first step.</li>
 * <li>An error within a change leaves it odd. Searches then look at rows one by one, and
 * the committer takes no more writes.</li>
 * </ol>
 */
public final class CollectionState {

    private final String name;

    private final CollectionOptions options;

    private final StorageStrategy strategy;

    private final @Nullable Layout layout;

    private final boolean persistent;

    private final boolean logged;

    private final byte @Nullable [] logTable;

    private final DecodedValues decoded;

    private final LongAdder puts = new LongAdder();

    private final LongAdder deletes = new LongAdder();

    private final LongAdder expirations = new LongAdder();

    private final AtomicInteger quarantined = new AtomicInteger();

    private final Expiry expiry;

    private final Unflushed unflushed;

    private final RowTable rows = new RowTable();

    private final List<FieldIndex> indexes = new ArrayList<>();

    private final RowLoad load = new RowLoad(this.rows, this.indexes);

    private final List<IndexFile> indexFiles;

    private final @Nullable ChecksumFile checksums;

    private final FieldReader indexedFields;

    private volatile long changes;

    public CollectionState(String name, CollectionOptions options, StorageStrategy strategy, @Nullable Layout layout,
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

    public String name() {
        return this.name;
    }

    public CollectionOptions options() {
        return this.options;
    }

    public StorageStrategy strategy() {
        return this.strategy;
    }

    /** What the catalog has of it, null if it has no files or always the same. */
    public @Nullable Layout layout() {
        return this.layout;
    }

    public boolean isPersistent() {
        return this.persistent;
    }

    public boolean isLogged() {
        return this.logged;
    }

    /** Names it in the log, null if it is not logged. */
    public byte @Nullable [] logTable() {
        return this.logTable;
    }

    public DecodedValues decoded() {
        return this.decoded;
    }

    public LongAdder puts() {
        return this.puts;
    }

    public LongAdder deletes() {
        return this.deletes;
    }

    public LongAdder expirations() {
        return this.expirations;
    }

    public AtomicInteger quarantined() {
        return this.quarantined;
    }

    public Expiry expiry() {
        return this.expiry;
    }

    public Unflushed unflushed() {
        return this.unflushed;
    }

    /** The fields to index, the unique ones included, each once. */
    public static List<String> indexedFields(CollectionOptions options) {
        Set<String> fields = new LinkedHashSet<>(options.indexed());
        fields.addAll(options.unique());
        return List.copyOf(fields);
    }

    /** The keys of a row, in the order of the indexes. */
    public @Nullable Object[] keys(@Nullable StoredRow row) {
        return (row != null) ? keys(row.json()) : NO_KEYS;
    }

    /** The keys of a row to be, in the order of the indexes. */
    public @Nullable Object[] keys(byte[] json) {
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
    public boolean hasSameKeys(byte[] json, byte[] other) {
        return this.indexes.isEmpty() || this.indexedFields.isSame(json, other);
    }

    private static final @Nullable Object[] NO_KEYS = {};

    public @Nullable StoredRow row(String id) {
        return this.rows.get(id);
    }

    public RowTable rows() {
        return this.rows;
    }

    public long size() {
        return this.rows.size();
    }

    public List<FieldIndex> indexes() {
        return this.indexes;
    }

    /** The position of a field among the indexes, -1 if it is not indexed. */
    public int index(String field) {
        for (int i = 0; i < this.indexes.size(); i++) {
            if (this.indexes.get(i).field().equals(field)) {
                return i;
            }
        }
        return -1;
    }

    public List<IndexFile> indexFiles() {
        return this.indexFiles;
    }

    public @Nullable ChecksumFile checksums() {
        return this.checksums;
    }

    /**
     * Grows by one when a change of the collection begins and again when it ends, so that
     * it is odd meanwhile.
     */
    public long changes() {
        return this.changes;
    }

    /**
     * The rows with a key, as they are at one moment, in the order of their ids; null if
     * they are being changed.
     */
    public StoredRow @Nullable [] findAtOnce(FieldIndex index, Object key) {
        long before = this.changes;
        if ((before & 1) != 0) {
            return null;
        }
        StoredRow[] found = index.findUnchanged(key);
        VarHandle.acquireFence();
        return (this.changes == before) ? found : null;
    }

    /** Makes a row visible, or takes it away; its keys change, too. */
    public void apply(String id, @Nullable StoredRow before, @Nullable StoredRow after, long now) {
        if (before != null && after != null && hasSameKeys(before.json(), after.json())) {
            replace(before, after, now);
        }
        else {
            apply(id, before, keys(before), after, keys(after), now);
        }
    }

    /** Makes a row visible in place of one with the same keys. */
    public void replace(StoredRow before, StoredRow after, long now) {
        begin(after.id(), before);
        this.rows.put(after);
        this.expiry.note(after);
        this.changes++;
        markDirty(after.id(), before, after, now);
    }

    /** Makes a row visible, or takes it away. */
    public void apply(String id, @Nullable StoredRow before, @Nullable Object[] keysBefore, @Nullable StoredRow after,
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

    public void markDirty(String id, @Nullable StoredRow before, @Nullable StoredRow after, long now) {
        if (this.persistent) {
            this.unflushed.add(id, before, after, now);
        }
    }

    /** Brings the first rows into memory; not yet under the commit lock. */
    public RowLoad load() {
        return this.load;
    }

    /** Looks at what was loaded, once it is all there. */
    public void loaded() {
        this.load.finish();
        this.strategy.loaded(this.rows.size());
        this.expiry.noteAll();
    }

    /** How many rows have been read so far. */
    public long sizeSoFar() {
        return Math.max(this.rows.size(), this.load.count());
    }

    /** Takes back a loaded row. */
    public void unload(String id) {
        StoredRow row = this.rows.remove(id);
        @Nullable Object[] keys = keys(row);
        for (int i = 0; i < keys.length; i++) {
            this.indexes.get(i).remove(keys[i], Objects.requireNonNull(row));
        }
    }

    public boolean hasFlushWork() {
        return this.persistent && (this.unflushed.isAny() || this.strategy.wantsCompaction()
                || (this.checksums != null && this.checksums.hasWork())
                || this.indexFiles.stream().anyMatch(IndexFile::isUnchecked));
    }

    /**
     * Takes what is dirty, for a flush. Until the flush has ended rows keep as they are
     * now.
     */
    public FlushWork takeDirty() {
        return new FlushWork(this, this.unflushed.take(), this.unflushed.snapshot());
    }

    /** What is dirty now, without taking it; until {@link Unflushed#thaw}. */
    public FlushWork freeze() {
        return new FlushWork(this, this.unflushed.copy(), this.unflushed.snapshot());
    }

    public CollectionStats stats() {
        Unflushed.Flushed flushed = this.unflushed.written();
        return new CollectionStats(this.name, this.options.strategy(), this.strategy.path(), this.logged,
                this.options.ttl(), this.indexes.stream().map(FieldIndex::field).toList(), this.options.unique(),
                size(), this.unflushed.count(), this.puts.sum(), this.deletes.sum(), this.expirations.sum(),
                flushed.rows(), flushed.bytes(), flushed.last(), this.quarantined.get());
    }

}
