package io.filestore.storage;

import org.jspecify.annotations.Nullable;

/** What else than UTF-8 JSON a file may be, in words. */
final class ForeignText {

    private ForeignText() {
    }

    /**
     * Says what a file that cannot be read looks like.
     * @param bytes where its beginning is
     * @param start the first byte of the file
     * @param length how many of its bytes are there
     * @return what it looks like, and what to do; null if it looks like nothing known
     */
    static @Nullable String describe(byte[] bytes, int start, int length) {
        if (isUtf16(bytes, start, length)) {
            return "It looks like UTF-16; save it as UTF-8.";
        }
        if (length > 0 && lengthWithoutZeros(bytes, start, length) == 0) {
            return "It has nothing but zero bytes, as a power loss leaves them.";
        }
        return null;
    }

    private static boolean isUtf16(byte[] bytes, int start, int length) {
        if (length < 4) {
            return false;
        }
        int mark = (bytes[start] & 0xff) << 8 | bytes[start + 1] & 0xff;
        return mark == 0xfeff || mark == 0xfffe || isAlternating(bytes, start, 0) || isAlternating(bytes, start, 1);
    }

    /** As the first two characters of JSON are in UTF-16, which are plain ones. */
    private static boolean isAlternating(byte[] bytes, int start, int zero) {
        return bytes[start + zero] == 0 && bytes[start + 1 - zero] != 0 && bytes[start + 2 + zero] == 0
                && bytes[start + 3 - zero] != 0;
    }

    /**
     * How many bytes there are before the zero bytes at the end, which a power loss
     * leaves behind what was written.
     */
    static int lengthWithoutZeros(byte[] bytes, int start, int length) {
        int end = start + length;
        while (end > start && bytes[end - 1] == 0) {
            end--;
        }
        return end - start;
    }

}
