package io.filestore.row;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.filestore.json.JsonText;
import io.filestore.json.SeededHash;

/**
 * JSON values as keys of an index: a string is itself, a number counts by its value (1 is
 * 1.0 is 1e0), booleans and null are keys, an array gives the keys of its elements, an
 * object none. A key is a plain object with {@code equals}; several keys of one row are
 * an {@code Object[]}.
 */
public final class IndexKey {

    /**
     * Beyond this many characters a number counts by its text: nobody looks those up by
     * another spelling.
     */
    private static final int LONGEST_NUMBER = 1000;

    private enum Null {

        NULL

    }

    /** A number too long, or with too large an exponent, to be read as one. */
    private record NumberText(String text) {
    }

    private IndexKey() {
    }

    /**
     * The key, or keys, of a value.
     * @param json canonical JSON
     * @return a key, an {@code Object[]} of keys, or null if the value has none
     */
    public static @Nullable Object of(byte[] json) {
        return switch (json[0]) {
            case '"' -> JsonText.unquote(json);
            case 't' -> Boolean.TRUE;
            case 'f' -> Boolean.FALSE;
            case 'n' -> Null.NULL;
            case '{' -> null;
            case '[' -> ofElements(json);
            default -> number(json);
        };
    }

    private static @Nullable Object ofElements(byte[] array) {
        Object[] keys = ArrayElements.of(array)
            .stream()
            .filter((element) -> element[0] != '[')
            .map(IndexKey::of)
            .filter((key) -> key != null)
            .distinct()
            .toArray();
        return (keys.length == 0) ? null : keys;
    }

    private static Object number(byte[] json) {
        long number = 0;
        for (int i = 0; i < json.length && number >= 0; i++) {
            boolean digit = json[i] >= '0' && json[i] <= '9' && i < 18;
            number = digit ? number * 10 + (json[i] - '0') : -1;
        }
        return (number >= 0) ? (Object) number : number(new String(json, StandardCharsets.US_ASCII));
    }

    private static Object number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return new NumberText(text);
        }
        try {
            BigDecimal value = new BigDecimal(text);
            if (value.signum() == 0) {
                return 0L;
            }
            value = value.stripTrailingZeros();
            boolean whole = value.scale() <= 0 && (long) value.precision() - value.scale() <= 18;
            return whole ? (Object) value.longValueExact() : value;
        }
        catch (ArithmeticException | NumberFormatException ex) {
            return new NumberText(text);
        }
    }

    /** Another one in each process. */
    public static int hash(Object key) {
        return (key instanceof Long number) ? SeededHash.of(number)
                : SeededHash.of((key instanceof String text) ? text : key.toString());
    }

    /** A key as JSON, for people. */
    public static String text(Object key) {
        if (key instanceof String text) {
            return new String(JsonText.quote(text), StandardCharsets.UTF_8);
        }
        return (key instanceof NumberText number) ? number.text : key.toString();
    }

    /** Whether this key says "null", which {@code unique} does not hold for. */
    public static boolean isNull(Object key) {
        return key == Null.NULL;
    }

}
