package io.filestore.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Random JSON texts, spelled in every way that JSON allows. Made from a seed, which a
 * test prints so that a failure can be repeated.
 */
public final class RandomJson {

    private static final String[] NAMES = { "id", "_id", "__id", "___id", "_expiresAt", "__expiresAt", "_deleted",
            "__deleted", "expiresAt", "deleted", "_", "__", "", "a", "b", "c", "a.b", "_idx", "x_id", "_id\n", "q\"",
            "\\", "é", "😀", "\u0001", "?" };

    private static final String[] NUMBERS = { "0", "-0", "1", "1.0", "1.00", "-0.10", "1e5", "1E+5", "1e-5", "12345",
            "123456789012345678901234567890", "3.14159265358979323846264338327950288", "9223372036854775808" };

    private static final String[] PIECES = { "a", "Z", "0", " ", "\"", "\\", "/", "\b", "\f", "\n", "\r", "\t",
            "\u0000", "\u001f", "\u007f", "é", "ß", "\u07ff", "\u0800", "\u2028", "\uffff", "中", "😀", "\udbff\udfff",
            "{", "}", "[", "]", ",", ":", "_id" };

    private final Random random;

    private final boolean canonical;

    private RandomJson(long seed, boolean canonical) {
        this.random = new Random(seed);
        this.canonical = canonical;
    }

    /** With random white space and escapes. */
    public static RandomJson ofSeed(long seed) {
        return new RandomJson(seed, false);
    }

    public static RandomJson canonicalOfSeed(long seed) {
        return new RandomJson(seed, true);
    }

    public String object() {
        return object(0);
    }

    public String value() {
        return value(0);
    }

    private String value(int depth) {
        return switch (this.random.nextInt((depth < 4) ? 9 : 6)) {
            case 0 -> "true";
            case 1 -> "false";
            case 2 -> "null";
            case 3 -> pick(NUMBERS);
            case 4, 5 -> string(text());
            case 6 -> array(depth + 1);
            default -> object(depth + 1);
        };
    }

    private String array(int depth) {
        List<String> values = new ArrayList<>();
        for (int i = this.random.nextInt(4); i > 0; i--) {
            values.add(space() + value(depth) + space());
        }
        return "[" + (values.isEmpty() ? space() : String.join(",", values)) + "]";
    }

    private String object(int depth) {
        Set<String> names = new LinkedHashSet<>();
        int size = (this.random.nextInt(20) == 0) ? 30 : this.random.nextInt(6);
        for (int i = 0; i < size; i++) {
            names.add((this.random.nextInt(4) == 0) ? text() : pick(NAMES));
        }
        List<String> fields = new ArrayList<>();
        names.forEach((name) -> fields.add(space() + string(name) + space() + ":" + space() + value(depth) + space()));
        return "{" + (fields.isEmpty() ? space() : String.join(",", fields)) + "}";
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = this.random.nextInt(6); i > 0; i--) {
            text.append(pick(PIECES));
        }
        return text.toString();
    }

    private String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach((c) -> json.append(character(c)));
        return json.append('"').toString();
    }

    private String character(int c) {
        if (!this.canonical && this.random.nextInt(4) == 0) {
            return (c == '/') ? "\\/" : escaped(Character.toString(c));
        }
        int escape = JsonStrings.escapeOf(c);
        return switch (escape) {
            case 0 -> Character.toString(c);
            case 'u' -> "\\u%04x".formatted(c);
            default -> "\\" + (char) escape;
        };
    }

    private String escaped(String text) {
        String format = this.random.nextBoolean() ? "\\u%04x" : "\\u%04X";
        return text.chars().mapToObj(format::formatted).collect(Collectors.joining());
    }

    private String space() {
        return (this.canonical || this.random.nextInt(3) > 0) ? "" : pick(new String[] { " ", "\n", "\r\n", "\t" });
    }

    private String pick(String[] choices) {
        return choices[this.random.nextInt(choices.length)];
    }

}
