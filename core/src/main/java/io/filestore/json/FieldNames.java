package io.filestore.json;

import org.jspecify.annotations.Nullable;

/**
 * The first few hundred field names that somebody read, so that a name that comes in each
 * row is the same string each time. What came later is a new string each time: names
 * without end, such as ids as keys of a map, drive nothing out. Thread-safe.
 */
public final class FieldNames {

    private static final int SLOT_BITS = 8;

    private final @Nullable Name[] names = new @Nullable Name[1 << SLOT_BITS];

    /**
     * The name that stands between the quotes in canonical JSON.
     */
    String text(byte[] json, int start, int end) {
        int length = end - start;
        if (length == 0 || length > 2 * Long.BYTES || start + Long.BYTES > json.length) {
            return JsonStrings.text(json, start, end);
        }
        // Two words that overlap, or one without what follows the name.
        long first = AsciiText.word(json, start);
        long last = 0;
        if (length < Long.BYTES) {
            first <<= Long.SIZE - length * Byte.SIZE;
        }
        else {
            last = AsciiText.word(json, end - Long.BYTES);
        }
        int slot = (int) (((first ^ last * 31) * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - SLOT_BITS));
        Name known = this.names[slot];
        if (known != null && known.first == first && known.last == last && known.length == length) {
            return known.text;
        }
        String text = JsonStrings.text(json, start, end);
        if (known == null) {
            // Jackson's own names of properties are interned, too, and then compared
            // without a look at the characters.
            text = text.intern();
            this.names[slot] = new Name(first, last, length, text);
        }
        return text;
    }

    private record Name(long first, long last, int length, String text) {

    }

}
