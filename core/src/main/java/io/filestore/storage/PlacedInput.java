package io.filestore.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** A text that is read byte by byte, and knows where it is, as an editor shows it. */
final class PlacedInput {

    static final int END = -1;

    private final InputStream in;

    private final byte[] buffer = new byte[64 * 1024];

    private int at;

    private int end;

    private long line = 1;

    private long column = 1;

    private long position;

    PlacedInput(InputStream in) {
        this.in = in;
    }

    /**
     * Leaves out a byte order mark; to be called first.
     * @return what the text looks like if it is no text of ours, null if it may be
     */
    @Nullable String begin() throws IOException {
        int length = DiskJson.BYTE_ORDER_MARK.length;
        if (peek() != END && this.end >= length
                && Arrays.equals(this.buffer, 0, length, DiskJson.BYTE_ORDER_MARK, 0, length)) {
            this.at = length;
            this.position = length;
        }
        return ForeignText.describe(this.buffer, 0, this.end);
    }

    /** The next byte, {@link #END} behind the last one. */
    int peek() throws IOException {
        if (this.at == this.end) {
            this.at = 0;
            this.end = Math.max(0, this.in.read(this.buffer, 0, this.buffer.length));
            if (this.end == 0) {
                return END;
            }
        }
        return this.buffer[this.at] & 0xff;
    }

    /** The next byte that is no white space. */
    int peekToken() throws IOException {
        int next = peek();
        while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
            take();
            next = peek();
        }
        return next;
    }

    /** Goes beyond the byte that {@link #peek} has shown. */
    byte take() {
        byte next = this.buffer[this.at++];
        this.position++;
        if (next == '\n') {
            this.line++;
            this.column = 1;
        }
        else if ((next & 0xC0) != 0x80) {
            this.column++;
        }
        return next;
    }

    /** Reads to the end, and counts how many bytes lie behind a place. */
    long bytesFrom(Place from) throws IOException {
        while (peek() != END) {
            take();
        }
        return this.position - from.position();
    }

    Place place() {
        return new Place(this.line, this.column, this.position);
    }

    /**
     * A place in the content, as an editor shows it.
     *
     * @param line from 1
     * @param column characters, from 1
     * @param position bytes, from 0
     */
    record Place(long line, long column, long position) {

        @Override
        public String toString() {
            return "line " + this.line + ", column " + this.column;
        }

    }

}
