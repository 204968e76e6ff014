package io.filestore.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.filestore.json.ByteOutput;

/**
 * Lines to be appended to an index file, and what they do to the number of rows that it
 * names.
 */
final class IndexLines {

    private static final byte[] KEY = "{\"key\":".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] ROW_ID = ",\"rowId\":".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] GONE = "{\"rowId\":".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] DELETED = ",\"_deleted\":true}\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteOutput bytes = new ByteOutput(1024);

    private int count;

    private int balance;

    /**
     * @param terminated whether the line before ends with a line feed; if not, the first
     * one begins with it
     */
    IndexLines(boolean terminated) {
        if (!terminated) {
            this.bytes.write('\n');
        }
    }

    /**
     * Adds a line if the key has changed.
     * @param uncertain whether {@code before} may be wrong, so that a deletion is written
     * in any case
     */
    void add(String rowId, byte @Nullable [] before, byte @Nullable [] after, boolean uncertain) {
        if (after != null && !Arrays.equals(before, after)) {
            add(this.bytes, rowId, after);
            this.count++;
            this.balance += (before == null) ? 1 : 0;
        }
        else if (after == null && (before != null || uncertain)) {
            this.bytes.write(GONE);
            this.bytes.writeQuoted(rowId);
            this.bytes.write(DELETED);
            this.count++;
            this.balance -= (before != null) ? 1 : 0;
        }
    }

    static void add(ByteOutput out, String rowId, byte[] key) {
        out.write(KEY);
        out.write(key);
        out.write(ROW_ID);
        out.writeQuoted(rowId);
        out.write(END);
    }

    int count() {
        return this.count;
    }

    int balance() {
        return this.balance;
    }

    void writeTo(OutputStream out) throws IOException {
        this.bytes.writeTo(out);
    }

}
