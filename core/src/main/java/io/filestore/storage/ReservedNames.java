package io.filestore.storage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.filestore.json.CanonicalScanner;

/**
 * The field names that are filestore's own on disk, behind one or more underscores.
 */
final class ReservedNames {

    static final int NONE = -1;

    static final int ID = 0;

    static final int EXPIRES_AT = 1;

    static final int DELETED = 2;

    private static final byte[][] KINDS = { ascii("id"), ascii("expiresAt"), ascii("deleted") };

    private ReservedNames() {
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Which kind a name is of, {@link #NONE} if it is an ordinary one. */
    static int kindOf(byte[] json, int start, int end) {
        int at = start;
        while (json[at] == '_') {
            at++;
        }
        if (at > start) {
            for (int kind = 0; kind < KINDS.length; kind++) {
                if (Arrays.equals(json, at, end, KINDS[kind], 0, KINDS[kind].length)) {
                    return kind;
                }
            }
        }
        return NONE;
    }

    /** Whether a name of a kind has only one underscore. */
    static boolean isPlain(byte[] json, int start) {
        return json[start + 1] != '_';
    }

    /**
     * Whether the object has a field with a reserved name; quick if no string starts with
     * an underscore.
     */
    static boolean isAnyIn(byte[] json) {
        for (int i = 1; i < json.length; i++) {
            if (json[i] == '_' && json[i - 1] == '"') {
                return search(json);
            }
        }
        return false;
    }

    private static boolean search(byte[] json) {
        CanonicalScanner fields = new CanonicalScanner(json, 0);
        while (fields.nextField()) {
            if (kindOf(json, fields.nameStart(), fields.nameEnd()) != NONE) {
                return true;
            }
        }
        return false;
    }

}
