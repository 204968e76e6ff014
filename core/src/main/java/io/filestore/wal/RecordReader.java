package io.filestore.wal;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.filestore.json.JsonText;
import io.filestore.row.Change;

/**
 * Reads a record line as {@link LogBatch} writes it, in one pass and without copies but
 * of the row.
 */
final class RecordReader {

    private static final byte[] TABLE = LogFormat.ascii("\",\"table\":\"");

    private static final byte[] ROW_ID = LogFormat.ascii(",\"rowId\":\"");

    private static final byte[] COMMA = LogFormat.ascii(",");

    private static final byte[] BRACKET = LogFormat.ascii("]");

    private final byte[] buffer;

    private final int end;

    private int at;

    private boolean other;

    /**
     * @param end where the line ends, without the line feed
     */
    RecordReader(byte[] buffer, int start, int end) {
        this.buffer = buffer;
        this.at = start;
        this.end = end - LogFormat.CRC_LENGTH;
    }

    /** What the line says; null if it is not as it would have been written. */
    @Nullable LogRecord read() {
        long lsn = number(LogFormat.LSN);
        long timestamp = number(LogFormat.TIMESTAMP);
        Operation operation = operation();
        String table = string(TABLE);
        String rowId = string(ROW_ID);
        byte[] json = data();
        long expiresAt = has(LogFormat.EXPIRES_AT) ? number() : 0;
        long first = lsn;
        long last = lsn;
        if (has(LogFormat.TRANSACTION)) {
            first = number();
            last = number(COMMA);
            require(BRACKET);
        }
        long durable = number(LogFormat.DURABLE);
        if (this.other || operation == null || this.at != this.end) {
            return null;
        }
        return new LogRecord(lsn, timestamp, operation, new Change(table, rowId, json, expiresAt), first, last,
                durable);
    }

    private boolean has(byte[] expected) {
        int next = this.at + expected.length;
        if (this.other || next > this.end || !Arrays.equals(this.buffer, this.at, next, expected, 0, expected.length)) {
            return false;
        }
        this.at = next;
        return true;
    }

    private void require(byte[] expected) {
        this.other |= !has(expected);
    }

    private long number(byte[] before) {
        require(before);
        return number();
    }

    private long number() {
        long number = 0;
        int start = this.at;
        while (this.at < this.end && this.buffer[this.at] >= '0' && this.buffer[this.at] <= '9') {
            number = 10 * number + this.buffer[this.at++] - '0';
        }
        // So many digits never overflow.
        this.other |= this.at == start || this.at - start > 18;
        return number;
    }

    private @Nullable Operation operation() {
        require(LogFormat.OPERATION);
        for (Operation operation : Operation.values()) {
            if (has(operation.bytes())) {
                return operation;
            }
        }
        return null;
    }

    /** A string whose opening quote is the last byte of what stands before it. */
    private String string(byte[] before) {
        require(before);
        if (this.other) {
            return "";
        }
        int quote = this.at - 1;
        this.at = JsonText.end(this.buffer, quote);
        return JsonText.unquote(this.buffer, quote, this.at);
    }

    private byte @Nullable [] data() {
        if (!has(LogFormat.DATA)) {
            return null;
        }
        int start = this.at;
        this.at = JsonText.end(this.buffer, start);
        return Arrays.copyOfRange(this.buffer, start, this.at);
    }

}
