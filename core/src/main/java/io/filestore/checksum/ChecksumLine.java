package io.filestore.checksum;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.io.ContentSum;
import io.filestore.io.LinesSum;
import io.filestore.json.FieldReader;
import io.filestore.json.JsonText;

/** An intact line of a checksum file that names no rows. */
final class ChecksumLine {

    private static final FieldReader FIELDS = new FieldReader(List.of("file", "index", "complete", "size", "mtime",
            "content", "above", "entries", "lines", "live", "last", "flush", "lsn", "run"));

    private final byte[] @Nullable [] fields;

    private ChecksumLine(byte[] @Nullable [] fields) {
        this.fields = fields;
    }

    /** Reads a line that is intact. */
    static ChecksumLine read(byte[] buffer, int start, int count) {
        return new ChecksumLine(FIELDS.read(Arrays.copyOfRange(buffer, start, start + count)));
    }

    boolean isFile() {
        return this.fields[0] != null && stamp() != null;
    }

    /** The name of the file of all rows that the line is about. */
    @Nullable String file() {
        byte[] name = this.fields[0];
        return (name != null) ? JsonText.unquote(name) : null;
    }

    /** The name of the index file that the line is about, null if it is about none. */
    @Nullable String index() {
        byte[] name = this.fields[1];
        return (name != null) ? JsonText.unquote(name) : null;
    }

    boolean isComplete() {
        return this.fields[2] != null;
    }

    @Nullable FileStamp stamp() {
        Long size = number(3);
        Long mtime = number(4);
        return (size != null && mtime != null) ? new FileStamp(size, mtime) : null;
    }

    /**
     * The checksum of the file that the line is about, null if the line does not say it.
     */
    @Nullable ContentSum content() {
        Long size = number(3);
        Integer content = crc(5);
        return (size != null && content != null) ? new ContentSum(size, content) : null;
    }

    /** The CRC-32C of everything above this line, null if the line does not say it. */
    @Nullable Integer above() {
        return crc(6);
    }

    /**
     * How many rows and other things the lines above name, 0 if the line does not say it.
     */
    long entries() {
        Long entries = number(7);
        return (entries != null) ? entries : 0;
    }

    /** The row that the end of the file is about, null if the line does not say it. */
    @Nullable String last() {
        byte[] id = this.fields[10];
        return (id != null) ? JsonText.unquote(id) : null;
    }

    /** Which flush it was, null if the line does not say it. */
    @Nullable FlushMark mark() {
        Long flush = number(11);
        Long lsn = number(12);
        Long run = number(13);
        return (flush != null && lsn != null && run != null) ? new FlushMark(flush, lsn, run) : null;
    }

    @Nullable LinesSum lines() {
        ContentSum content = content();
        Long lines = number(8);
        Long live = number(9);
        return (content != null && lines != null && live != null) ? new LinesSum(content, lines, live) : null;
    }

    private @Nullable Long number(int field) {
        byte[] json = this.fields[field];
        return (json != null) ? JsonText.number(json) : null;
    }

    private @Nullable Integer crc(int field) {
        byte[] json = this.fields[field];
        return (json != null) ? Integer.parseUnsignedInt(new String(json, 1, 8, StandardCharsets.US_ASCII), 16) : null;
    }

}
