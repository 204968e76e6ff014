package io.filestore.index;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

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

    private final Part[] parts = new Part[PARTS];

    public RowTable() {
        Arrays.setAll(this.parts, (i) -> new Part());
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
        int at = search(rows, id);
        return (at >= 0) ? rows[at] : null;
    }

    /** Adds a row, or puts it in place of the one with its id, which is returned. */
    public @Nullable StoredRow put(StoredRow row) {
        int hash = hash(row.id());
        Part part = part(hash);
        synchronized (part) {
            StoredRow before = part.putRow(hash, row);
            part.size += (before == null) ? 1 : 0;
            return before;
        }
    }

    /**
     * Puts a copy of a row in its place, unless somebody else has.
     * @return whether it did; it does not where several ids have one hash
     */
    public boolean replace(StoredRow row, StoredRow copy) {
        int hash = hash(row.id());
        Part part = part(hash);
        synchronized (part) {
            if (part.get(hash) != row) {
                return false;
            }
            part.put(hash, copy);
            return true;
        }
    }

    /** Takes away the row with this id, which is returned. */
    public @Nullable StoredRow remove(String id) {
        int hash = hash(id);
        Part part = part(hash);
        synchronized (part) {
            StoredRow before = part.removeRow(hash, id);
            part.size -= (before != null) ? 1 : 0;
            return before;
        }
    }

    public long size() {
        long size = 0;
        for (Part part : this.parts) {
            size += part.size;
        }
        return size;
    }

    /**
     * Adds the rows that belong into one part, and takes back others, in their order.
     * @param count how many all batches have
     */
    void fill(int number, List<RowBatch> batches, int count) {
        Part part = this.parts[number];
        synchronized (part) {
            if (part.size == 0) {
                part.expect((count + count / 8) / PARTS);
            }
            int size = part.size;
            for (RowBatch batch : batches) {
                size += part.fill(number, batch);
            }
            part.size = size;
        }
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

    private Part part(int hash) {
        return this.parts[hash & (PARTS - 1)];
    }

    /** What an index knows a row by; neither 0 nor 1. */
    static int hash(String id) {
        int hash = id.hashCode();
        hash ^= hash >>> 16;
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
            .flatMap((part) -> part.severalUnder.stream())
            .flatMap((hash) -> Arrays.stream(rows(under(hash))));
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

    /**
     * What is under one hash, in the order of the ids: many ids with one hash must not
     * make it slow.
     */
    private static StoredRow[] rows(@Nullable Object found) {
        if (found == null) {
            return new StoredRow[0];
        }
        return (found instanceof StoredRow one) ? new StoredRow[] { one } : (StoredRow[]) found;
    }

    private static int search(StoredRow[] rows, String id) {
        int low = 0;
        int high = rows.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = rows[middle].id().compareTo(id);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            }
            else {
                high = middle - 1;
            }
        }
        return ~low;
    }

    private static StoredRow[] with(StoredRow[] rows, int at, StoredRow row) {
        StoredRow[] more = Arrays.copyOf(rows, rows.length + 1);
        System.arraycopy(rows, at, more, at + 1, rows.length - at);
        more[at] = row;
        return more;
    }

    private static StoredRow[] without(StoredRow[] rows, int at) {
        StoredRow[] left = Arrays.copyOf(rows, rows.length - 1);
        System.arraycopy(rows, at + 1, left, at, left.length - at);
        return left;
    }

    private static final class Part extends KeyTable {

        private volatile int size;

        /** The few hashes under which there have been several rows. */
        private final Set<Integer> severalUnder = ConcurrentHashMap.newKeySet(1);

        private @Nullable StoredRow putRow(int hash, StoredRow row) {
            Object found = get(hash);
            if (found == null || (found instanceof StoredRow one && one.id().equals(row.id()))) {
                put(hash, row);
                return (StoredRow) found;
            }
            StoredRow[] rows = rows(found);
            int at = search(rows, row.id());
            if (at < 0) {
                put(hash, with(rows, ~at, row));
                this.severalUnder.add(hash);
                return null;
            }
            StoredRow[] changed = rows.clone();
            changed[at] = row;
            put(hash, changed);
            return rows[at];
        }

        private @Nullable StoredRow removeRow(int hash, String id) {
            StoredRow[] rows = rows(get(hash));
            int at = search(rows, id);
            if (at < 0) {
                return null;
            }
            if (rows.length == 1) {
                remove(hash);
            }
            else {
                StoredRow[] left = without(rows, at);
                put(hash, (left.length == 1) ? left[0] : left);
            }
            return rows[at];
        }

        /**
         * Takes what belongs into the part of this number; returns how many more it has.
         */
        private int fill(int number, RowBatch batch) {
            int more = 0;
            for (int i = 0; i < batch.size(); i++) {
                int hash = batch.id(i);
                if ((hash & (PARTS - 1)) == number) {
                    StoredRow row = batch.row(i);
                    if (row != null) {
                        more += (putRow(hash, row) == null) ? 1 : 0;
                    }
                    else {
                        more -= (removeRow(hash, String.valueOf(batch.removed(i))) != null) ? 1 : 0;
                    }
                }
            }
            return more;
        }

    }

}
