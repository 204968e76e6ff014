package io.filestore.query;

import java.util.Arrays;

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

    public boolean isEmpty() {
        return Arrays.compareUnsigned(this.from, this.to) >= 0;
    }

    static byte[] joined(byte[] begin, byte... end) {
        byte[] joined = Arrays.copyOf(begin, begin.length + end.length);
        System.arraycopy(end, 0, joined, begin.length, end.length);
        return joined;
    }

}
