package io.filestore.checksum;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.filestore.io.ContentSum;
import io.filestore.io.LinesSum;
import io.filestore.json.ByteOutput;
import io.filestore.json.CheckedLine;

/**
 * Writes lines to a checksum file. With a file a row: <pre>
 * {"rows":{"user-1":["1c291ca3",304,1766000000000000000],"user-2":null},"crc":"9f3a01bc"}
 * {"flush":12,"lsn":4711,"run":3,"crc":"6f0e1d2c"}
 * {"index":"email.jsonl","size":45,"content":"7a6b5c4d","lines":1,"live":1,"crc":"8d4e2f1a"}
 * {"complete":true,"crc":"52bcb26c"}
 * </pre> With one file for all rows: <pre>
 * {"rows":{"order-1":"1c291ca3","order-2":"5e13555a"},"crc":"9f3a01bc"}
 * {"file":"orders.jsonl","size":1234,"mtime":1766000000000000000,"last":"order-2","content":"a1b2c3d4","above":"e5f60718","entries":2,"crc":"0b2c1d9e"}
 * {"flush":12,"lsn":4711,"run":3,"crc":"6f0e1d2c"}
 * {"complete":true,"crc":"52bcb26c"}
 * </pre> Rows share a line until it is long. What is said last of a row counts, null that
 * it is gone. A row has a CRC-32C of its canonical JSON and expiry; size and modification
 * time (nanoseconds) are those of the file right after it was written.
 *
 * <p>
 * {@code content} is the CRC-32C of the whole file, {@code above} that of this file's own
 * bytes before the line, {@code entries} how many rows and other things they name. If the
 * sums still hold at a start, and everything was completed, no row need be looked at.
 * {@code last} is the row that the end of the file is about: a file that was cut has lost
 * what it said of that row, and one that somebody has edited usually has not.
 * {@code flush} is the flush that has written what stands above it, see
 * {@link FlushMark}. {@code index} lines say the same of index files, and how many of
 * their lines count.
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
     */
    ChecksumLines(OutputStream out, Extent above) {
        this.out = out;
        this.sum = above.sum();
        this.entries = above.entries();
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
     * @param last the row that its end is about, null if that is not known
     */
    void file(String name, FileStamp stamp, @Nullable ContentSum content, @Nullable String last) throws IOException {
        endRows();
        this.line.writeAscii("{\"file\":");
        this.line.writeQuoted(name);
        this.line.writeAscii(",\"size\":" + stamp.size() + ",\"mtime\":" + stamp.mtime());
        if (last != null) {
            this.line.writeAscii(",\"last\":");
            this.line.writeQuoted(last);
        }
        if (content != null && content.length() == stamp.size()) {
            this.line.writeAscii(",\"content\":");
            crc(content.crc());
            this.line.writeAscii(",\"above\":");
            crc(this.sum.crc());
            this.line.writeAscii(",\"entries\":" + this.entries);
        }
        end();
    }

    void mark(FlushMark mark) throws IOException {
        endRows();
        this.line.writeAscii("{\"flush\":" + mark.flush() + ",\"lsn\":" + mark.lsn() + ",\"run\":" + mark.run());
        end();
    }

    /**
     * Everything is done.
     * @param indexFiles the index files by their names
     */
    void complete(Map<String, LinesSum> indexFiles) throws IOException {
        for (Map.Entry<String, LinesSum> index : indexFiles.entrySet()) {
            index(index.getKey(), index.getValue());
        }
        endRows();
        this.line.writeAscii("{\"complete\":true");
        end();
    }

    private void index(String name, LinesSum index) throws IOException {
        endRows();
        this.line.writeAscii("{\"index\":");
        this.line.writeQuoted(name);
        this.line.writeAscii(",\"size\":" + index.content().length() + ",\"content\":");
        crc(index.content().crc());
        this.line.writeAscii(",\"lines\":" + index.lines() + ",\"live\":" + index.live());
        end();
    }

    /** Ends the last line; returns what the file holds now. */
    Extent finish() throws IOException {
        endRows();
        return new Extent(this.sum, this.entries);
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
