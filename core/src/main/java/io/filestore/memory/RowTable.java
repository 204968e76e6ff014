package io.filestore.memory;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import io.filestore.json.SeededHash;
import io.filestore.row.StoredRow;

/**
 * Rows by their ids, without an entry beside the row. Any number of threads may read
 * while one changes it, without a lock, and none misses a row that stays. Walking through
 * it shows each row that stays once, as it was at some moment since the walk began.
 *
 * <p>
 * It has parts, chosen by the hash of the id, so that growing one of them takes no long
 * time and a load can fill several at once.
 *
 * <p>
 * What holds, and why:
 * <ol>
 * <li>Only one thread changes a part at a time. While a collection is loaded that is
 * whoever loads it; from then on it is the holder of the commit lock, and nobody else:
 * {@link #guardedBy}. So each change is between the {@code keep} of a running snapshot,
 * which a flush and a verification write and compare, and the note that the row is dirty;
 * and the row that a writer has looked up is the row that it replaces.</li>
 * <li>A row that is in the table is never put in place of itself, nor a copy of it: the
 * row of an id is another object exactly when it has another version.</li>
 * <li>A reader that sees a row sees all of it, since a row is made before it is put
 * ({@link KeyTable}, and the row's fields are final).</li>
 * <li>A hash leads to one row or to an array of rows; an array that is in the table is
 * never changed, but replaced by another.</li>
 * <li>A reader takes no row for another's: it compares the id, since a place may have
 * changed hands under it.</li>
 * <li>Each {@link #put} ends with a volatile write of the part's size, also where that
 * stays the same, and each walk begins with a read of it: {@link Expiry} relies on
 * that.</li>
 * </ol>
 */
public final class RowTable implements Iterable<StoredRow> {

    static final int PARTS = 16;

    private final TablePart[] parts = new TablePart[PARTS];

    /** Whether this thread may change it now. */
    private volatile BooleanSupplier holder = () -> true;

    /** Those of a hash that count: all, but in a test of ids that have the same. */
    private final int bits;

    public RowTable() {
        this(-1);
    }

    RowTable(int bits) {
        this.bits = bits;
        Arrays.setAll(this.parts, (i) -> new TablePart());
    }

    /**
     * From now on only those may change it of whom this is true; asserted where
     * assertions are on, as in tests.
     */
    public void guardedBy(BooleanSupplier newHolder) {
        this.holder = newHolder;
    }

    private void requireHolder() {
        assert this.holder.getAsBoolean() : "Only the holder of the commit lock changes the rows";
    }

    public @Nullable StoredRow get(String id) {
        int hash = hash(id);
        Object found = part(hash).get(hash);
        if (found instanceof StoredRow row) {
            return row.id().equals(id) ? row : null;
        }
        if (found == null) {
            return null;
        }
        StoredRow[] rows = (StoredRow[]) found;
        int at = TablePart.search(rows, id);
        return (at >= 0) ? rows[at] : null;
    }

    /** Adds a row, or puts it in place of the one with its id, which is returned. */
    public @Nullable StoredRow put(StoredRow row) {
        int hash = hash(row.id());
        requireHolder();
        TablePart part = part(hash);
        StoredRow before = part.putRow(hash, row);
        part.size += (before == null) ? 1 : 0;
        return before;
    }

    /** Takes away the row with this id, which is returned. */
    public @Nullable StoredRow remove(String id) {
        int hash = hash(id);
        requireHolder();
        TablePart part = part(hash);
        StoredRow before = part.removeRow(hash, id);
        part.size -= (before != null) ? 1 : 0;
        return before;
    }

    public long size() {
        long size = 0;
        for (TablePart part : this.parts) {
            size += part.size;
        }
        return size;
    }

    /**
     * Adds the rows that belong into one part, and takes back others, in their order.
     * @param count how many all batches have
     */
    void fill(int number, List<RowBatch> batches, int count) {
        requireHolder();
        TablePart part = this.parts[number];
        if (part.size == 0) {
            part.expect((count + count / 8) / PARTS);
        }
        int size = part.size;
        for (RowBatch batch : batches) {
            size += part.fill(number, batch);
        }
        part.size = size;
    }

    @Override
    public Iterator<StoredRow> iterator() {
        return Spliterators.iterator(spliterator());
    }

    @Override
    public Spliterator<StoredRow> spliterator() {
        KeyTable.Places[] places = new KeyTable.Places[PARTS];
        Arrays.setAll(places, (i) -> this.parts[i].places());
        return new RowSpliterator(places, 0, PARTS, size());
    }

    public Stream<StoredRow> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    TablePart[] parts() {
        return this.parts;
    }

    private TablePart part(int hash) {
        return this.parts[hash & (PARTS - 1)];
    }

    /**
     * What an index knows a row by; neither 0 nor 1, and another one in each process.
     */
    int hash(String id) {
        int hash = SeededHash.of(id) & this.bits;
        return ((hash & ~1) != 0) ? hash : hash | 2;
    }

    /**
     * The row whose id has this hash, or several as an array in the order of their ids.
     * Who asks while it changes may get another one where there was none.
     */
    @Nullable Object under(int hash) {
        return part(hash).get(hash);
    }

    /** The rows that share the hash of their ids with another row, or have done so. */
    Stream<StoredRow> inOnePlace() {
        return Arrays.stream(this.parts)
            .flatMapToInt((part) -> Arrays.stream(part.severalUnder))
            .mapToObj((hash) -> TablePart.rows(under(hash)))
            .flatMap(Arrays::stream);
    }

    /** The one row under each of these hashes; null if there is not one under each. */
    StoredRow @Nullable [] eachUnder(int[] hashes) {
        @Nullable Object[] under = new @Nullable Object[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            under[i] = under(hashes[i]);
        }
        // Only now is any row looked at, so that the processor fetches many at a time.
        StoredRow[] rows = new StoredRow[hashes.length];
        for (int i = 0; i < rows.length; i++) {
            if (!(under[i] instanceof StoredRow row)) {
                return null;
            }
            rows[i] = row;
        }
        return rows;
    }

}
