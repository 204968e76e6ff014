package io.filestore.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidRowException;
import io.filestore.row.RowIds;
import io.filestore.storage.DiskForm.DiskRow;

/** Some lines of a file of JSON lines, without the blank ones, and what they say. */
final class LineBlock {

    /** A block ends with the line that makes it this long. */
    static final int BYTES = 512 * 1024;

    private long number;

    private byte[] buffer = new byte[BYTES + 64 * 1024];

    private int used;

    private int size;

    private int[] offsets = new int[4096];

    private int[] lengths = new int[4096];

    private long[] lineNumbers = new long[4096];

    private long[] positions = new long[4096];

    private List<DiskRow> rows = List.of();

    private boolean[] isRow = {};

    private Map<Integer, InvalidRowException> reasons = Map.of();

    private boolean anyNamed;

    private int torn;

    private boolean empty;

    private boolean terminated;

    /**
     * Takes the next lines.
     * @param blockNumber the number of the block, from 0
     * @return whether there may be more
     */
    boolean fill(LineReader reader, long blockNumber) throws IOException {
        this.number = blockNumber;
        this.used = 0;
        this.size = 0;
        this.torn = -1;
        this.empty = true;
        while (this.used < BYTES) {
            if (!reader.next()) {
                return false;
            }
            if (reader.number() == 1) {
                reader.skipByteOrderMark();
            }
            this.empty = false;
            this.terminated = reader.isTerminated();
            if (reader.isTooLong() || !reader.isBlank()) {
                add(reader);
            }
        }
        return true;
    }

    private void add(LineReader reader) {
        if (this.size == this.offsets.length) {
            this.offsets = Arrays.copyOf(this.offsets, this.size * 2);
            this.lengths = Arrays.copyOf(this.lengths, this.size * 2);
            this.lineNumbers = Arrays.copyOf(this.lineNumbers, this.size * 2);
            this.positions = Arrays.copyOf(this.positions, this.size * 2);
        }
        int length = reader.isTooLong() ? 0 : reader.length();
        if (length > this.buffer.length - this.used) {
            this.buffer = Arrays.copyOf(this.buffer, this.used + length);
        }
        System.arraycopy(reader.buffer(), reader.offset(), this.buffer, this.used, length);
        this.offsets[this.size] = this.used;
        this.lengths[this.size] = length;
        this.lineNumbers[this.size] = reader.number();
        this.positions[this.size] = reader.position();
        if (!reader.isTerminated()) {
            this.torn = this.size;
        }
        this.used += length;
        this.size++;
    }

    /**
     * Reads the rows. What cannot be read has a reason instead; too long a line has
     * neither.
     */
    void parse() {
        this.rows = new ArrayList<>(this.size);
        this.isRow = new boolean[this.size];
        this.reasons = new HashMap<>();
        this.anyNamed = false;
        for (int i = 0; i < this.size; i++) {
            if (this.lengths[i] > 0) {
                try {
                    this.rows.add(read(i));
                    this.isRow[i] = true;
                }
                catch (InvalidRowException ex) {
                    this.reasons.put(i, ex);
                }
            }
        }
    }

    private DiskRow read(int line) {
        DiskRow row = DiskForm.readLine(this.buffer, this.offsets[line], lengthWithoutZeros(line));
        if (row.id() != null) {
            return row;
        }
        if (row.deleted()) {
            throw new InvalidRowException("It deletes a row without naming it.");
        }
        this.anyNamed = true;
        return new DiskRow(RowIds.next(), row.json(), row.expiresAt(), false);
    }

    long number() {
        return this.number;
    }

    int size() {
        return this.size;
    }

    /** Whether it has no lines at all, blank ones neither. */
    boolean isEmpty() {
        return this.empty;
    }

    /** Whether the last line, which may be a blank one, ends with a newline. */
    boolean isTerminated() {
        return this.terminated;
    }

    /** What could be read, in the order of the lines. */
    List<DiskRow> rows() {
        return this.rows;
    }

    boolean isRow(int line) {
        return this.isRow[line];
    }

    /** Whether a row had no id, and was given one. */
    boolean isAnyNamed() {
        return this.anyNamed;
    }

    @Nullable InvalidRowException reason(int line) {
        return this.reasons.get(line);
    }

    long lineNumber(int line) {
        return this.lineNumbers[line];
    }

    /** Whether a newline ends it; only the last line of a file may lack it. */
    boolean isTerminated(int line) {
        return line != this.torn;
    }

    /** Where the line starts in the content. */
    long position(int line) {
        return this.positions[line];
    }

    /**
     * Without the zero bytes at its end, which a power loss may leave behind a whole row.
     */
    int lengthWithoutZeros(int line) {
        return ForeignText.lengthWithoutZeros(this.buffer, this.offsets[line], this.lengths[line]);
    }

    /** What the file looks like if this is its first line; null if like nothing known. */
    @Nullable String foreign(int line) {
        return (this.lineNumbers[line] == 1) ? ForeignText.describe(this.buffer, this.offsets[line], this.lengths[line])
                : null;
    }

    boolean hasZeros(int line) {
        for (int i = this.offsets[line]; i < this.offsets[line] + this.lengths[line]; i++) {
            if (this.buffer[i] == 0) {
                return true;
            }
        }
        return false;
    }

    boolean isWellFormed(int line) {
        return DiskJson.isWellFormed(this.buffer, this.offsets[line], this.lengths[line]);
    }

    byte[] copy(int line) {
        return Arrays.copyOfRange(this.buffer, this.offsets[line], this.offsets[line] + this.lengths[line]);
    }

}
