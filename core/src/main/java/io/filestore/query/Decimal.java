package io.filestore.query;

/**
 * A number of canonical JSON, read but not computed: sign, digits without zeros around
 * them, and a power of ten. It is 0.DIGITS times ten to the exponent.
 */
final class Decimal {

    /** Further apart than digits of one row can make good. */
    private static final long FAR = Long.MAX_VALUE / 100;

    private static final int LONG_DIGITS = 17;

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

    Decimal(byte[] json, int at) {
        this.json = json;
        this.negative = json[at] == '-';
        int i = mantissa(this.negative ? at + 1 : at);
        if (i < json.length && (json[i] | 0x20) == 'e') {
            exponent(i + 1);
        }
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

    boolean isZero() {
        return this.first < 0;
    }

    boolean isNegative() {
        return this.negative && !isZero();
    }

    /** How many digits there are, zeros around them not counted. */
    int digits() {
        return this.digits;
    }

    /** The exponent; something far away if it is. */
    long exponent() {
        int length = this.exponentEnd - this.exponentStart;
        long written = FAR;
        if (length <= LONG_DIGITS) {
            written = 0;
            for (int i = this.exponentStart; i < this.exponentEnd; i++) {
                written = written * 10 + (this.json[i] - '0');
            }
        }
        return (this.exponentNegative ? -written : written) + this.shift;
    }

    /** The first digits, with zeros behind them if there are fewer. */
    long firstDigits(int count) {
        long number = 0;
        int i = this.first;
        for (int missing = count; missing > 0; missing--) {
            i += (i < this.last && this.json[i] == '.') ? 1 : 0;
            number = number * 10 + ((i < this.last) ? this.json[i++] - '0' : 0);
        }
        return number;
    }

    int compareTo(Decimal other) {
        int sign = signum();
        if (sign != other.signum() || sign == 0) {
            return Integer.compare(sign, other.signum());
        }
        long apart = exponentsApart(other) + this.shift - other.shift;
        int magnitude = (apart != 0) ? Long.signum(apart) : compareDigits(other);
        return (sign > 0) ? magnitude : -magnitude;
    }

    private int signum() {
        return isZero() ? 0 : (this.negative ? -1 : 1);
    }

    /** The difference of what is written behind the e, digit by digit. */
    private long exponentsApart(Decimal other) {
        int length = this.exponentEnd - this.exponentStart;
        int otherLength = other.exponentEnd - other.exponentStart;
        long apart = 0;
        for (int place = Math.max(length, otherLength); place > 0 && Math.abs(apart) < FAR / 10; place--) {
            apart = apart * 10 + exponentDigit(place) - other.exponentDigit(place);
        }
        return apart;
    }

    /** The digit that has so many places up to the end; with the sign. */
    private int exponentDigit(int place) {
        int at = this.exponentEnd - place;
        int digit = (at >= this.exponentStart) ? this.json[at] - '0' : 0;
        return this.exponentNegative ? -digit : digit;
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
