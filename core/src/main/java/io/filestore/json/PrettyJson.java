package io.filestore.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Canonical JSON for people: exactly what JavaScript's
 * {@code JSON.stringify(value, null, 2)} prints, but that numbers keep their text and
 * fields their order.
 */
public final class PrettyJson {

    private static final byte[] SPACES = "\n                                ".getBytes(StandardCharsets.US_ASCII);

    private PrettyJson() {
    }

    /**
     * Formats a whole value.
     * @param canonical canonical JSON
     * @return UTF-8 without a final newline
     */
    public static byte[] format(byte[] canonical) {
        ByteOutput out = new ByteOutput(canonical.length + canonical.length / 2 + 16);
        write(canonical, 0, out);
        return out.toByteArray();
    }

    /**
     * Formats a value that stands within another one.
     * @param canonical canonical JSON
     * @param depth how many levels deep the value stands; all its lines but the first are
     * indented by two spaces a level
     * @param out gets UTF-8 without a final newline
     * @throws IOException if {@code out} throws it
     */
    public static void format(byte[] canonical, int depth, OutputStream out) throws IOException {
        ByteOutput bytes = new ByteOutput(canonical.length + canonical.length / 2 + 16);
        write(canonical, depth, bytes);
        out.write(bytes.buffer(), 0, bytes.size());
    }

    private static void write(byte[] json, int outerDepth, ByteOutput out) {
        int depth = outerDepth;
        int at = 0;
        while (at < json.length) {
            byte c = json[at];
            switch (c) {
                case '"' -> {
                    int end = CanonicalScanner.skipString(json, at);
                    out.write(json, at, end - at);
                    at = end - 1;
                }
                case '{', '[' -> {
                    out.write(c);
                    if (json[at + 1] == c + 2) {
                        out.write(json[++at]);
                    }
                    else {
                        newLine(++depth, out);
                    }
                }
                case '}', ']' -> {
                    newLine(--depth, out);
                    out.write(c);
                }
                case ',' -> {
                    out.write(c);
                    newLine(depth, out);
                }
                case ':' -> {
                    out.write(c);
                    out.write(' ');
                }
                default -> out.write(c);
            }
            at++;
        }
    }

    private static void newLine(int depth, ByteOutput out) {
        int spaces = 2 * depth;
        int most = SPACES.length - 1;
        out.write(SPACES, 0, 1 + Math.min(spaces, most));
        for (int left = spaces - most; left > 0; left -= most) {
            out.write(SPACES, 1, Math.min(left, most));
        }
    }

}
