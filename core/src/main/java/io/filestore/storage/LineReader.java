package io.filestore.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines as bytes. Holds one line at a time, and of one that is longer than the
 * limit only the start.
 */
final class LineReader {

    private static final int SLACK = 64 * 1024;

    private final InputStream in;

    private final int limit;

    private byte[] buffer = new byte[SLACK];

    private int low;

    private int high;

    private long position;

    private long number;

    private long skipped;

    private int offset;

    private int length;

    private boolean terminated;

    private boolean tooLong;

    LineReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        this.position += this.length + this.skipped + (this.terminated ? 1 : 0);
        this.skipped = 0;
        this.number++;
        this.tooLong = false;
        int scanned = this.low;
        while (true) {
            for (int i = scanned; i < this.high; i++) {
                if (this.buffer[i] == '\n') {
                    line(i, true);
                    return true;
                }
            }
            int pending = this.high - this.low;
            if (pending > this.limit) {
                skipRest();
                return true;
            }
            if (!fill()) {
                line(this.high, false);
                return this.length > 0;
            }
            scanned = this.low + pending;
        }
    }

    byte[] buffer() {
        return this.buffer;
    }

    int offset() {
        return this.offset;
    }

    int length() {
        return this.length;
    }

    byte[] copy() {
        return Arrays.copyOfRange(this.buffer, this.offset, this.offset + this.length);
    }

    /** The line's number, from 1. */
    long number() {
        return this.number;
    }

    /** The byte at which the line starts. */
    long position() {
        return this.position;
    }

    /** Whether a newline ends it. */
    boolean isTerminated() {
        return this.terminated;
    }

    boolean isTooLong() {
        return this.tooLong;
    }

    /** Whether it is spaces, tabs and carriage returns only. */
    boolean isBlank() {
        for (int i = this.offset; i < this.offset + this.length; i++) {
            if (" \t\r".indexOf(this.buffer[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Leaves out a byte order mark at the start of the line. */
    void skipByteOrderMark() {
        if (this.length >= 3
                && Arrays.equals(this.buffer, this.offset, this.offset + 3, DiskJson.BYTE_ORDER_MARK, 0, 3)) {
            this.position += 3;
            this.offset += 3;
            this.length -= 3;
        }
    }

    private void line(int end, boolean terminated) {
        this.offset = this.low;
        this.length = end - this.low;
        this.terminated = terminated;
        this.low = terminated ? end + 1 : end;
    }

    /** Keeps the start of the line, unless all that follows is zeros. */
    private void skipRest() throws IOException {
        byte[] start = Arrays.copyOfRange(this.buffer, this.low, this.high);
        boolean zeros = true;
        boolean newline = false;
        this.low = this.high;
        while (!newline && (this.low < this.high || fill())) {
            byte b = this.buffer[this.low++];
            newline = b == '\n';
            zeros &= b == 0;
            this.skipped += newline ? 0 : 1;
        }
        byte[] rest = Arrays.copyOfRange(this.buffer, this.low, this.high);
        this.buffer = Arrays.copyOf(start, start.length + Math.max(rest.length, SLACK));
        System.arraycopy(rest, 0, this.buffer, start.length, rest.length);
        this.offset = 0;
        this.length = start.length;
        this.low = start.length;
        this.high = start.length + rest.length;
        this.terminated = newline;
        this.tooLong = newline || !zeros;
    }

    private boolean fill() throws IOException {
        if (this.low > 0) {
            System.arraycopy(this.buffer, this.low, this.buffer, 0, this.high - this.low);
            this.high -= this.low;
            this.low = 0;
        }
        if (this.high == this.buffer.length) {
            this.buffer = Arrays.copyOf(this.buffer, Math.min(this.buffer.length * 2, this.limit + SLACK));
        }
        int count = this.in.read(this.buffer, this.high, this.buffer.length - this.high);
        this.high += Math.max(count, 0);
        return count > 0;
    }

}
