package io.filestore.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A range of {@link SortKey}s.
 *
 * @param from the least key
 * @param to the least key behind the last
 */
public record KeyRange(byte[] from, byte[] to) {

    /** All keys that begin with this. */
    public static KeyRange beginningWith(byte[] begin) {
        return new KeyRange(begin, joined(begin, SortKey.END));
    }

    /** The range of keys that begin with something, and go on in this range. */
    public KeyRange behind(byte[] begin) {
        return new KeyRange(joined(begin, this.from), joined(begin, this.to));
    }

    /** What of the range comes behind a key. */
    public KeyRange after(byte[] key) {
        byte[] next = Arrays.copyOf(key, key.length + 1);
        return (Arrays.compareUnsigned(next, this.from) > 0) ? new KeyRange(next, this.to) : this;
    }

    /** What of the range comes before a key. */
    public KeyRange before(byte[] key) {
        return (Arrays.compareUnsigned(key, this.to) < 0) ? new KeyRange(this.from, key) : this;
    }

    public boolean contains(byte[] key) {
        return Arrays.compareUnsigned(key, this.from) >= 0 && Arrays.compareUnsigned(key, this.to) < 0;
    }

    /** What lies in both of some ranges; all are ascending. */
    public static List<KeyRange> common(List<KeyRange> some, List<KeyRange> others) {
        List<KeyRange> common = new ArrayList<>();
        for (KeyRange range : some) {
            for (KeyRange other : others) {
                byte[] from = (Arrays.compareUnsigned(range.from, other.from) >= 0) ? range.from : other.from;
                byte[] to = (Arrays.compareUnsigned(range.to, other.to) <= 0) ? range.to : other.to;
                KeyRange both = new KeyRange(from, to);
                if (!both.isEmpty()) {
                    common.add(both);
                }
            }
        }
        return common;
    }

    public boolean isEmpty() {
        return Arrays.compareUnsigned(this.from, this.to) >= 0;
    }

    static byte[] joined(byte[] begin, byte... end) {
        byte[] joined = Arrays.copyOf(begin, begin.length + end.length);
        System.arraycopy(end, 0, joined, begin.length, end.length);
        return joined;
    }

}
