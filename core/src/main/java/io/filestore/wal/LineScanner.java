package io.filestore.wal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Goes through a file line by line, holding one line at a time. A line longer than any
 * that the log can have is passed over without being held.
 */
final class LineScanner {

    /**
     * A row of 16 MB may be escaped once more around it, but not by much: the log writes
     * it as it is.
     */
    private static final int MAX_LINE = 20 << 20;

    private static final byte[] RECORD = LogFormat.ascii("{\"lsn\":");

    private final InputStream in;

    private byte[] buffer = new byte[1 << 16];

    private int start;

    private int end;

    private long offset;

    private int length;

    private boolean terminated;

    private boolean tooLong;

    LineScanner(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end of the file. */
    boolean next() throws IOException {
        advance();
        this.tooLong = false;
        int searched = this.start;
        while (true) {
            for (int i = searched; i < this.end; i++) {
                if (this.buffer[i] == '\n') {
                    this.length = i - this.start;
                    this.terminated = true;
                    return true;
                }
            }
            searched = this.end;
            if (this.end - this.start > MAX_LINE) {
                this.tooLong = true;
                this.offset += this.end - this.start;
                this.start = this.end;
            }
            int moved = this.start;
            int read = fill();
            searched -= moved - this.start;
            if (read < 0) {
                this.length = this.end - this.start;
                this.terminated = false;
                return this.length > 0 || this.tooLong;
            }
        }
    }

    private void advance() {
        int consumed = this.length + (this.terminated ? 1 : 0);
        this.start += consumed;
        this.offset += consumed;
        this.length = 0;
        this.terminated = false;
    }

    private int fill() throws IOException {
        if (this.start > 0) {
            System.arraycopy(this.buffer, this.start, this.buffer, 0, this.end - this.start);
            this.end -= this.start;
            this.start = 0;
        }
        if (this.end == this.buffer.length) {
            this.buffer = Arrays.copyOf(this.buffer, this.buffer.length * 2);
        }
        int read = this.in.read(this.buffer, this.end, this.buffer.length - this.end);
        this.end += Math.max(read, 0);
        return read;
    }

    /**
     * Where in the file the line begins (for a line too long: where its last piece
     * begins).
     */
    long offset() {
        return this.offset;
    }

    /** Where the next line begins. */
    long nextOffset() {
        return this.offset + this.length + (this.terminated ? 1 : 0);
    }

    /** Whether the line is empty or of spaces only: a reserve, or what is left of one. */
    boolean isBlank() {
        for (int i = this.start; i < this.start + this.length; i++) {
            if (this.buffer[i] != ' ') {
                return false;
            }
        }
        return !this.tooLong;
    }

    /** Whether the line is whole and unchanged, line feed included. */
    boolean isIntact() {
        return this.terminated && !this.tooLong && LogFormat.isIntact(this.buffer, this.start, this.length);
    }

    /**
     * The record at the end of a line that is not intact, if it is whole: only the line
     * feed before it was lost.
     */
    byte @Nullable [] intactEnd() {
        int end = this.start + this.length;
        for (int at = this.terminated ? end - RECORD.length : 0; at > this.start; at--) {
            if (Arrays.equals(this.buffer, at, at + RECORD.length, RECORD, 0, RECORD.length)
                    && LogFormat.isIntact(this.buffer, at, end - at)) {
                return Arrays.copyOfRange(this.buffer, at, end);
            }
        }
        return null;
    }

    /** The record that an intact line is, null if it is none. */
    @Nullable LogRecord record() {
        return LogFormat.record(this.buffer, this.start, this.start + this.length);
    }

    byte[] line() {
        return Arrays.copyOfRange(this.buffer, this.start, this.start + this.length);
    }

}
