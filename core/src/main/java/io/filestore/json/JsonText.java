package io.filestore.json;

import java.nio.charset.StandardCharsets;

/**
 * Strings and numbers as canonical JSON, without a parser: for what filestore itself
 * writes around rows.
 */
public final class JsonText {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonText() {
    }

    /**
     * A string as a JSON string.
     * @param text the string, without lone surrogates
     * @return UTF-8, with quotes
     */
    public static byte[] quote(String text) {
        int length = text.length();
        byte[] quoted = new byte[length + 2];
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return escape(text);
            }
            quoted[i + 1] = (byte) c;
        }
        quoted[0] = '"';
        quoted[length + 1] = '"';
        return quoted;
    }

    private static byte[] escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            }
            else if (c < ' ') {
                out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
            }
            else {
                out.append(c);
            }
        }
        return out.append('"').toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The string that a canonical JSON string stands for.
     * @param json a JSON string with its quotes
     */
    public static String unquote(byte[] json) {
        return unquote(json, 0, json.length);
    }

    /**
     * The string that a canonical JSON string stands for.
     * @param json where it is
     * @param start its opening quote
     * @param end the first byte behind it
     */
    public static String unquote(byte[] json, int start, int end) {
        String text = new String(json, start + 1, end - start - 2, StandardCharsets.UTF_8);
        return (text.indexOf('\\') < 0) ? text : unescape(text);
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    out.append((char) Integer.parseInt(text, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> out.append(escaped);
            }
        }
        return out.toString();
    }

    /** The first byte behind a value of canonical JSON. */
    public static int end(byte[] json, int start) {
        return CanonicalScanner.skipValue(json, start);
    }

    /** A whole number that was written by filestore; not checked further. */
    public static long number(byte[] json) {
        return Long.parseLong(new String(json, StandardCharsets.US_ASCII));
    }

}
