package io.filestore.json;

import java.util.Arrays;

/**
 * Proves in one pass that bytes are canonical JSON. It never says yes to what is not; in
 * rare cases (field names whose hashes collide) it says no to what is.
 */
public final class CanonicalCheck {

    private static final int FAILED = -1;

    private static final int FEW = 12;

    private final byte[] json;

    private final int end;

    /** Hashes of the names of all objects that are open, innermost last. */
    private long[] names = new long[FEW];

    private int top;

    private int underscored;

    private CanonicalCheck(byte[] json, int end) {
        this.json = json;
        this.end = end;
    }

    public static boolean isCanonical(byte[] json, int offset, int length) {
        int end = offset + length;
        return new CanonicalCheck(json, end).value(offset, 0) == end;
    }

    /**
     * Whether it is canonical, and the names of just so many fields begin with an
     * underscore.
     */
    public static boolean isCanonical(byte[] json, int offset, int length, int underscored) {
        int end = offset + length;
        CanonicalCheck check = new CanonicalCheck(json, end);
        return check.value(offset, 0) == end && check.underscored == underscored;
    }

    // Every method takes where something starts and answers the first byte behind it, or
    // FAILED.

    private int value(int at, int depth) {
        int c = peek(at);
        return switch (c) {
            case '{' -> (depth < JsonLimits.MAX_DEPTH) ? object(at + 1, depth + 1) : FAILED;
            case '[' -> (depth < JsonLimits.MAX_DEPTH) ? array(at + 1, depth + 1) : FAILED;
            case '"' -> string(at + 1);
            case 't' -> literal(at, 'r', 'u', 'e');
            case 'n' -> literal(at, 'u', 'l', 'l');
            case 'f' -> (peek(at + 1) == 'a') ? literal(at + 1, 'l', 's', 'e') : FAILED;
            default -> number(at);
        };
    }

    private int object(int start, int depth) {
        if (peek(start) == '}') {
            return start + 1;
        }
        int base = this.top;
        int at = start;
        while (true) {
            int name = at + 1;
            at = (peek(at) == '"') ? string(name) : FAILED;
            if (at == FAILED || peek(at) != ':') {
                return FAILED;
            }
            push(name, at - 1);
            at = value(at + 1, depth);
            if (at == FAILED) {
                return FAILED;
            }
            int c = peek(at++);
            if (c == '}') {
                boolean distinct = areDistinct(base);
                this.top = base;
                return distinct ? at : FAILED;
            }
            if (c != ',') {
                return FAILED;
            }
        }
    }

    private int array(int start, int depth) {
        if (peek(start) == ']') {
            return start + 1;
        }
        int at = start;
        while (true) {
            at = value(at, depth);
            if (at == FAILED) {
                return FAILED;
            }
            int c = peek(at++);
            if (c == ']') {
                return at;
            }
            if (c != ',') {
                return FAILED;
            }
        }
    }

    private int string(int start) {
        int at = start;
        while (at < this.end) {
            int c = this.json[at++];
            if (c == '"') {
                return at;
            }
            if (c < 0x20) {
                at = (c < 0) ? multibyte(c & 0xFF, at) : FAILED;
            }
            else if (c == '\\') {
                at = escape(at);
            }
            if (at == FAILED) {
                return FAILED;
            }
        }
        return FAILED;
    }

    private int escape(int at) {
        int c = peek(at);
        if (c != 'u') {
            return (c == '"' || c == '\\' || c == 'b' || c == 'f' || c == 'n' || c == 'r' || c == 't') ? at + 1
                    : FAILED;
        }
        int high = peek(at + 3);
        int low = peek(at + 4);
        boolean lowerHex = (low >= '0' && low <= '9') || (low >= 'a' && low <= 'f');
        if (peek(at + 1) != '0' || peek(at + 2) != '0' || (high != '0' && high != '1') || !lowerHex) {
            return FAILED;
        }
        int value = ((high - '0') << 4) | Character.digit(low, 16);
        return (JsonStrings.escapeOf(value) == 'u') ? at + 5 : FAILED;
    }

    private int multibyte(int lead, int at) {
        int second = peek(at) & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return isContinuation(at) ? at + 1 : FAILED;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            boolean lawful = (lead != 0xE0 || second >= 0xA0) && (lead != 0xED || second <= 0x9F);
            return (lawful && isContinuation(at) && isContinuation(at + 1)) ? at + 2 : FAILED;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            boolean lawful = (lead != 0xF0 || second >= 0x90) && (lead != 0xF4 || second <= 0x8F);
            return (lawful && isContinuation(at) && isContinuation(at + 1) && isContinuation(at + 2)) ? at + 3 : FAILED;
        }
        return FAILED;
    }

    private boolean isContinuation(int at) {
        return (peek(at) & 0xC0) == 0x80 && at < this.end;
    }

    private int number(int start) {
        int at = (peek(start) == '-') ? start + 1 : start;
        at = (peek(at) == '0') ? at + 1 : digits(at);
        if (at != FAILED && peek(at) == '.') {
            at = digits(at + 1);
        }
        if (at != FAILED && (peek(at) | 0x20) == 'e') {
            int sign = peek(at + 1);
            at = digits((sign == '+' || sign == '-') ? at + 2 : at + 1);
        }
        return at;
    }

    private int digits(int start) {
        int at = start;
        while (peek(at) >= '0' && peek(at) <= '9') {
            at++;
        }
        return (at > start) ? at : FAILED;
    }

    private int literal(int at, char second, char third, char fourth) {
        return (peek(at + 1) == second && peek(at + 2) == third && peek(at + 3) == fourth) ? at + 4 : FAILED;
    }

    private int peek(int at) {
        return (at < this.end) ? this.json[at] : -1;
    }

    private void push(int start, int stop) {
        this.underscored += (this.json[start] == '_') ? 1 : 0;
        long hash = stop - start;
        for (int i = start; i < stop; i++) {
            hash = hash * 0x9E3779B97F4A7C15L + this.json[i];
        }
        if (this.top == this.names.length) {
            this.names = Arrays.copyOf(this.names, this.top * 2);
        }
        this.names[this.top++] = hash;
    }

    private boolean areDistinct(int base) {
        if (this.top - base > FEW) {
            Arrays.sort(this.names, base, this.top);
            for (int i = base + 1; i < this.top; i++) {
                if (this.names[i] == this.names[i - 1]) {
                    return false;
                }
            }
            return true;
        }
        for (int i = base + 1; i < this.top; i++) {
            for (int j = base; j < i; j++) {
                if (this.names[i] == this.names[j]) {
                    return false;
                }
            }
        }
        return true;
    }

}
