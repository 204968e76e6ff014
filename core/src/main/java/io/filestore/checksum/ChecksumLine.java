package io.filestore.checksum;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.io.ContentSum;
import io.filestore.io.LinesSum;
import io.filestore.record.CheckedLine;
import io.filestore.record.FieldReader;
import io.filestore.record.JsonText;

/** An intact line of a checksum file. */
final class ChecksumLine {

    private static final FieldReader FIELDS = new FieldReader(List.of("rowId", "row", "size", "mtime", "_deleted",
            "file", "complete", "content", "above", "line", "index", "lines", "live"));

    private final byte[] @Nullable [] fields;

    private ChecksumLine(byte[] @Nullable [] fields) {
        this.fields = fields;
    }

    /** Reads a line that is intact. */
    static ChecksumLine read(byte[] buffer, int start, int count) {
        return new ChecksumLine(FIELDS.read(Arrays.copyOfRange(buffer, start, start + count)));
    }

    @Nullable String rowId() {
        return text(0);
    }

    RowSum row() {
        byte[] sum = this.fields[1];
        if (this.fields[4] != null || sum == null) {
            return RowSum.DELETED;
        }
        FileStamp stamp = stamp();
        return new RowSum(false, crc(sum), (stamp != null) ? stamp.size() : RowSum.NONE,
                (stamp != null) ? stamp.mtime() : RowSum.NONE);
    }

    boolean isFile() {
        return this.fields[5] != null && stamp() != null;
    }

    boolean isComplete() {
        return this.fields[6] != null;
    }

    @Nullable FileStamp stamp() {
        byte[] size = this.fields[2];
        byte[] mtime = this.fields[3];
        return (size != null && mtime != null) ? new FileStamp(JsonText.number(size), JsonText.number(mtime)) : null;
    }

    /**
     * The checksum of the file that the line is about, null if the line does not say it.
     */
    @Nullable ContentSum content() {
        byte[] size = this.fields[2];
        byte[] content = this.fields[7];
        return (size != null && content != null) ? new ContentSum(JsonText.number(size), crc(content)) : null;
    }

    /** The CRC-32C of everything above this line, null if the line does not say it. */
    @Nullable Integer above() {
        byte[] above = this.fields[8];
        return (above != null) ? crc(above) : null;
    }

    /** The line's number, 0 if the line does not say it. */
    long number() {
        byte[] number = this.fields[9];
        return (number != null) ? JsonText.number(number) : 0;
    }

    /** The name of the index file that the line is about, null if it is about none. */
    @Nullable String index() {
        return text(10);
    }

    @Nullable LinesSum lines() {
        ContentSum content = content();
        byte[] lines = this.fields[11];
        byte[] live = this.fields[12];
        return (content != null && lines != null && live != null)
                ? new LinesSum(content, JsonText.number(lines), JsonText.number(live)) : null;
    }

    private @Nullable String text(int field) {
        byte[] json = this.fields[field];
        return (json != null) ? JsonText.unquote(json) : null;
    }

    private static int crc(byte[] quoted) {
        return Integer.parseUnsignedInt(new String(quoted, 1, 8, StandardCharsets.US_ASCII), 16);
    }

}
