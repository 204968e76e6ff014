package io.filestore.checksum;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.filestore.io.ContentSum;
import io.filestore.io.LinesSum;
import io.filestore.record.ByteOutput;
import io.filestore.record.CheckedLine;

/**
 * Writes lines to a checksum file; {@link ChecksumFile} draws them. Rows share a line
 * until it is long.
 */
final class ChecksumLines {

    /** So few rows lose their checksums with a line that is damaged. */
    private static final int LONG_LINE = 2048;

    private final OutputStream out;

    private final CRC32C lineCrc = new CRC32C();

    private final ByteOutput line = new ByteOutput(LONG_LINE * 2);

    private ContentSum sum;

    private long entries;

    private boolean open;

    /**
     * @param above what the file holds already
     * @param entries how many rows and other things it names
     */
    ChecksumLines(OutputStream out, ContentSum above, long entries) {
        this.out = out;
        this.sum = above;
        this.entries = entries;
    }

    void row(String id, RowSum row) throws IOException {
        this.line.writeAscii(this.open ? "," : "{\"rows\":{");
        this.open = true;
        this.line.writeQuoted(id);
        this.line.write(':');
        if (row.deleted()) {
            this.line.writeAscii("null");
        }
        else if (row.size() == RowSum.NONE) {
            crc(row.sum());
        }
        else {
            this.line.write('[');
            crc(row.sum());
            this.line.writeAscii("," + row.size() + "," + row.mtime() + "]");
        }
        this.entries++;
        if (this.line.size() > LONG_LINE) {
            endRows();
        }
    }

    private void crc(int crc) {
        this.line.write('"');
        this.line.writeHex(crc);
        this.line.write('"');
    }

    private void endRows() throws IOException {
        if (this.open) {
            this.open = false;
            this.line.write('}');
            endLine();
        }
    }

    /**
     * @param content the checksum of the file, null if it is not known
     */
    void file(String name, FileStamp stamp, @Nullable ContentSum content) throws IOException {
        endRows();
        this.line.writeAscii("{\"file\":");
        this.line.writeQuoted(name);
        this.line.writeAscii(",\"size\":" + stamp.size() + ",\"mtime\":" + stamp.mtime());
        if (content != null && content.length() == stamp.size()) {
            this.line.writeAscii(",\"content\":");
            crc(content.crc());
            this.line.writeAscii(",\"above\":");
            crc(this.sum.crc());
            this.line.writeAscii(",\"entries\":" + this.entries);
        }
        end();
    }

    void index(String name, LinesSum index) throws IOException {
        endRows();
        this.line.writeAscii("{\"index\":");
        this.line.writeQuoted(name);
        this.line.writeAscii(",\"size\":" + index.content().length() + ",\"content\":");
        crc(index.content().crc());
        this.line.writeAscii(",\"lines\":" + index.lines() + ",\"live\":" + index.live());
        end();
    }

    void complete() throws IOException {
        endRows();
        this.line.writeAscii("{\"complete\":true");
        end();
    }

    /** The sum of the file with all lines so far. */
    ContentSum sum() throws IOException {
        endRows();
        return this.sum;
    }

    /** How many rows and other things the file names so far. */
    long entries() {
        return this.entries;
    }

    private void end() throws IOException {
        this.entries++;
        endLine();
    }

    private void endLine() throws IOException {
        CheckedLine.finish(this.line, this.lineCrc);
        this.line.writeTo(this.out);
        this.sum = this.sum.plus(ContentSum.of(this.line.buffer(), 0, this.line.size()));
        this.line.clear();
    }

}
