package io.filestore.query;

/**
 * Strings in canonical JSON by code points, which is the order of the bytes of UTF-8.
 * Each escape stands for a character of one byte.
 */
final class StringOrder {

    private static final int END = -1;

    /** So many bytes fit into a prefix, with how many there are. */
    private static final int PREFIX_BYTES = 7;

    private static final int MORE = PREFIX_BYTES + 1;

    private static final int COUNT_BITS = 5;

    private StringOrder() {
    }

    /** Compares two strings, from their quotes on. */
    static int compare(byte[] json, int at, byte[] other, int otherAt) {
        int i = at + 1;
        int j = otherAt + 1;
        while (true) {
            int b = json[i];
            if (b == other[j] && b != '\\') {
                if (b == '"') {
                    return 0;
                }
                i++;
                j++;
                continue;
            }
            int compared = byteAt(json, i) - byteAt(other, j);
            if (compared != 0) {
                return compared;
            }
            i += length(json, i);
            j += length(other, j);
        }
    }

    /** The byte of UTF-8 that begins there, or is escaped there. */
    private static int byteAt(byte[] json, int at) {
        int b = json[at];
        if (b != '\\') {
            return (b == '"') ? END : b & 0xFF;
        }
        int letter = json[at + 1];
        return switch (letter) {
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> (Character.digit(json[at + 4], 16) << 4) | Character.digit(json[at + 5], 16);
            default -> letter;
        };
    }

    private static int length(byte[] json, int at) {
        return (json[at] != '\\') ? 1 : ((json[at + 1] != 'u') ? 2 : 6);
    }

    /** The first bytes, and how many there are; not negative. */
    static long prefix(byte[] json, int at) {
        long prefix = 0;
        int count = 0;
        int i = at + 1;
        for (; count < PREFIX_BYTES && json[i] != '"'; count++) {
            prefix = (prefix << Byte.SIZE) | byteAt(json, i);
            i += length(json, i);
        }
        prefix <<= Byte.SIZE * (PREFIX_BYTES - count);
        return (prefix << COUNT_BITS) | ((json[i] != '"') ? MORE : count);
    }

    static boolean isWhole(long prefix) {
        return (prefix & MORE) == 0;
    }

}
