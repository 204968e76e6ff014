package io.filestore.memory;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * The leaves of an {@link OrderedIndex}, in order, each with the least key that belongs
 * into it. Bounds and number never change; a leaf is replaced in its place.
 */
final class Leaves {

    private final byte[][] bounds;

    private final AtomicReferenceArray<Leaf> leaves;

    /**
     * How many entries there are, as a Fenwick tree: sums of runs of leaves, so that
     * counting and changing take as many steps as the number of leaves has digits. Only
     * the writer changes it; who reads it meanwhile gets about as many.
     */
    private final int[] sums;

    /**
     * @param bounds ascending, the first one empty
     */
    Leaves(byte[][] bounds, Leaf[] leaves) {
        this.bounds = bounds;
        this.leaves = new AtomicReferenceArray<>(leaves);
        this.sums = new int[leaves.length + 1];
        for (int i = 1; i < this.sums.length; i++) {
            this.sums[i] += leaves[i - 1].size();
            int above = i + (i & -i);
            if (above < this.sums.length) {
                this.sums[above] += this.sums[i];
            }
        }
    }

    /** How many entries the leaves before that one have. */
    long before(int number) {
        long sum = 0;
        for (int i = number; i > 0; i -= i & -i) {
            sum += this.sums[i];
        }
        return sum;
    }

    int count() {
        return this.bounds.length;
    }

    Leaf get(int number) {
        return this.leaves.get(number);
    }

    void set(int number, Leaf leaf) {
        int more = leaf.size() - get(number).size();
        for (int i = number + 1; i < this.sums.length; i += i & -i) {
            this.sums[i] += more;
        }
        this.leaves.set(number, leaf);
    }

    byte[] bound(int number) {
        return this.bounds[number];
    }

    /**
     * Whether that leaf is the last one with keys below this one.
     * @param key null for behind all
     */
    boolean endsBehind(int number, byte @Nullable [] key) {
        return number + 1 == this.bounds.length
                || (key != null && Arrays.compareUnsigned(key, this.bounds[number + 1]) <= 0);
    }

    /** Whether a key belongs into that leaf. */
    boolean belongs(int number, byte[] key) {
        return Arrays.compareUnsigned(key, this.bounds[number]) >= 0
                && (number + 1 == this.bounds.length || Arrays.compareUnsigned(key, this.bounds[number + 1]) < 0);
    }

    /** The leaf that a key belongs into. */
    int of(byte[] key) {
        int low = 0;
        int high = this.bounds.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (Arrays.compareUnsigned(this.bounds[middle], key) <= 0) {
                low = middle;
            }
            else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** With two leaves in place of one. */
    Leaves split(int number, Leaf left, byte[] bound, Leaf right) {
        byte[][] moreBounds = Arrays.copyOf(this.bounds, this.bounds.length + 1);
        System.arraycopy(this.bounds, number + 1, moreBounds, number + 2, this.bounds.length - number - 1);
        moreBounds[number + 1] = bound;
        Leaf[] more = new Leaf[moreBounds.length];
        for (int i = 0; i < more.length; i++) {
            more[i] = (i <= number) ? get(i) : get(i - 1);
        }
        more[number] = left;
        more[number + 1] = right;
        return new Leaves(moreBounds, more);
    }

    /** With one leaf in place of that one and the next. */
    Leaves joined(int number, Leaf both) {
        byte[][] lessBounds = Arrays.copyOf(this.bounds, this.bounds.length - 1);
        System.arraycopy(this.bounds, number + 2, lessBounds, number + 1, lessBounds.length - number - 1);
        Leaf[] less = new Leaf[lessBounds.length];
        for (int i = 0; i < less.length; i++) {
            less[i] = (i <= number) ? get(i) : get(i + 1);
        }
        less[number] = both;
        return new Leaves(lessBounds, less);
    }

}
