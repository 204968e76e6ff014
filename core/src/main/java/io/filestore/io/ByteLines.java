package io.filestore.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Goes through the lines of a file that filestore writes and people seldom do. Holds one
 * line at a time, however long it is; the log and files of rows, where a line may come
 * from anywhere and be of any length, have readers with a limit of their own.
 */
public final class ByteLines {

    private final InputStream in;

    private byte[] buffer = new byte[1 << 16];

    private int start;

    private int length;

    private int end;

    private boolean terminated;

    public ByteLines(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; false at the end. */
    public boolean next() throws IOException {
        this.start += size();
        int searched = this.start;
        while (true) {
            for (int i = searched; i < this.end; i++) {
                if (this.buffer[i] == '\n') {
                    this.length = i - this.start;
                    this.terminated = true;
                    return true;
                }
            }
            searched = this.end - this.start;
            if (!fill()) {
                this.length = this.end;
                this.terminated = false;
                return this.length > 0;
            }
        }
    }

    /** Puts the line at the start of the buffer, and more behind what there is of it. */
    private boolean fill() throws IOException {
        System.arraycopy(this.buffer, this.start, this.buffer, 0, this.end - this.start);
        this.end -= this.start;
        this.start = 0;
        if (this.end == this.buffer.length) {
            this.buffer = Arrays.copyOf(this.buffer, this.buffer.length * 2);
        }
        int read = this.in.read(this.buffer, this.end, this.buffer.length - this.end);
        this.end += Math.max(read, 0);
        return read >= 0;
    }

    /** Where the line is, until the next one. */
    public byte[] buffer() {
        return this.buffer;
    }

    /** Where in the buffer it begins. */
    public int start() {
        return this.start;
    }

    /** How many bytes it has, without a line feed. */
    public int length() {
        return this.length;
    }

    /** How many bytes it has, with the line feed if there is one. */
    public int size() {
        return this.length + (this.terminated ? 1 : 0);
    }

    /** Whether a line feed ends it; only the last line may lack it. */
    public boolean isTerminated() {
        return this.terminated;
    }

}
