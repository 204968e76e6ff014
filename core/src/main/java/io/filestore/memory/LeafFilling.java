package io.filestore.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.filestore.row.StoredRow;

/** Fills the leaves of an {@link OrderedIndex} with many entries at once. */
final class LeafFilling {

    private static final int FILLED = OrderedIndex.MAX_LEAF * 7 / 8;

    private LeafFilling() {
    }

    /**
     * An entry to be.
     *
     * @param head the beginning of the key
     */
    record Entry(byte[] key, long head, StoredRow row) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            int order = Long.compareUnsigned(this.head, other.head);
            return (order != 0) ? order : Arrays.compareUnsigned(this.key, other.key);
        }

    }

    /** The entries of these rows, in order. */
    static List<Entry> sorted(Iterable<StoredRow> rows, OrderedIndex.Keys keys) {
        List<Entry> found = new ArrayList<>();
        for (StoredRow row : rows) {
            for (byte[] key : keys.of(row)) {
                found.add(new Entry(key, Leaf.head(key, 0), row));
            }
        }
        found.sort(null);
        return found;
    }

    /** Entries with those of some rows left out, and others in their place. */
    static List<Entry> merged(List<Entry> entries, Set<String> without, List<Entry> with) {
        List<Entry> merged = new ArrayList<>(entries.size() + with.size());
        int next = 0;
        for (Entry entry : entries) {
            if (!without.contains(entry.row.id())) {
                while (next < with.size() && with.get(next).compareTo(entry) < 0) {
                    merged.add(with.get(next++));
                }
                merged.add(entry);
            }
        }
        merged.addAll(with.subList(next, with.size()));
        return merged;
    }

    /** Leaves with these entries, which leave some room. */
    static Leaves leaves(List<Entry> entries, RowTable rows) {
        int count = Math.max(1, (entries.size() + FILLED - 1) / FILLED);
        byte[][] bounds = new byte[count][];
        Leaf[] leaves = new Leaf[count];
        for (int i = 0; i < count; i++) {
            List<Entry> some = entries.subList(i * FILLED, Math.min((i + 1) * FILLED, entries.size()));
            bounds[i] = (i == 0) ? new byte[0] : separator(entries.get(i * FILLED - 1).key, some.get(0).key);
            leaves[i] = leaf(some.stream().map(Entry::key).toArray(byte[][]::new),
                    some.stream().mapToInt((entry) -> rows.hash(entry.row.id())).toArray());
        }
        return new Leaves(bounds, leaves);
    }

    /** A leaf with these keys, in order, under what they begin with alike. */
    static Leaf leaf(byte[][] keys, int[] ids) {
        if (keys.length == 0) {
            return Leaf.EMPTY;
        }
        int common = Arrays.mismatch(keys[0], keys[keys.length - 1]);
        byte[] base = Arrays.copyOf(keys[0], (common < 0) ? 0 : common);
        long[] heads = new long[keys.length];
        Arrays.setAll(heads, (i) -> Leaf.head(keys[i], base.length));
        return new Leaf(base, heads, ids);
    }

    /** The shortest bound between two keys. */
    static byte[] separator(byte[] left, byte[] right) {
        return Arrays.copyOf(right, Arrays.mismatch(left, right) + 1);
    }

}
