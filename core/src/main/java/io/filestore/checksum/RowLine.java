package io.filestore.checksum;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Reads the line of a row in a checksum file straight from where it lies, because there
 * are so many of them.
 */
final class RowLine {

    private static final byte[] ROW_ID = ascii("{\"rowId\":\"");

    private static final byte[] ROW = ascii(",\"row\":\"");

    private static final byte[] SIZE = ascii(",\"size\":");

    private static final byte[] MTIME = ascii(",\"mtime\":");

    private static final byte[] CRC = ascii(",\"crc\":\"");

    private final byte[] buffer;

    private int at;

    private String rowId = "";

    private RowSum row = RowSum.DELETED;

    private RowLine(byte[] buffer, int start) {
        this.buffer = buffer;
        this.at = start;
    }

    /**
     * Reads an intact line; null if it is another one, or not of the usual form.
     */
    static @Nullable RowLine read(byte[] buffer, int start) {
        RowLine line = new RowLine(buffer, start);
        return line.read() ? line : null;
    }

    private boolean read() {
        if (!skip(ROW_ID)) {
            return false;
        }
        int start = this.at;
        while (this.buffer[this.at] != '"') {
            if (this.buffer[this.at++] == '\\') {
                return false;
            }
        }
        this.rowId = new String(this.buffer, start, this.at++ - start, StandardCharsets.UTF_8);
        if (!skip(ROW)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum = sum << 4 | Character.digit(this.buffer[this.at++], 16);
        }
        this.at++;
        long size = skip(SIZE) ? number() : RowSum.NONE;
        long mtime = skip(MTIME) ? number() : RowSum.NONE;
        this.row = new RowSum(false, sum, size, mtime);
        return skip(CRC);
    }

    private boolean skip(byte[] expected) {
        int end = this.at + expected.length;
        if (end > this.buffer.length || !Arrays.equals(this.buffer, this.at, end, expected, 0, expected.length)) {
            return false;
        }
        this.at = end;
        return true;
    }

    private long number() {
        long number = 0;
        while (this.buffer[this.at] >= '0' && this.buffer[this.at] <= '9') {
            number = number * 10 + this.buffer[this.at++] - '0';
        }
        return number;
    }

    String rowId() {
        return this.rowId;
    }

    RowSum row() {
        return this.row;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

}
