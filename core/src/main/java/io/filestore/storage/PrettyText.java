package io.filestore.storage;

import java.io.IOException;
import java.io.OutputStream;

import io.filestore.json.JsonLimits;
import io.filestore.json.PrettyJson;

/**
 * JSON for people, within bounds: deeply nested rows, which indentation would make
 * hundreds of times as long, are written on one line.
 */
final class PrettyText {

    /** No row takes more than this in a file; what takes more was not written by us. */
    static final int MAX_BYTES = 4 * JsonLimits.MAX_BYTES;

    private static final int SURELY_SHORT = 32 * 1024;

    private static final int LONG = MAX_BYTES - 64 * 1024;

    private PrettyText() {
    }

    static void write(byte[] json, int indent, OutputStream out) throws IOException {
        if (json.length > SURELY_SHORT && !isShort(json, indent)) {
            out.write(json);
        }
        else {
            PrettyJson.format(json, indent, out);
        }
    }

    /** Counts what the formatter would write, without writing it. */
    private static boolean isShort(byte[] json, int indent) {
        long length = json.length;
        int depth = indent;
        boolean inString = false;
        for (int i = 0; i < json.length && length < LONG; i++) {
            byte c = json[i];
            if (inString) {
                i += (c == '\\') ? 1 : 0;
                inString = c != '"';
            }
            else if (c == '"') {
                inString = true;
            }
            else if (c == '{' || c == '[') {
                length += 1 + 2L * ++depth;
            }
            else if (c == ',') {
                length += 1 + 2L * depth;
            }
            else if (c == '}' || c == ']') {
                length += 1 + 2L * --depth;
            }
            else if (c == ':') {
                length++;
            }
        }
        return length < LONG;
    }

}
