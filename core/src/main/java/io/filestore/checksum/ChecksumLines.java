package io.filestore.checksum;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.filestore.io.ContentSum;
import io.filestore.io.LinesSum;
import io.filestore.record.CheckedLine;
import io.filestore.record.JsonText;

/** Writes lines to a checksum file; {@link ChecksumFile} draws them. */
final class ChecksumLines {

    private static final byte[] ROW_ID = ascii("{\"rowId\":");

    private static final byte[] ROW = ascii(",\"row\":\"");

    private static final byte[] DELETED = ascii(",\"_deleted\":true");

    private final OutputStream out;

    private final ContentSum above;

    private final long linesAbove;

    private final CRC32C lineCrc = new CRC32C();

    private final CRC32C crc = new CRC32C();

    private byte[] line = new byte[512];

    private int size;

    private long length;

    private long count;

    /**
     * @param above what the file holds already
     * @param linesAbove how many lines that is
     */
    ChecksumLines(OutputStream out, ContentSum above, long linesAbove) {
        this.out = out;
        this.above = above;
        this.linesAbove = linesAbove;
    }

    void row(String id, RowSum row) throws IOException {
        add(ROW_ID);
        add(JsonText.quote(id));
        if (row.deleted()) {
            add(DELETED);
        }
        else {
            add(ROW);
            addHex(row.sum());
        }
        if (row.size() != RowSum.NONE) {
            add(",\"size\":" + row.size() + ",\"mtime\":" + row.mtime());
        }
        end();
    }

    /**
     * @param content the checksum of the file, null if it is not known
     */
    void file(String name, FileStamp stamp, @Nullable ContentSum content) throws IOException {
        ContentSum above = sum();
        long number = lines() + 1;
        add("{\"file\":");
        add(JsonText.quote(name));
        add(",\"size\":" + stamp.size() + ",\"mtime\":" + stamp.mtime());
        if (content != null && content.length() == stamp.size()) {
            add(",\"content\":\"");
            addHex(content.crc());
            add(",\"above\":\"");
            addHex(above.crc());
            add(",\"line\":" + number);
        }
        end();
    }

    void index(String name, LinesSum index) throws IOException {
        add("{\"index\":");
        add(JsonText.quote(name));
        add(",\"size\":" + index.content().length() + ",\"content\":\"");
        addHex(index.content().crc());
        add(",\"lines\":" + index.lines() + ",\"live\":" + index.live());
        end();
    }

    void complete() throws IOException {
        add("{\"complete\":true");
        end();
    }

    /** The sum of the file with the lines so far. */
    ContentSum sum() {
        return this.above.plus(new ContentSum(this.length, (int) this.crc.getValue()));
    }

    /** How many lines the file has so far. */
    long lines() {
        return this.linesAbove + this.count;
    }

    private void add(String ascii) {
        add(ascii(ascii));
    }

    private void add(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, this.line, this.size, bytes.length);
        this.size += bytes.length;
    }

    /** And the closing quote. */
    private void addHex(int value) {
        reserve(9);
        this.size = CheckedLine.putHex(this.line, this.size, value);
        this.line[this.size++] = '"';
    }

    private void reserve(int more) {
        int needed = this.size + more + CheckedLine.CRC_LENGTH + 1;
        if (needed > this.line.length) {
            this.line = Arrays.copyOf(this.line, needed * 2);
        }
    }

    private void end() throws IOException {
        int end = CheckedLine.finish(this.line, 0, this.size, this.lineCrc);
        this.out.write(this.line, 0, end);
        this.crc.update(this.line, 0, end);
        this.length += end;
        this.count++;
        this.size = 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

}
