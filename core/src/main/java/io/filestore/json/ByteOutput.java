package io.filestore.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.filestore.error.RowTooLargeException;

/**
 * Bytes that grow up to a limit. Beyond it every write throws
 * {@link RowTooLargeException}.
 */
public final class ByteOutput extends OutputStream {

    private final int limit;

    private byte[] bytes;

    private int size;

    public ByteOutput(int expected) {
        this(expected, Integer.MAX_VALUE - 8);
    }

    public ByteOutput(int expected, int limit) {
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

    public void writeAscii(String text) {
        write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A text as a JSON string, with its quotes; it must not have lone surrogates. */
    public void writeQuoted(String text) {
        JsonStrings.quote(text, this);
    }

    /** Eight hexadecimal digits. */
    public void writeHex(int value) {
        if (this.bytes.length - this.size < 8) {
            grow(8);
        }
        this.size = CheckedLine.putHex(this.bytes, this.size, value);
    }

    /**
     * Puts the text between quotes, if it is of such characters only that stand for
     * themselves.
     */
    boolean quotePlain(String text) {
        int length = text.length();
        if (this.bytes.length - this.size < length + 2) {
            grow(length + 2);
        }
        int at = this.size;
        this.bytes[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
            this.bytes[at++] = (byte) c;
        }
        this.bytes[at++] = '"';
        this.size = at;
        return true;
    }

    /** Begins anew, with the same array. */
    public void clear() {
        this.size = 0;
    }

    /** Writes everything, with one call. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(this.bytes, 0, this.size);
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

    public int size() {
        return this.size;
    }

    /** The byte written last, 0 if there is none. */
    byte last() {
        return (this.size == 0) ? 0 : this.bytes[this.size - 1];
    }

    /** Not a copy; only the first {@link #size()} bytes count. */
    public byte[] buffer() {
        return this.bytes;
    }

    public byte[] toByteArray() {
        return (this.size == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.size);
    }

}
