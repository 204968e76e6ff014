package io.filestore.record;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.filestore.error.RowTooLargeException;

/**
 * Bytes that grow up to a limit. Beyond it every write throws
 * {@link RowTooLargeException}.
 */
final class ByteOutput extends OutputStream {

    private final int limit;

    private byte[] bytes;

    private int size;

    ByteOutput(int expected) {
        this(expected, Integer.MAX_VALUE - 8);
    }

    ByteOutput(int expected, int limit) {
        this.bytes = new byte[Math.max(16, Math.min(expected, limit))];
        this.limit = limit;
    }

    @Override
    public void write(int value) {
        if (this.size == this.bytes.length) {
            grow(1);
        }
        this.bytes[this.size++] = (byte) value;
    }

    @Override
    public void write(byte[] source) {
        write(source, 0, source.length);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        if (length > this.bytes.length - this.size) {
            grow(length);
        }
        System.arraycopy(source, offset, this.bytes, this.size, length);
        this.size += length;
    }

    void writeAscii(String text) {
        write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void grow(int more) {
        long needed = (long) this.size + more;
        if (needed > this.limit) {
            throw tooLarge(this.limit);
        }
        int length = (int) Math.min(this.limit, Math.max(needed, this.bytes.length * 2L));
        this.bytes = Arrays.copyOf(this.bytes, length);
    }

    static RowTooLargeException tooLarge(int limit) {
        return new RowTooLargeException("The JSON is larger than " + limit
                + " bytes, which is as much as a row or value may have. Split it into several rows.");
    }

    int size() {
        return this.size;
    }

    /** The byte written last, 0 if there is none. */
    byte last() {
        return (this.size == 0) ? 0 : this.bytes[this.size - 1];
    }

    /** Not a copy; only the first {@link #size()} bytes count. */
    byte[] buffer() {
        return this.bytes;
    }

    byte[] toByteArray() {
        return (this.size == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.size);
    }

}
