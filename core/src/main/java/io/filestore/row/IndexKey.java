package io.filestore.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.filestore.json.Decimal;
import io.filestore.json.Elements;
import io.filestore.json.JsonText;
import io.filestore.json.SeededHash;

/**
 * JSON values as keys of an index: a string is itself, a number counts by its value (1 is
 * 1.0 is 1e0), booleans and null are keys, an array gives the keys of its elements, an
 * object none. A key is a plain object with {@code equals}; several keys of one row are
 * an {@code Object[]}.
 */
public final class IndexKey {

    /** Numbers with more count by their digits and their exponent as a text. */
    private static final int MOST_DIGITS = 1000;

    private static final long LARGEST_EXPONENT = 1_000_000_000;

    private enum Null {

        NULL

    }

    /** A number too long, or with too large an exponent, to be one of Java's. */
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
        Object[] keys = Elements.of(array)
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
        return (number >= 0) ? (Object) number : number(new Decimal(json, 0));
    }

    private static Object number(Decimal number) {
        if (number.isZero()) {
            return 0L;
        }
        String sign = number.isNegative() ? "-" : "";
        String digits = number.allDigits();
        if (number.isFar()) {
            String far = new String(number.farExponent(), StandardCharsets.US_ASCII);
            return new NumberText(sign + "0." + digits + (number.isFarBelow() ? "e-" : "e") + far);
        }
        long exponent = number.exponent() - digits.length();
        if (digits.length() > MOST_DIGITS || Math.abs(exponent) > LARGEST_EXPONENT) {
            return new NumberText(sign + digits + "e" + exponent);
        }
        BigDecimal value = new BigDecimal(new BigInteger(sign + digits), (int) -exponent);
        boolean whole = exponent >= 0 && digits.length() + exponent <= 18;
        return whole ? (Object) value.longValueExact() : value;
    }

    /** Another one in each process. */
    public static int hash(Object key) {
        if (key instanceof Long number) {
            return SeededHash.of(number);
        }
        if (key instanceof CompoundKey compound) {
            return compound.hashCode();
        }
        return SeededHash.of((key instanceof String text) ? text : key.toString());
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
