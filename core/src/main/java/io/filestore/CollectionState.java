package io.filestore;

import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import io.filestore.checksum.ChecksumFile;
import io.filestore.index.FieldIndex;
import io.filestore.index.IndexFile;
import io.filestore.index.IndexKey;
import io.filestore.index.RowLoad;
import io.filestore.index.RowTable;
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

    final boolean persistent;

    final boolean logged;

    /** Names it in the log, null if it is not logged. */
    final byte @Nullable [] logTable;

    final DecodedValues decoded = new DecodedValues();

    final LongAdder puts = new LongAdder();

    final LongAdder deletes = new LongAdder();

    final LongAdder expirations = new LongAdder();

    final AtomicInteger quarantined = new AtomicInteger();

    private final RowTable rows = new RowTable();

    private final List<FieldIndex> indexes = new ArrayList<>();

    private final RowLoad load = new RowLoad(this.rows, this.indexes);

    private final List<IndexFile> indexFiles;

    private final @Nullable ChecksumFile checksums;

    private final FieldReader indexedFields;

    private final DirtySet dirty = new DirtySet();

    private volatile boolean rewriteDue;

    private volatile long changes;

    private volatile Flushed written = new Flushed(0, 0, 0, null);

    private final AtomicLong earliestExpiry = new AtomicLong(Long.MAX_VALUE);

    private volatile @Nullable Snapshot snapshot;

    CollectionState(String name, CollectionOptions options, StorageStrategy strategy, boolean persistent,
            boolean logged, List<IndexFile> indexFiles, @Nullable ChecksumFile checksums) {
        this.name = name;
        this.options = options;
        this.strategy = strategy;
        this.persistent = persistent;
        this.logged = logged;
        this.logTable = logged ? LogBatch.table(name) : null;
        this.indexFiles = indexFiles;
        this.checksums = checksums;
        List<String> fields = indexedFields(options);
        fields.forEach((field) -> this.indexes.add(new FieldIndex(field, options.unique().contains(field), this.rows)));
        this.indexedFields = new FieldReader(fields);
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

    /** What files can hold: they are read up to 18 digits. */
    private static final long LATEST_EXPIRY = 999_999_999_999_999_999L;

    /** When a row written now expires, 0 for never. */
    long expiry(long now) {
        if (this.options.ttl() == null) {
            return 0;
        }
        long expiry = now + this.options.ttl().toMillis();
        return (expiry > 0) ? Math.min(expiry, LATEST_EXPIRY) : LATEST_EXPIRY;
    }

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
        noteExpiry(after);
        this.changes++;
        markDirty(after.id(), before, after, now);
    }

    /** Makes a row visible, or takes it away. */
    void apply(String id, @Nullable StoredRow before, @Nullable Object[] keysBefore, @Nullable StoredRow after,
            @Nullable Object[] keysAfter, long now) {
        begin(id, before);
        if (after != null) {
            for (int i = 0; i < this.indexes.size(); i++) {
                this.indexes.get(i).put(keysAfter[i], after);
            }
            this.rows.put(after);
            noteExpiry(after);
        }
        else {
            this.rows.remove(id);
        }
        if (before != null) {
            for (int i = 0; i < this.indexes.size(); i++) {
                if (after == null || !Objects.equals(keysBefore[i], keysAfter[i])) {
                    this.indexes.get(i).remove(keysBefore[i], before);
                }
            }
        }
        this.changes++;
        markDirty(id, before, after, now);
    }

    private void begin(String id, @Nullable StoredRow before) {
        Snapshot running = this.snapshot;
        if (running != null) {
            running.keep(id, before);
        }
        this.changes++;
        VarHandle.releaseFence();
    }

    private void noteExpiry(StoredRow row) {
        if (row.expiresAt() != 0 && row.expiresAt() < this.earliestExpiry.get()) {
            this.earliestExpiry.accumulateAndGet(row.expiresAt(), Math::min);
        }
    }

    void markDirty(String id, @Nullable StoredRow before, @Nullable StoredRow after, long now) {
        if (this.persistent) {
            this.dirty.add(id, before, after, now);
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
        if (this.options.ttl() != null) {
            this.rows.forEach(this::noteExpiry);
        }
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

    /** The rows that have expired. Looks at all rows, but only when one may have. */
    List<StoredRow> expired(long now) {
        if (now < this.earliestExpiry.get()) {
            return List.of();
        }
        this.earliestExpiry.set(Long.MAX_VALUE);
        List<StoredRow> found = new ArrayList<>();
        for (StoredRow row : this.rows) {
            if (row.isExpiredAt(now)) {
                found.add(row);
            }
            noteExpiry(row);
        }
        return found;
    }

    boolean hasFlushWork() {
        return this.persistent && (this.dirty.count() > 0 || this.strategy.wantsCompaction() || this.rewriteDue
                || (this.checksums != null && this.checksums.hasWork())
                || this.indexFiles.stream().anyMatch(IndexFile::isUnchecked));
    }

    /** Lets the next flush write the files anew, since they hold what does not count. */
    void requireRewrite() {
        this.rewriteDue = true;
    }

    boolean isRewriteDue() {
        return this.rewriteDue;
    }

    /**
     * Takes what is dirty, for a flush. Until {@link #flushed} or {@link #flushFailed}
     * rows keep as they are now.
     */
    FlushWork takeDirty() {
        Snapshot taken = new Snapshot(this.rows);
        this.snapshot = taken;
        return new FlushWork(this, this.dirty.take(), taken);
    }

    void flushed() {
        this.rewriteDue = false;
        this.snapshot = null;
        this.dirty.flushed();
    }

    /**
     * Takes back what a flush could not write; what the files hold of it is unknown from
     * now on.
     */
    void flushFailed(FlushWork work) {
        this.snapshot = null;
        this.dirty.giveBack(work.taken());
    }

    /**
     * The rows and what is dirty of them as they are now, without taking it; until
     * {@link #thaw}.
     */
    FlushWork freeze() {
        Snapshot taken = new Snapshot(this.rows);
        this.snapshot = taken;
        return new FlushWork(this, this.dirty.copy(), taken);
    }

    void thaw() {
        this.snapshot = null;
    }

    /** Counts what a flush has written of it. Called by the flush thread only. */
    void noteWritten(FlushReport.Written more, Instant at) {
        Flushed before = this.written;
        this.written = new Flushed(before.times + 1, before.rows + more.rows(), before.bytes + more.bytes(), at);
    }

    /** How often a flush has written something of it. */
    long timesWritten() {
        return this.written.times;
    }

    CollectionStats stats() {
        Flushed flushed = this.written;
        return new CollectionStats(this.name, this.options.strategy(), this.strategy.path(), this.logged,
                this.options.ttl(), this.indexes.stream().map(FieldIndex::field).toList(), this.options.unique(),
                size(), this.dirty.count(), this.puts.sum(), this.deletes.sum(), this.expirations.sum(), flushed.rows,
                flushed.bytes, flushed.last, this.quarantined.get());
    }

    DirtySet dirty() {
        return this.dirty;
    }

    private record Flushed(long times, long rows, long bytes, @Nullable Instant last) {
    }

}
