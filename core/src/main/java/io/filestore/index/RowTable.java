package io.filestore.index;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import io.filestore.record.RowIds;
import io.filestore.record.StoredRow;

/**
 * Rows by their ids, without an entry beside the row. Any number of threads may read
 * while others change it, without a lock, and none misses a row that stays. Walking
 * through it shows each row that stays once, as it was at some moment since the walk
 * began.
 *
 * <p>
 * It has parts, chosen by the hash of the id, so that growing one of them takes no long
 * time and loading threads seldom meet.
 */
public final class RowTable implements Iterable<StoredRow> {

    static final int PARTS = 16;

    private final RowPart[] parts = new RowPart[PARTS];

    public RowTable() {
        Arrays.setAll(this.parts, (i) -> new RowPart());
    }

    public @Nullable StoredRow get(String id) {
        return SameHash.get(under(RowIds.hash(id)), id);
    }

    /** Adds a row, or puts it in place of the one with its id, which is returned. */
    public @Nullable StoredRow put(StoredRow row) {
        RowPart part = this.parts[part(row.idHash())];
        synchronized (part) {
            return part.put(row);
        }
    }

    /** Takes away the row with this id, which is returned. */
    public @Nullable StoredRow remove(String id) {
        int hash = RowIds.hash(id);
        RowPart part = this.parts[part(hash)];
        synchronized (part) {
            return part.remove(hash, id);
        }
    }

    public long size() {
        long size = 0;
        for (RowPart part : this.parts) {
            size += part.size();
        }
        return size;
    }

    /**
     * Adds the rows that belong into one part, and takes back others, in their order.
     * @param count how many all batches have
     */
    void fill(int number, List<RowBatch> batches, int count) {
        RowPart part = this.parts[number];
        synchronized (part) {
            part.fill(number, batches, (count + count / 8) / PARTS);
        }
    }

    @Override
    public Iterator<StoredRow> iterator() {
        return Spliterators.iterator(spliterator());
    }

    @Override
    public Spliterator<StoredRow> spliterator() {
        RowPlaces[] places = new RowPlaces[PARTS];
        Arrays.setAll(places, (i) -> this.parts[i].places());
        return new RowSpliterator(places, 0, PARTS, size());
    }

    public Stream<StoredRow> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /** The number of the part for a hash. */
    static int part(int hash) {
        return hash & (PARTS - 1);
    }

    private RowPlaces places(int hash) {
        return this.parts[part(hash)].places();
    }

    /**
     * The row whose id has this hash, or several as an array in the order of their ids.
     */
    @Nullable Object under(int hash) {
        return places(hash).get(hash);
    }

    /** The one row under each of these hashes; null if there is not one under each. */
    StoredRow @Nullable [] eachUnder(int[] hashes) {
        @Nullable Object[] guesses = new @Nullable Object[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            guesses[i] = places(hashes[i]).guess(hashes[i]);
        }
        // Only now is any row looked at, so that the processor fetches many at a time.
        StoredRow[] rows = new StoredRow[hashes.length];
        for (int i = 0; i < rows.length; i++) {
            boolean right = guesses[i] instanceof StoredRow guess && guess.idHash() == hashes[i];
            if (!((right ? guesses[i] : under(hashes[i])) instanceof StoredRow row)) {
                return null;
            }
            rows[i] = row;
        }
        return rows;
    }

}
