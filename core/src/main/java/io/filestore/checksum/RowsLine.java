package io.filestore.checksum;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.json.JsonText;

/**
 * Reads a line that names rows in a checksum file straight from where it lies, because
 * there are so many rows.
 */
final class RowsLine {

    private static final byte[] ROWS = "{\"rows\":{".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] buffer;

    private int at;

    private final Map<String, RowSum> rows = new LinkedHashMap<>();

    private RowsLine(byte[] buffer, int start) {
        this.buffer = buffer;
        this.at = start;
    }

    /** Reads an intact line; null if it is one of another kind. */
    static @Nullable Map<String, RowSum> read(byte[] buffer, int start) {
        RowsLine line = new RowsLine(buffer, start);
        if (!line.skip(ROWS)) {
            return null;
        }
        do {
            String id = line.rowId();
            line.at++;
            line.rows.put(id, line.row());
        }
        while (buffer[line.at++] == ',');
        return line.rows;
    }

    private String rowId() {
        int start = this.at++;
        boolean escaped = false;
        while (this.buffer[this.at] != '"') {
            escaped |= this.buffer[this.at] == '\\';
            this.at += (this.buffer[this.at] == '\\') ? 2 : 1;
        }
        this.at++;
        return escaped ? JsonText.unquote(Arrays.copyOfRange(this.buffer, start, this.at))
                : new String(this.buffer, start + 1, this.at - start - 2, StandardCharsets.UTF_8);
    }

    private RowSum row() {
        if (skip(NULL)) {
            return RowSum.DELETED;
        }
        if (this.buffer[this.at] != '[') {
            return new RowSum(false, crc(), RowSum.NONE, RowSum.NONE);
        }
        this.at++;
        return new RowSum(false, crc(), number(), number());
    }

    private int crc() {
        int crc = 0;
        for (int i = 1; i <= 8; i++) {
            crc = crc << 4 | Character.digit(this.buffer[this.at + i], 16);
        }
        this.at += 10;
        return crc;
    }

    /** And what stands before and behind it. */
    private long number() {
        long number = 0;
        for (byte b = this.buffer[++this.at]; b >= '0' && b <= '9'; b = this.buffer[++this.at]) {
            number = number * 10 + b - '0';
        }
        this.at += (this.buffer[this.at] == ']') ? 1 : 0;
        return number;
    }

    private boolean skip(byte[] expected) {
        int end = this.at + expected.length;
        boolean found = end <= this.buffer.length
                && Arrays.equals(this.buffer, this.at, end, expected, 0, expected.length);
        this.at += found ? expected.length : 0;
        return found;
    }

}
