package io.filestore.query;

import io.filestore.json.Decimal;

/**
 * Numbers of canonical JSON by their value, exactly, in time that grows with their text
 * and not with what their exponent says.
 */
final class NumberOrder {

    /** A {@code long} holds each number of so many digits. */
    private static final int LONG_DIGITS = 18;

    private static final int PREFIX_DIGITS = 15;

    private static final int EXPONENT_BIAS = 1 << 8;

    private static final int DIGIT_BITS = 50;

    /** Zero; a prefix has the sign, exponent, digits, and whether there are more. */
    private static final long ZERO = 1L << (ValuePrefix.SIZE - 1);

    private static final long LARGEST = ZERO - 1;

    private static final long SMALLEST = 1;

    private NumberOrder() {
    }

    static int compare(byte[] json, int at, byte[] other, int otherAt) {
        long one = smallInteger(json, at);
        long two = smallInteger(other, otherAt);
        if (one != Long.MIN_VALUE && two != Long.MIN_VALUE) {
            return Long.compare(one, two);
        }
        return new Decimal(json, at).compareTo(new Decimal(other, otherAt));
    }

    /** The number if it is an integer that is not large; else {@link Long#MIN_VALUE}. */
    private static long smallInteger(byte[] json, int at) {
        boolean negative = json[at] == '-';
        int first = negative ? at + 1 : at;
        int end = Math.min(json.length, first + LONG_DIGITS);
        long number = 0;
        int i = first;
        for (; i < end && json[i] >= '0' && json[i] <= '9'; i++) {
            number = number * 10 + (json[i] - '0');
        }
        if (i < json.length && json[i] != ',' && json[i] != '}' && json[i] != ']') {
            return Long.MIN_VALUE;
        }
        return negative ? -number : number;
    }

    /** The first digits and where their point is; not negative. */
    static long prefix(byte[] json, int at) {
        Decimal decimal = new Decimal(json, at);
        long magnitude = magnitude(decimal);
        return decimal.isNegative() ? ZERO - magnitude : ZERO + magnitude;
    }

    private static long magnitude(Decimal decimal) {
        if (decimal.isZero()) {
            return 0;
        }
        long exponent = decimal.exponent();
        if (exponent >= EXPONENT_BIAS) {
            return LARGEST;
        }
        if (exponent <= -EXPONENT_BIAS) {
            return SMALLEST;
        }
        long digits = decimal.firstDigits(PREFIX_DIGITS);
        int more = (decimal.digits() > PREFIX_DIGITS) ? 1 : 0;
        return (((exponent + EXPONENT_BIAS) << DIGIT_BITS | digits) << 1) | more;
    }

    static boolean isWhole(long prefix) {
        long magnitude = Math.abs(prefix - ZERO);
        // Both the largest and the smallest are odd.
        return (magnitude & 1) == 0;
    }

}
