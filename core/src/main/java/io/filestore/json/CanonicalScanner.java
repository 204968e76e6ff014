package io.filestore.json;

import java.util.Arrays;

/**
 * Walks over the fields of one object in canonical JSON. It trusts its input: what is not
 * canonical gives nonsense or runs over the end.
 */
public final class CanonicalScanner {

    private static final int UNKNOWN = -1;

    private final byte[] json;

    /** The first byte behind the value; looked for only when somebody needs it. */
    private int next;

    private int nameStart;

    private int nameEnd;

    private int valueStart;

    /**
     * @param json canonical JSON
     * @param object where the object starts, at its brace
     */
    public CanonicalScanner(byte[] json, int object) {
        this.json = json;
        this.next = object + 1;
    }

    /** Goes to the next field; false behind the last. */
    public boolean nextField() {
        int at = valueEnd();
        if (this.json[at] == '}') {
            return false;
        }
        if (this.json[at] == ',') {
            at++;
        }
        this.nameStart = at + 1;
        at = skipString(this.json, at);
        this.nameEnd = at - 1;
        this.valueStart = at + 1;
        this.next = UNKNOWN;
        return true;
    }

    /** Goes to the field of that name, looking only forward; false behind the last. */
    public boolean find(byte[] escapedName) {
        for (int at = valueEnd(); this.json[at] != '}'; at = skipValue(this.json, skipString(this.json, at) + 1)) {
            at += (this.json[at] == ',') ? 1 : 0;
            if (isString(at, escapedName)) {
                this.nameStart = at + 1;
                this.nameEnd = this.nameStart + escapedName.length;
                this.valueStart = this.nameEnd + 2;
                this.next = UNKNOWN;
                return true;
            }
        }
        return false;
    }

    /** Whether this string is there; faster than to look for its end first. */
    private boolean isString(int at, byte[] escaped) {
        int end = at + 1 + escaped.length;
        if (end >= this.json.length || this.json[end] != '"') {
            return false;
        }
        for (int i = 0; i < escaped.length; i++) {
            if (this.json[at + 1 + i] != escaped[i]) {
                return false;
            }
        }
        return true;
    }

    public boolean isNamed(byte[] escapedName) {
        return Arrays.equals(this.json, this.nameStart, this.nameEnd, escapedName, 0, escapedName.length);
    }

    /** The first byte of the name, behind its quote. */
    public int nameStart() {
        return this.nameStart;
    }

    /** The name's closing quote. */
    public int nameEnd() {
        return this.nameEnd;
    }

    public int valueStart() {
        return this.valueStart;
    }

    /** The first byte behind the value. */
    public int valueEnd() {
        if (this.next == UNKNOWN) {
            this.next = skipValue(this.json, this.valueStart);
        }
        return this.next;
    }

    public byte[] value() {
        return Arrays.copyOfRange(this.json, this.valueStart, valueEnd());
    }

    /** The JSON without this field of its outermost object. */
    public byte[] withoutField() {
        int start = this.nameStart - 1;
        int end = valueEnd();
        if (this.json[start - 1] == ',') {
            start--;
        }
        else if (this.json[end] == ',') {
            end++;
        }
        byte[] shorter = new byte[this.json.length - (end - start)];
        System.arraycopy(this.json, 0, shorter, 0, start);
        System.arraycopy(this.json, end, shorter, start, this.json.length - end);
        return shorter;
    }

    /** The first byte behind the string whose opening quote is at {@code at}. */
    public static int skipString(byte[] json, int at) {
        int i = at + 1;
        while (json[i] != '"') {
            i += (json[i] == '\\') ? 2 : 1;
        }
        return i + 1;
    }

    /** The first byte behind the value that starts at {@code at}. */
    public static int skipValue(byte[] json, int at) {
        return switch (json[at]) {
            case '"' -> skipString(json, at);
            case '{', '[' -> skipContainer(json, at);
            default -> skipScalar(json, at);
        };
    }

    private static int skipContainer(byte[] json, int at) {
        int depth = 0;
        int i = at;
        do {
            switch (json[i]) {
                case '"' -> i = skipString(json, i) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {
                }
            }
            i++;
        }
        while (depth > 0);
        return i;
    }

    private static int skipScalar(byte[] json, int at) {
        int i = at;
        while (i < json.length && json[i] != ',' && json[i] != '}' && json[i] != ']') {
            i++;
        }
        return i;
    }

}
