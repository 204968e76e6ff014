package io.filestore.json;

import java.util.Arrays;

/**
 * A number of canonical JSON, read but not computed: sign, digits without zeros around
 * them, and a power of ten. It is 0.DIGITS times ten to the exponent.
 */
public final class Decimal {

    /** An exponent with more digits is far. */
    private static final int NEAR_DIGITS = 18;

    private static final long FAR = Long.MAX_VALUE / 2;

    private final byte[] json;

    private final boolean negative;

    /** The first digit that is not zero. */
    private int first = -1;

    /** Behind the last digit that is not zero. */
    private int last = -1;

    private int digits;

    /** What the exponent is without what is written behind the e. */
    private int shift;

    /** The digits behind the e without zeros before them. */
    private int exponentStart;

    private int exponentEnd;

    private boolean exponentNegative;

    private final long exponent;

    /**
     * Reads a number.
     * @param json canonical JSON that has it
     * @param at its first byte
     */
    public Decimal(byte[] json, int at) {
        this.json = json;
        this.negative = json[at] == '-';
        int i = mantissa(this.negative ? at + 1 : at);
        if (i < json.length && (json[i] | 0x20) == 'e') {
            exponent(i + 1);
        }
        this.exponent = sum();
    }

    private long sum() {
        int length = this.exponentEnd - this.exponentStart;
        if (length < NEAR_DIGITS) {
            long written = number(this.json, this.exponentStart, this.exponentEnd);
            return (this.exponentNegative ? -written : written) + this.shift;
        }
        byte[] digits = farExponent();
        long magnitude = (digits.length > NEAR_DIGITS) ? FAR : number(digits, 0, digits.length);
        return this.exponentNegative ? -magnitude : magnitude;
    }

    private static long number(byte[] digits, int start, int end) {
        long number = 0;
        for (int i = start; i < end; i++) {
            number = number * 10 + (digits[i] - '0');
        }
        return number;
    }

    private int mantissa(int start) {
        int whole = 0;
        int zeros = 0;
        int seen = 0;
        boolean point = false;
        int i = start;
        for (; i < this.json.length; i++) {
            int c = this.json[i];
            if (c == '.') {
                point = true;
                continue;
            }
            if (c < '0' || c > '9') {
                break;
            }
            whole += point ? 0 : 1;
            if (c != '0') {
                this.first = (this.first < 0) ? i : this.first;
                this.last = i + 1;
                this.digits = seen + 1;
            }
            if (this.first < 0) {
                zeros++;
            }
            else {
                seen++;
            }
        }
        this.shift = whole - zeros;
        return i;
    }

    private void exponent(int start) {
        int i = start;
        if (this.json[i] == '-' || this.json[i] == '+') {
            this.exponentNegative = this.json[i] == '-';
            i++;
        }
        while (i < this.json.length && this.json[i] == '0') {
            i++;
        }
        this.exponentStart = i;
        while (i < this.json.length && this.json[i] >= '0' && this.json[i] <= '9') {
            i++;
        }
        this.exponentEnd = i;
    }

    public boolean isZero() {
        return this.first < 0;
    }

    public boolean isNegative() {
        return this.negative && !isZero();
    }

    /** How many digits there are, zeros around them not counted. */
    public int digits() {
        return this.digits;
    }

    /** The exponent; one that is {@linkplain #isFar far} gives another that is. */
    public long exponent() {
        return this.exponent;
    }

    private int compareExponents(Decimal other) {
        if (!isFar() || this.exponent != other.exponent) {
            return Long.compare(this.exponent, other.exponent);
        }
        byte[] one = farExponent();
        byte[] two = other.farExponent();
        int magnitude = (one.length != two.length) ? one.length - two.length : Arrays.compare(one, two);
        return this.exponentNegative ? -magnitude : magnitude;
    }

    /** Whether the exponent has more than 18 digits. */
    public boolean isFar() {
        return Math.abs(this.exponent) == FAR;
    }

    /** Whether an exponent that is far is below zero. */
    public boolean isFarBelow() {
        return this.exponentNegative;
    }

    /** The digits of an exponent with many of them, without its sign. */
    public byte[] farExponent() {
        byte[] digits = new byte[this.exponentEnd - this.exponentStart + 1];
        digits[0] = '0';
        System.arraycopy(this.json, this.exponentStart, digits, 1, digits.length - 1);
        // What is written has many more digits than the shift, and so keeps its sign.
        long carry = this.exponentNegative ? -(long) this.shift : this.shift;
        for (int i = digits.length - 1; carry != 0; i--) {
            long sum = digits[i] - '0' + carry;
            digits[i] = (byte) ('0' + Math.floorMod(sum, 10L));
            carry = Math.floorDiv(sum, 10L);
        }
        int zeros = 0;
        while (digits[zeros] == '0') {
            zeros++;
        }
        return Arrays.copyOfRange(digits, zeros, digits.length);
    }

    /** The first digit; between the digits may be a point. */
    public int first() {
        return this.first;
    }

    /** Behind the last digit. */
    public int last() {
        return this.last;
    }

    /** The digits as text. */
    public String allDigits() {
        StringBuilder text = new StringBuilder(this.digits);
        for (int i = this.first; i < this.last; i++) {
            if (this.json[i] != '.') {
                text.append((char) this.json[i]);
            }
        }
        return text.toString();
    }

    /** The first digits, with zeros behind them if there are fewer. */
    public long firstDigits(int count) {
        long number = 0;
        int i = this.first;
        for (int missing = count; missing > 0; missing--) {
            i += (i < this.last && this.json[i] == '.') ? 1 : 0;
            number = number * 10 + ((i < this.last) ? this.json[i++] - '0' : 0);
        }
        return number;
    }

    public int compareTo(Decimal other) {
        int sign = signum();
        if (sign != other.signum() || sign == 0) {
            return Integer.compare(sign, other.signum());
        }
        int apart = compareExponents(other);
        int magnitude = (apart != 0) ? apart : compareDigits(other);
        return (sign > 0) ? magnitude : -magnitude;
    }

    private int signum() {
        return isZero() ? 0 : (this.negative ? -1 : 1);
    }

    private int compareDigits(Decimal other) {
        int i = this.first;
        int j = other.first;
        while (i < this.last && j < other.last) {
            i += (this.json[i] == '.') ? 1 : 0;
            j += (other.json[j] == '.') ? 1 : 0;
            int compared = this.json[i++] - other.json[j++];
            if (compared != 0) {
                return compared;
            }
        }
        return Boolean.compare(i < this.last, j < other.last);
    }

}
