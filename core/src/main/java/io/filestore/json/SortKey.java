package io.filestore.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * JSON values as bytes that stand, compared without sign, in the order of the values:
 * missing and null, false, true, numbers by their value, strings by code point, arrays
 * element by element, objects field by field: the order of {@link ValueOrder}. No key is
 * the beginning of another, so that several in a row compare as one value after the
 * other, as in a compound index. After the tuple encoding of FoundationDB.
 *
 * <p>
 * <pre>
 * null    01                                        true  03
 * false   02                                        array 06 element... 00
 * number  04 80                          zero       object 07 (string value)... 00
 *         04 81 exponent digits 00       positive   string 05 UTF-8, of which 00 is 00 FF, then 00 01
 *         04 7F exponent digits 00       negative, all bytes behind 7F inverted
 *   exponent  of 0.DIGITS: 80 + length, and as many bytes; below zero 80 - length, and the bytes inverted;
 *             one that is far: 89 or 77, the number of its digits in four bytes, and these, likewise
 *   digits    two in a byte, plus one, without zeros at the end
 * </pre>
 *
 * <p>
 * Numbers are exact, whatever their digits and exponents.
 */
public final class SortKey {

    /** Behind everything that begins with a key, and before the next key. */
    public static final byte END = (byte) 0xFF;

    private static final int NULL = 1;

    private static final int FALSE = 2;

    private static final int TRUE = 3;

    private static final int NUMBER = 4;

    private static final int STRING = 5;

    private static final int ARRAY = 6;

    private static final int OBJECT = 7;

    private static final int ZERO = 0x80;

    /** Behind the keys of all values. */
    public static final byte BEHIND_VALUES = OBJECT + 1;

    /** Says no more than that something is an object. */
    public static final byte[] SOME_OBJECT = { OBJECT, 0 };

    /** Says no more than that something is an array. */
    public static final byte[] SOME_ARRAY = { ARRAY, 0 };

    /** More than any length of an exponent that is a {@code long}. */
    private static final int FAR = 9;

    private SortKey() {
    }

    /**
     * The key of a value.
     * @param json canonical JSON; null for a value that is missing
     */
    public static byte[] of(byte @Nullable [] json) {
        ByteOutput out = new ByteOutput((json != null) ? json.length + 4 : 1);
        write(json, out);
        return out.toByteArray();
    }

    /** Writes the key of a value, null for a value that is missing. */
    public static void write(byte @Nullable [] json, ByteOutput out) {
        if (json == null) {
            out.write(NULL);
        }
        else {
            write(json, 0, out);
        }
    }

    /**
     * Writes the key of a value.
     * @param json canonical JSON that has the value
     * @param start its first byte
     */
    public static void write(byte[] json, int start, ByteOutput out) {
        switch (json[start]) {
            case 'n' -> out.write(NULL);
            case 'f' -> out.write(FALSE);
            case 't' -> out.write(TRUE);
            case '"' -> string(json, start, CanonicalScanner.skipString(json, start), out);
            case '[' -> array(json, start, out);
            case '{' -> object(json, start, out);
            default -> number(json, start, out);
        }
    }

    private static void array(byte[] json, int start, ByteOutput out) {
        out.write(ARRAY);
        for (int at = Elements.first(start); !Elements.isEnd(json, at); at = Elements.next(json, at)) {
            write(json, at, out);
        }
        out.write(0);
    }

    private static void object(byte[] json, int start, ByteOutput out) {
        out.write(OBJECT);
        List<byte[]> sorted = new ArrayList<>();
        CanonicalScanner fields = new CanonicalScanner(json, start);
        while (fields.nextField()) {
            ByteOutput field = new ByteOutput(fields.valueEnd() - fields.nameStart() + 8);
            string(json, fields.nameStart() - 1, fields.nameEnd() + 1, field);
            write(json, fields.valueStart(), field);
            sorted.add(field.toByteArray());
        }
        // No name is there twice, and so no value decides about the order.
        sorted.sort(Arrays::compareUnsigned);
        sorted.forEach(out::write);
        out.write(0);
    }

    private static void string(byte[] json, int start, int end, ByteOutput out) {
        out.write(STRING);
        int copied = start + 1;
        for (int i = copied; i < end - 1; i++) {
            if (json[i] == '\\') {
                out.write(json, copied, i - copied);
                int c = unescaped(json, i + 1);
                out.write(c);
                if (c == 0) {
                    out.write(END);
                }
                i += (json[i + 1] == 'u') ? 5 : 1;
                copied = i + 1;
            }
        }
        out.write(json, copied, end - 1 - copied);
        out.write(0);
        out.write(1);
    }

    /** What the keys of all strings begin with that begin with this one, as UTF-8. */
    public static void writeBeginning(byte[] text, ByteOutput out) {
        out.write(STRING);
        for (byte b : text) {
            out.write(b);
            if (b == 0) {
                out.write(END);
            }
        }
    }

    /** The keys of all values that can be compared with this one. */
    public static KeyRange ofType(byte[] json) {
        return switch (json[0]) {
            case 't', 'f' -> new KeyRange(new byte[] { FALSE }, new byte[] { NUMBER });
            case '"' -> new KeyRange(new byte[] { STRING }, new byte[] { ARRAY });
            default -> new KeyRange(new byte[] { NUMBER }, new byte[] { STRING });
        };
    }

    private static int unescaped(byte[] json, int at) {
        return switch (json[at]) {
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> (Character.digit(json[at + 3], 16) << 4) | Character.digit(json[at + 4], 16);
            default -> json[at];
        };
    }

    private static void number(byte[] json, int start, ByteOutput out) {
        Decimal number = new Decimal(json, start);
        out.write(NUMBER);
        if (number.isZero()) {
            out.write(ZERO);
            return;
        }
        out.write(number.isNegative() ? ZERO - 1 : ZERO + 1);
        int inverted = number.isNegative() ? 0xFF : 0;
        exponent(number, inverted, out);
        int pair = -1;
        for (int i = number.first(); i < number.last(); i++) {
            if (json[i] == '.') {
                continue;
            }
            int digit = json[i] - '0';
            if (pair < 0) {
                pair = digit * 10;
            }
            else {
                out.write((pair + digit + 1) ^ inverted);
                pair = -1;
            }
        }
        if (pair >= 0) {
            out.write((pair + 1) ^ inverted);
        }
        out.write(inverted);
    }

    private static void exponent(Decimal number, int inverted, ByteOutput out) {
        if (number.isFar()) {
            byte[] digits = number.farExponent();
            int turned = (number.isFarBelow() ? 0xFF : 0) ^ inverted;
            out.write((ZERO + (number.isFarBelow() ? -FAR : FAR)) ^ inverted);
            for (int i = Integer.BYTES - 1; i >= 0; i--) {
                out.write((digits.length >>> (8 * i)) ^ turned);
            }
            for (byte digit : digits) {
                out.write(digit ^ turned);
            }
            return;
        }
        long magnitude = Math.abs(number.exponent());
        boolean below = number.exponent() < 0;
        int turned = (below ? 0xFF : 0) ^ inverted;
        int length = (Long.SIZE - Long.numberOfLeadingZeros(magnitude) + 7) / 8;
        out.write((ZERO + (below ? -length : length)) ^ inverted);
        for (int i = length - 1; i >= 0; i--) {
            out.write((int) (magnitude >>> (8 * i)) ^ turned);
        }
    }

    /**
     * A row id as the last part of a key: rows with the same values are in order, too.
     */
    public static void writeId(String id, ByteOutput out) {
        out.write(id.getBytes(StandardCharsets.UTF_8));
    }

}
