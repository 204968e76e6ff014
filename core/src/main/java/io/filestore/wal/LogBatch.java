package io.filestore.wal;

import java.util.Arrays;
import java.util.zip.CRC32C;

import io.filestore.json.JsonText;
import io.filestore.row.Change;

/**
 * Lines that are appended to the log with one call. Reused from batch to batch by the one
 * thread that commits.
 */
public final class LogBatch {

    /** A buffer that has grown beyond this for one large batch is not kept. */
    private static final int KEPT_BYTES = 1 << 20;

    /** Room for what a line has besides collection, id and row. */
    private static final int OVERHEAD = 256;

    private final CRC32C crc = new CRC32C();

    private byte[] buffer = new byte[1 << 16];

    private int length;

    private long nextLsn;

    private long durableLsn;

    private long timestamp;

    LogBatch() {
    }

    /** What {@link #add} needs of a collection, made once. */
    public static byte[] table(String collection) {
        return LogFormat.table(collection);
    }

    void begin(long firstLsn, long durable, long epochMillis) {
        if (this.buffer.length > KEPT_BYTES) {
            this.buffer = new byte[1 << 16];
        }
        this.length = 0;
        this.nextLsn = firstLsn;
        this.durableLsn = durable;
        this.timestamp = epochMillis;
    }

    /** The LSN that the next line gets. */
    public long nextLsn() {
        return this.nextLsn;
    }

    /**
     * Adds a line.
     * @param operation what it does
     * @param table the collection's {@link #table}
     * @param change what becomes of the row
     * @param firstLsn first line of its transaction
     * @param lastLsn last line of its transaction
     */
    public void add(Operation operation, byte[] table, Change change, long firstLsn, long lastLsn) {
        byte[] id = JsonText.quote(change.rowId());
        byte[] json = change.json();
        ensure(table.length + id.length + ((json != null) ? json.length : 0) + OVERHEAD);
        byte[] out = this.buffer;
        int start = this.length;
        int at = LogFormat.put(out, start, LogFormat.LSN);
        at = putNumber(out, at, this.nextLsn);
        at = LogFormat.put(out, at, LogFormat.TIMESTAMP);
        at = putNumber(out, at, this.timestamp);
        at = LogFormat.put(out, at, LogFormat.OPERATION);
        at = LogFormat.put(out, at, operation.bytes());
        out[at++] = '"';
        at = LogFormat.put(out, at, table);
        at = LogFormat.put(out, at, id);
        if (json != null) {
            at = LogFormat.put(out, at, LogFormat.DATA);
            at = LogFormat.put(out, at, json);
        }
        if (change.expiresAt() != 0) {
            at = LogFormat.put(out, at, LogFormat.EXPIRES_AT);
            at = putNumber(out, at, change.expiresAt());
        }
        if (firstLsn != lastLsn) {
            at = LogFormat.put(out, at, LogFormat.TRANSACTION);
            at = putNumber(out, at, firstLsn);
            out[at++] = ',';
            at = putNumber(out, at, lastLsn);
            out[at++] = ']';
        }
        at = LogFormat.put(out, at, LogFormat.DURABLE);
        at = putNumber(out, at, this.durableLsn);
        this.length = LogFormat.finish(out, start, at, this.crc);
        this.nextLsn++;
    }

    /**
     * Takes back the lines from this LSN on.
     * @param lsn that the next line gets
     * @param bytes that the lines before it have: what {@link #length} was then
     */
    public void cut(long lsn, int bytes) {
        this.nextLsn = lsn;
        this.length = bytes;
    }

    public boolean isEmpty() {
        return this.length == 0;
    }

    /** The bytes of all lines so far. */
    public int length() {
        return this.length;
    }

    byte[] buffer() {
        return this.buffer;
    }

    /**
     * Writes a reserve behind the lines, which is no part of them.
     * @param offset where in the file the lines will begin
     * @param bytes how many to write
     */
    void addReserve(long offset, int bytes) {
        ensure(bytes);
        Reserve.fill(this.buffer, this.length, bytes, offset + this.length);
    }

    private void ensure(int more) {
        if (this.buffer.length - this.length < more) {
            this.buffer = Arrays.copyOf(this.buffer,
                    Math.max(this.length + more, (int) Math.min(Integer.MAX_VALUE - 8, this.buffer.length * 2L)));
        }
    }

    private static int putNumber(byte[] out, int at, long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + digits;
    }

}
