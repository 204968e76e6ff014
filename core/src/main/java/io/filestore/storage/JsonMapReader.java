package io.filestore.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.filestore.storage.PlacedInput.Place;

/**
 * Takes a JSON object apart into its entries without parsing them, so that one entry at a
 * time is in memory, byte for byte as it stands in the file. It finds the end of an entry
 * that is no JSON, too, if its brackets balance: since no string goes over the end of a
 * line, a quote that is missing leads astray within one line only.
 */
final class JsonMapReader {

    private static final int END = PlacedInput.END;

    private final PlacedInput in;

    private final int limit;

    private boolean started;

    private boolean zeros;

    private final Piece name = new Piece();

    private final Piece value = new Piece();

    private Place entryPlace = new Place(1, 1, 0);

    private Place valuePlace = this.entryPlace;

    private @Nullable String slip;

    JsonMapReader(InputStream in, int limit) {
        this.in = new PlacedInput(in);
        this.limit = limit;
    }

    /**
     * Goes to the next entry.
     * @return false at the end of the object, behind which there is nothing else
     */
    boolean next() throws IOException, MalformedContentException {
        if (!this.started) {
            String foreign = this.in.begin();
            if (foreign != null) {
                throw new MalformedContentException(foreign);
            }
            if (this.in.peekToken() == END) {
                throw new MalformedContentException("The file is empty; without rows it holds {}.");
            }
            expect('{');
        }
        this.slip = null;
        separator();
        if (this.in.peekToken() == '}') {
            this.in.take();
            end();
            return false;
        }
        this.started = true;
        this.name.size = 0;
        readString(this.name);
        expect(':');
        this.value.size = 0;
        this.in.peekToken();
        this.valuePlace = this.in.place();
        readValue();
        return true;
    }

    /** Goes to the next name. Commas that are missing or too many lead nobody astray. */
    private void separator() throws IOException, MalformedContentException {
        int commas = 0;
        while (this.in.peekToken() == ',') {
            this.in.take();
            commas++;
        }
        int next = this.in.peekToken();
        int right = (this.started && next != '}') ? 1 : 0;
        this.entryPlace = this.in.place();
        if (commas < right && next != '"') {
            throw unexpected("','");
        }
        if (commas != right) {
            this.slip = "There is a comma too " + ((commas < right) ? "few" : "many") + " before " + this.in.place()
                    + ".";
        }
    }

    /** Behind the object a power loss may have left zero bytes. */
    private void end() throws IOException, MalformedContentException {
        while (this.in.peekToken() == 0) {
            this.in.take();
            this.zeros = true;
        }
        this.entryPlace = this.in.place();
        if (this.in.peekToken() != END) {
            throw unexpected("nothing behind the object");
        }
    }

    /** A slip before the entry that loses nothing, null if there is none. */
    @Nullable String slip() {
        return this.slip;
    }

    /** Whether zero bytes lie behind the object. */
    boolean hasZeros() {
        return this.zeros;
    }

    /** Reads to the end, and counts how many bytes lie behind a place. */
    long bytesFrom(Place from) throws IOException {
        return this.in.bytesFrom(from);
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

    /** Where the entry starts. */
    Place entryPlace() {
        return this.entryPlace;
    }

    /** Where its value starts. */
    Place valuePlace() {
        return this.valuePlace;
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
        int first = this.in.peekToken();
        if (first == '"') {
            readString(this.value);
        }
        else if (first == '{' || first == '[') {
            readNested();
        }
        else {
            while (first != END && ",}]: \t\r\n".indexOf(first) < 0) {
                copy(this.value);
                first = this.in.peek();
            }
            if (this.value.size == 0) {
                throw unexpected("a value");
            }
        }
    }

    private void readNested() throws IOException, MalformedContentException {
        int depth = 0;
        do {
            int next = this.in.peek();
            if (next == END) {
                throw unexpected("the rest of the entry that starts at " + this.entryPlace);
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
        if (this.in.peek() != '"') {
            throw unexpected("a string in quotes");
        }
        copy(target);
        for (int next = this.in.peek(); next != '"'; next = this.in.peek()) {
            if (next == END) {
                throw unexpected("the rest of the string in the entry that starts at " + this.entryPlace);
            }
            if (next == '\n') {
                return;
            }
            copy(target);
            if (next == '\\' && this.in.peek() != END && this.in.peek() != '\n') {
                copy(target);
            }
        }
        copy(target);
    }

    private void expect(char token) throws IOException, MalformedContentException {
        if (this.in.peekToken() != token) {
            throw unexpected("'" + token + "'");
        }
        this.in.take();
    }

    private MalformedContentException unexpected(String expected) throws IOException {
        int next = this.in.peek();
        String found = (next == END) ? "the file ends" : (next > ' ' && next < 0x7f) ? "there is '" + (char) next + "'"
                : String.format(Locale.ROOT, "there is a byte 0x%02x", next);
        return new MalformedContentException(
                "The file cannot be read from " + this.in.place() + " on: " + found + " instead of " + expected + ".");
    }

    private void copy(Piece target) throws MalformedContentException {
        target.add(this.in.take());
        if (target.size > this.limit) {
            throw new MalformedContentException("The file cannot be read from " + this.entryPlace
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
