package io.filestore.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Takes a JSON object apart into its entries without parsing them, so that one entry at a
 * time is in memory, byte for byte as it stands in the file.
 */
final class JsonMapReader {

    private static final int END = -1;

    private final InputStream in;

    private final int limit;

    private final byte[] buffer = new byte[64 * 1024];

    private int at;

    private int end;

    private long line = 1;

    private boolean started;

    private final Piece name = new Piece();

    private final Piece value = new Piece();

    private long entryLine;

    JsonMapReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Goes to the next entry.
     * @return false at the end of the object, behind which there is nothing else
     */
    boolean next() throws IOException, MalformedContentException {
        if (!this.started) {
            skipByteOrderMark();
            if (peekToken() == END) {
                throw new MalformedContentException("The file is empty; without rows it holds {}.");
            }
            expect('{');
        }
        if (peekToken() == '}') {
            take();
            if (peekToken() != END) {
                throw unexpected("nothing behind the object");
            }
            return false;
        }
        if (this.started) {
            expect(',');
        }
        this.started = true;
        peekToken();
        this.entryLine = this.line;
        this.name.size = 0;
        readString(this.name);
        expect(':');
        this.value.size = 0;
        readValue();
        return true;
    }

    /** The entry's name, as a JSON string. */
    byte[] name() {
        return Arrays.copyOf(this.name.bytes, this.name.size);
    }

    byte[] value() {
        return this.value.bytes;
    }

    int valueLength() {
        return this.value.size;
    }

    /** The line in which the entry starts, from 1. */
    long line() {
        return this.entryLine;
    }

    /** The whole entry as it stands in the file. */
    byte[] entry() {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.writeBytes(name());
        entry.write(':');
        entry.write(' ');
        entry.write(this.value.bytes, 0, this.value.size);
        return entry.toByteArray();
    }

    private void readValue() throws IOException, MalformedContentException {
        int first = peekToken();
        if (first == '"') {
            readString(this.value);
        }
        else if (first == '{' || first == '[') {
            readNested();
        }
        else {
            while (first != END && ",}]: \t\r\n".indexOf(first) < 0) {
                copy(this.value);
                first = peek();
            }
            if (this.value.size == 0) {
                throw unexpected("a value");
            }
        }
    }

    private void readNested() throws IOException, MalformedContentException {
        int depth = 0;
        do {
            int next = peek();
            if (next == END) {
                throw unexpected("the rest of the entry that starts in line " + this.entryLine);
            }
            if (next == '"') {
                readString(this.value);
                continue;
            }
            if (next == '{' || next == '[') {
                depth++;
            }
            else if (next == '}' || next == ']') {
                depth--;
            }
            copy(this.value);
        }
        while (depth > 0);
    }

    private void readString(Piece target) throws IOException, MalformedContentException {
        if (peek() != '"') {
            throw unexpected("a string in quotes");
        }
        copy(target);
        for (int next = peek(); next != '"'; next = peek()) {
            if (next == END) {
                throw unexpected("the rest of the string in the entry that starts in line " + this.entryLine);
            }
            copy(target);
            if (next == '\\' && peek() != END) {
                copy(target);
            }
        }
        copy(target);
    }

    private void expect(char token) throws IOException, MalformedContentException {
        if (peekToken() != token) {
            throw unexpected("'" + token + "'");
        }
        take();
    }

    private MalformedContentException unexpected(String expected) throws IOException {
        int next = peek();
        String found = (next == END) ? "the file ends" : (next > ' ' && next < 0x7f) ? "there is '" + (char) next + "'"
                : String.format(Locale.ROOT, "there is a byte 0x%02x", next);
        return new MalformedContentException(
                "The file cannot be read from line " + this.line + " on: " + found + " instead of " + expected + ".");
    }

    private void skipByteOrderMark() throws IOException {
        if (peek() == 0xef) {
            this.at += (this.end >= 3 && this.buffer[1] == (byte) 0xbb && this.buffer[2] == (byte) 0xbf) ? 3 : 0;
        }
    }

    private int peekToken() throws IOException {
        int next = peek();
        while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
            take();
            next = peek();
        }
        return next;
    }

    private int peek() throws IOException {
        if (this.at == this.end) {
            this.at = 0;
            this.end = Math.max(0, this.in.read(this.buffer, 0, this.buffer.length));
            if (this.end == 0) {
                return END;
            }
        }
        return this.buffer[this.at] & 0xff;
    }

    private byte take() {
        byte next = this.buffer[this.at++];
        if (next == '\n') {
            this.line++;
        }
        return next;
    }

    private void copy(Piece target) throws MalformedContentException {
        target.add(take());
        if (target.size > this.limit) {
            throw new MalformedContentException("The file cannot be read from line " + this.entryLine
                    + " on: the entry there is longer than " + this.limit + " bytes.");
        }
    }

    private static final class Piece {

        private byte[] bytes = new byte[512];

        private int size;

        void add(byte b) {
            if (this.size == this.bytes.length) {
                this.bytes = Arrays.copyOf(this.bytes, this.bytes.length * 2);
            }
            this.bytes[this.size++] = b;
        }

    }

}
