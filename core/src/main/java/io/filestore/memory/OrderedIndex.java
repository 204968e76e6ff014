package io.filestore.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.json.SortKey;
import io.filestore.row.StoredRow;

/**
 * The rows of a collection in the order of some of their fields, and of their ids where
 * these are the same. One thread changes it at a time; any number may read meanwhile
 * through an {@link OrderedScan}.
 *
 * <p>
 * A B+ tree of two levels, with prefix truncation (Bayer and Unterauer, "Prefix B-trees",
 * 1977). Its keys are those of {@link SortKey}, for each field and for the id; a row with
 * an array has one for each element. An entry has eight bytes of its key, and the hash of
 * the row id, as a {@link FieldIndex} has; what a leaf's keys begin with alike, it has
 * once. Where eight bytes do not tell two entries apart, the rows are asked.
 *
 * <p>
 * What holds, and why:
 * <ol>
 * <li>Only the holder of the commit lock changes it, or whoever fills it before anybody
 * else has it.</li>
 * <li>A leaf is immutable and is replaced by a volatile write; so are the {@link Leaves}
 * when their number changes. A reader that keeps to old ones finds there what was there
 * when they were replaced.</li>
 * <li>A row is named here before it comes into the table, and until after it has gone or
 * has changed, as in {@link FieldIndex}; an entry proves nothing to who reads while
 * something changes.</li>
 * <li>Between two changes each entry stands for exactly one key of a row under its hash,
 * and within a leaf for the n-th of those that look the same, if it is the n-th such
 * entry. So the writer can tell entries apart; while it changes a row, it says which keys
 * that row has here.</li>
 * </ol>
 */
final class OrderedIndex {

    /** As many entries as a leaf may have: what a change copies, 3 KB. */
    static final int MAX_LEAF = 256;

    private static final byte[][] NO_KEYS = {};

    private final RowTable rows;

    private final Keys keys;

    private volatile Leaves leaves;

    private volatile long entries;

    private volatile long several;

    private volatile long tooMany;

    /**
     * @param entries those of all rows that are there, in order
     */
    OrderedIndex(RowTable rows, Keys keys, List<LeafFilling.Entry> entries) {
        this.rows = rows;
        this.keys = keys;
        this.leaves = LeafFilling.leaves(entries, rows);
        entries.forEach((entry) -> count(entry.key(), 1));
    }

    private void count(byte[] key, int more) {
        this.entries += more;
        this.several += (key[0] == OrderedKeys.SEVERAL) ? more : 0;
        this.tooMany += (key[0] == OrderedKeys.TOO_MANY) ? more : 0;
    }

    /** The keys of a row, ascending, none twice, its id at the end of each. */
    interface Keys {

        byte[][] of(StoredRow row);

    }

    /** The keys of a row before it is changed, and afterwards. */
    record Change(int id, String rowId, byte[][] before, byte[][] after) {
    }

    /** A row that is being changed: the keys by which it is here at this moment. */
    private record Changing(int id, String rowId, List<byte[]> present) {
    }

    RowTable rows() {
        return this.rows;
    }

    byte[][] keys(@Nullable StoredRow row) {
        return (row != null) ? this.keys.of(row) : NO_KEYS;
    }

    Leaves leaves() {
        return this.leaves;
    }

    /** How many entries there are. */
    long entries() {
        return this.entries;
    }

    /** How many rows stand in several places, or in none of their own. */
    long irregular() {
        return this.several + this.tooMany;
    }

    /** How many rows have more keys than can be had. */
    long tooMany() {
        return this.tooMany;
    }

    /** What is wrong with it, a clause; null if nothing is. Nothing changes meanwhile. */
    @Nullable String flaw() {
        List<LeafFilling.Entry> wanted = LeafFilling.sorted(this.rows, this.keys);
        if (wanted.size() != this.entries) {
            return "it has " + this.entries + " entries and should have " + wanted.size();
        }
        OrderedScan scan = new OrderedScan(this, new byte[0], null, false, true);
        List<StoredRow> found = new ArrayList<>();
        int at = 0;
        while (scan.next(found, MAX_LEAF)) {
            for (StoredRow row : found) {
                if (at == wanted.size() || wanted.get(at++).row() != row) {
                    return "row '" + row.id() + "' stands in the wrong place";
                }
            }
            found.clear();
        }
        return (at == wanted.size()) ? null : "row '" + wanted.get(at).row().id() + "' is not found";
    }

    /**
     * Adds the keys that a row will have and has not; it is about to be changed.
     * @return what to {@link #finish} when it has been changed
     */
    Change begin(String rowId, @Nullable StoredRow before, @Nullable StoredRow after) {
        Change change = new Change(this.rows.hash(rowId), rowId, keys(before), keys(after));
        Changing row = new Changing(change.id, rowId, new ArrayList<>(Arrays.asList(change.before)));
        for (byte[] key : change.after) {
            if (!contains(change.before, key)) {
                insert(key, row);
                row.present.add(key);
            }
        }
        return change;
    }

    /** Takes away the keys that a row had and has no more. */
    void finish(Change change) {
        Changing row = new Changing(change.id, change.rowId, new ArrayList<>(Arrays.asList(change.before)));
        for (byte[] key : change.after) {
            if (!contains(change.before, key)) {
                row.present.add(key);
            }
        }
        for (byte[] key : change.before) {
            if (!contains(change.after, key)) {
                delete(key, row);
                row.present.remove(key);
            }
        }
    }

    private static boolean contains(byte[][] keys, byte[] key) {
        for (byte[] other : keys) {
            if (Arrays.equals(other, key)) {
                return true;
            }
        }
        return false;
    }

    private void insert(byte[] key, Changing row) {
        Leaves now = this.leaves;
        int number = now.of(key);
        Leaf leaf = now.get(number);
        if (!leaf.holds(key)) {
            int common = Arrays.mismatch(leaf.base, key);
            leaf = leaf.withBase(common);
        }
        int at = position(now, number, leaf, key, row);
        if (at >= 0) {
            throw new IllegalStateException("An ordered index has row '" + row.rowId + "' already");
        }
        Leaf more = leaf.with(~at, leaf.head(key), row.id);
        if (more.size() <= MAX_LEAF) {
            now.set(number, more);
        }
        else {
            row.present.add(key);
            boolean appended = ~at == leaf.size() && number == now.count() - 1;
            split(now, number, more, appended ? leaf.size() : more.size() / 2, row);
            row.present.remove(key);
        }
        count(key, 1);
    }

    private void split(Leaves now, int number, Leaf leaf, int at, Changing row) {
        byte[] bound = LeafFilling.separator(whole(now, number, leaf, at - 1, row), whole(now, number, leaf, at, row));
        Leaf left = part(now, number, leaf, 0, at, row);
        Leaf right = part(now, number, leaf, at, leaf.size(), row);
        this.leaves = now.split(number, left, bound, right);
    }

    /** Some entries of a leaf, with a longer base if theirs hardly tells them apart. */
    private Leaf part(Leaves now, int number, Leaf leaf, int from, int to, Changing row) {
        int same = 0;
        for (int i = from + 1; i < to; i++) {
            same += (leaf.heads[i] == leaf.heads[i - 1]) ? 1 : 0;
        }
        int[] ids = Arrays.copyOfRange(leaf.ids, from, to);
        if (same <= (to - from) / 8) {
            return new Leaf(leaf.base, Arrays.copyOfRange(leaf.heads, from, to), ids);
        }
        byte[][] some = new byte[to - from][];
        for (int i = from; i < to; i++) {
            some[i - from] = whole(now, number, leaf, i, row);
        }
        return LeafFilling.leaf(some, ids);
    }

    private void delete(byte[] key, Changing row) {
        Leaves now = this.leaves;
        int number = now.of(key);
        Leaf leaf = now.get(number);
        int at = leaf.holds(key) ? position(now, number, leaf, key, row) : -1;
        if (at < 0) {
            throw new IllegalStateException("An ordered index has lost row '" + row.rowId + "'");
        }
        Leaf less = leaf.without(at);
        now.set(number, less);
        count(key, -1);
        if (less.size() < MAX_LEAF / 4 && now.count() > 1) {
            int left = (number + 1 < now.count()) ? number : number - 1;
            Leaf first = now.get(left);
            Leaf second = now.get(left + 1);
            if (first.size() + second.size() <= MAX_LEAF * 3 / 4) {
                this.leaves = now.joined(left, first.joined(second));
            }
        }
    }

    /**
     * Where a key is in a leaf whose base it begins with, or {@code ~} where it would.
     */
    private int position(Leaves now, int number, Leaf leaf, byte[] key, Changing row) {
        long head = leaf.head(key);
        int low = leaf.first(head);
        int high = (low < leaf.size() && leaf.heads[low] == head) ? leaf.runEnd(low) - 1 : low - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(whole(now, number, leaf, middle, row), key);
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

    /** The whole key of an entry. */
    private byte[] whole(Leaves now, int number, Leaf leaf, int at, Changing changing) {
        int id = leaf.ids[at];
        List<byte[]> alike = new ArrayList<>(1);
        for (StoredRow row : TablePart.rows(this.rows.under(id))) {
            if (id != changing.id || !row.id().equals(changing.rowId)) {
                addAlike(now, number, leaf, at, Arrays.asList(this.keys.of(row)), alike);
            }
        }
        if (id == changing.id) {
            addAlike(now, number, leaf, at, changing.present, alike);
        }
        if (alike.isEmpty()) {
            throw new IllegalStateException("An ordered index has an entry that no row accounts for");
        }
        if (alike.size() == 1) {
            return alike.get(0);
        }
        alike.sort(Arrays::compareUnsigned);
        int before = 0;
        for (int i = at - 1; i >= 0 && leaf.heads[i] == leaf.heads[at]; i--) {
            before += (leaf.ids[i] == id) ? 1 : 0;
        }
        return alike.get(before);
    }

    private static void addAlike(Leaves now, int number, Leaf leaf, int at, List<byte[]> keys, List<byte[]> alike) {
        for (byte[] key : keys) {
            if (leaf.holds(key) && leaf.head(key) == leaf.heads[at] && now.belongs(number, key)) {
                alike.add(key);
            }
        }
    }

}
