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
        List<byte[]> bounds = new ArrayList<>(List.of(new byte[0]));
        List<Leaf> leaves = new ArrayList<>();
        int from = 0;
        do {
            int to = end(entries, from);
            List<Entry> some = entries.subList(from, to);
            leaves.add(leaf(some.stream().map(Entry::key).toArray(byte[][]::new),
                    some.stream().mapToInt((entry) -> rows.hash(entry.row.id())).toArray()));
            if (to < entries.size()) {
                bounds.add(separator(entries.get(to - 1).key, entries.get(to).key));
            }
            from = to;
        }
        while (from < entries.size());
        return new Leaves(bounds.toArray(byte[][]::new), leaves.toArray(Leaf[]::new));
    }

    /**
     * Where a leaf ends that begins there: where it is full, or before that where its
     * keys cease to have so much alike that eight bytes behind it tell them apart.
     */
    private static int end(List<Entry> entries, int from) {
        int full = Math.min(from + FILLED, entries.size());
        int to = full;
        while (to - from >= FILLED / 4) {
            int common = common(entries, from, to - 1);
            if (areToldApart(entries.subList(from, to), common)) {
                return to;
            }
            while (to > from + 1 && common(entries, from, to - 1) == common) {
                to--;
            }
        }
        return full;
    }

    /** How much two keys begin with alike. */
    private static int common(List<Entry> entries, int one, int other) {
        return Math.max(0, Arrays.mismatch(entries.get(one).key, entries.get(other).key));
    }

    private static boolean areToldApart(List<Entry> entries, int common) {
        int same = 0;
        for (int i = 1; i < entries.size(); i++) {
            same += (Leaf.head(entries.get(i - 1).key, common) == Leaf.head(entries.get(i).key, common)) ? 1 : 0;
        }
        return same <= entries.size() / 8;
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
