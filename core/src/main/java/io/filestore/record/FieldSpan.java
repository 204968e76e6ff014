package io.filestore.record;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Finds one field in canonical JSON. A dot in the path leads into a nested object:
 * {@code address.city}. Copies a value only when it is asked for. For one thread.
 */
public final class FieldSpan {

    private final byte[][] names;

    private int start;

    private int end;

    public FieldSpan(String path) {
        this.names = Arrays.stream(path.split("\\.", -1)).map(JsonStrings::escaped).toArray(byte[][]::new);
    }

    /** The value in this JSON; null if there is none. */
    public byte @Nullable [] value(byte[] canonical) {
        return find(canonical) ? Arrays.copyOfRange(canonical, this.start, this.end) : null;
    }

    /** Whether two objects have the same value, or both have none. */
    public boolean isSame(byte[] one, byte[] other) {
        int different = Arrays.mismatch(one, other);
        if (different < 0 || (find(one) && this.end < different)) {
            return true;
        }
        return Arrays.equals(value(one), value(other));
    }

    private boolean find(byte[] json) {
        int object = 0;
        for (byte[] name : this.names) {
            CanonicalScanner fields = new CanonicalScanner(json, object);
            if (json[object] != '{' || !fields.find(name)) {
                return false;
            }
            object = fields.valueStart();
            this.end = fields.valueEnd();
        }
        this.start = object;
        return true;
    }

}
