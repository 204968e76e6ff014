package io.filestore.json;

import java.nio.charset.StandardCharsets;

/**
 * Strings in canonical JSON: only quotes, backslashes and control characters are escaped,
 * as {@code JSON.stringify} does it.
 */
public final class JsonStrings {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** A control character, which canonical JSON has only escaped. */
    private static final byte[] NOWHERE = { 0 };

    private JsonStrings() {
    }

    /**
     * The letter behind the backslash, {@code u} if there is no short form, 0 if none is
     * needed.
     */
    static int escapeOf(int c) {
        return switch (c) {
            case '"', '\\' -> c;
            case '\b' -> 'b';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\f' -> 'f';
            case '\r' -> 'r';
            default -> (c >= 0 && c < 0x20) ? 'u' : 0;
        };
    }

    /** Writes the text with its quotes; it must not have lone surrogates. */
    public static void quote(String text, ByteOutput out) {
        if (out.quotePlain(text)) {
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write('"');
        int copied = 0;
        for (int i = 0; i < utf8.length; i++) {
            int escape = escapeOf(utf8[i]);
            if (escape != 0) {
                out.write(utf8, copied, i - copied);
                copied = i + 1;
                out.write('\\');
                out.write(escape);
                if (escape == 'u') {
                    out.write('0');
                    out.write('0');
                    out.write(HEX[utf8[i] >> 4]);
                    out.write(HEX[utf8[i] & 0xF]);
                }
            }
        }
        out.write(utf8, copied, utf8.length - copied);
        out.write('"');
    }

    /**
     * The text as it stands between the quotes in canonical JSON. A text with lone
     * surrogates gives what stands nowhere.
     */
    public static byte[] escaped(String text) {
        if (Utf8.loneSurrogate(text) >= 0) {
            return NOWHERE;
        }
        ByteOutput out = new ByteOutput(text.length() + 2);
        quote(text, out);
        byte[] escaped = new byte[out.size() - 2];
        System.arraycopy(out.buffer(), 1, escaped, 0, escaped.length);
        return escaped;
    }

    /**
     * Whether the value that starts there is this text, and needs no escapes nor more
     * than ASCII.
     */
    static boolean isPlain(byte[] json, int start, String text) {
        int end = start + text.length() + 1;
        if (json[start] != '"' || end >= json.length || json[end] != '"') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != json[start + 1 + i] || c == '\\' || c == '"') {
                return false;
            }
        }
        return true;
    }

    /** Reads what stands between the quotes in canonical JSON. */
    public static String text(byte[] json, int start, int end) {
        ByteOutput out = null;
        int copied = start;
        for (int i = start; i < end; i++) {
            if (json[i] == '\\') {
                out = (out != null) ? out : new ByteOutput(end - start);
                out.write(json, copied, i - copied);
                i++;
                switch (json[i]) {
                    case 'b' -> out.write('\b');
                    case 't' -> out.write('\t');
                    case 'n' -> out.write('\n');
                    case 'f' -> out.write('\f');
                    case 'r' -> out.write('\r');
                    case 'u' -> {
                        out.write((Character.digit(json[i + 3], 16) << 4) | Character.digit(json[i + 4], 16));
                        i += 4;
                    }
                    default -> out.write(json[i]);
                }
                copied = i + 1;
            }
        }
        if (out == null) {
            return new String(json, start, end - start, StandardCharsets.UTF_8);
        }
        out.write(json, copied, end - copied);
        return new String(out.buffer(), 0, out.size(), StandardCharsets.UTF_8);
    }

}
