package io.filestore.memory;

import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.row.DecodedMemory;
import io.filestore.row.DecodedValues;
import io.filestore.row.StoredRow;

/**
 * One collection in memory: its rows, its indexes, and what of it is not in the files
 * yet. It knows no files.
 *
 * <p>
 * Rows and indexes may be read by anybody at any time; they are changed only under the
 * commit lock, and so is what is dirty. Figures may be read at any time. The order of the
 * steps in {@link #apply} makes a single change appear at once: an index names a row
 * before the row is there and until after it has gone, and readers of the index look at
 * the row.
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
public final class CollectionMemory {

    private final String name;

    private final byte @Nullable [] logTable;

    private final boolean persistent;

    private final DecodedValues decoded;

    private final ChangeCounts counts = new ChangeCounts();

    private final QueryCounts queries = new QueryCounts();

    private final RowTable rows = new RowTable();

    private final FieldIndexes indexes;

    private final Orderings orderings;

    private final RowLoad load;

    private final Expiry expiry;

    private final DirtySet dirty = new DirtySet();

    private volatile @Nullable Snapshot snapshot;

    private volatile long changes;

    /**
     * @param logTable names it in the log, null if it is not logged
     * @param persistent whether there are files for which to note what is dirty
     * @param indexed the fields of each index, the unique ones included, each once
     * @param unique the fields that no two rows may share the values of
     * @param ttl how long after its last write a row expires; null for never
     */
    public CollectionMemory(String name, byte @Nullable [] logTable, boolean persistent, List<List<String>> indexed,
            Collection<List<String>> unique, @Nullable Duration ttl, DecodedMemory memory) {
        this.name = name;
        this.logTable = logTable;
        this.persistent = persistent;
        this.decoded = new DecodedValues(memory);
        this.indexes = new FieldIndexes(indexed, unique, this.rows);
        this.orderings = new Orderings(indexed, this.rows);
        this.load = new RowLoad(this.rows, this.indexes.all());
        this.expiry = new Expiry(ttl, this.rows);
    }

    public String name() {
        return this.name;
    }

    /** Names it in the log, null if it is not logged. */
    public byte @Nullable [] logTable() {
        return this.logTable;
    }

    public DecodedValues decoded() {
        return this.decoded;
    }

    public ChangeCounts counts() {
        return this.counts;
    }

    public QueryCounts queries() {
        return this.queries;
    }

    public Expiry expiry() {
        return this.expiry;
    }

    public FieldIndexes indexes() {
        return this.indexes;
    }

    public Orderings orderings() {
        return this.orderings;
    }

    public @Nullable StoredRow row(String id) {
        return this.rows.get(id);
    }

    public RowTable rows() {
        return this.rows;
    }

    public long size() {
        return this.rows.size();
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
        if (before != null && after != null && this.indexes.hasSameKeys(before.json(), after.json())) {
            replace(before, after, now);
        }
        else {
            apply(id, before, this.indexes.keys(before), after, this.indexes.keys(after), now);
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
        this.orderings.beforeChange(id, before, after);
        if (after != null) {
            this.indexes.put(after, keysAfter, (before != null) ? keysBefore : null);
            this.rows.put(after);
            this.expiry.note(after);
        }
        else {
            this.rows.remove(id);
        }
        if (before != null) {
            this.indexes.remove(before, keysBefore, (after != null) ? keysAfter : null);
        }
        this.orderings.afterChange();
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

    public void markDirty(String id, @Nullable StoredRow before, @Nullable StoredRow after, long now) {
        if (this.persistent) {
            this.dirty.add(id, before, after, now);
        }
    }

    /** Brings the first rows into memory; not yet under the commit lock. */
    public RowLoad load() {
        return this.load;
    }

    /** Looks at what was loaded, once it is all there. */
    public void loaded() {
        this.load.finish();
        this.expiry.noteAll();
    }

    /** How many rows have been read so far. */
    public long sizeSoFar() {
        return Math.max(this.rows.size(), this.load.count());
    }

    /** Takes back a loaded row. */
    public void unload(String id) {
        StoredRow row = this.rows.remove(id);
        if (row != null) {
            this.indexes.remove(row, this.indexes.keys(row), null);
        }
    }

    /** How many dirty rows there are. */
    public int dirtyCount() {
        return this.dirty.count();
    }

    /**
     * Since when the oldest change is not in the files, epoch milliseconds; 0 if all are.
     */
    public long dirtySince() {
        return this.dirty.oldest();
    }

    /**
     * Takes what is dirty, for a flush. Until {@link #flushed} or {@link #giveBack} rows
     * keep as they are now.
     */
    public DirtySnapshot take() {
        return new DirtySnapshot(this.dirty.take(), snapshot());
    }

    /** What is dirty now, without taking it; until {@link #thaw}. */
    public DirtySnapshot freeze() {
        return new DirtySnapshot(this.dirty.copy(), snapshot());
    }

    private Snapshot snapshot() {
        Snapshot taken = new Snapshot(this.rows);
        this.snapshot = taken;
        return taken;
    }

    /** Ends a snapshot of which nothing was taken. */
    public void thaw() {
        this.snapshot = null;
    }

    /** What was taken is in the files. */
    public void flushed() {
        this.snapshot = null;
        this.dirty.flushed();
    }

    /**
     * Takes back what a flush could not write; what the files hold of it is unknown from
     * now on.
     */
    public void giveBack(DirtySnapshot taken) {
        this.snapshot = null;
        this.dirty.giveBack(taken.dirty());
    }

}
