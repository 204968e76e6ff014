package io.filestore.checksum;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import io.filestore.record.CheckedLine;
import io.filestore.record.JsonText;

/** Lines to be written to a checksum file; {@link ChecksumFile} draws them. */
final class ChecksumLines {

    private static final byte[] COMPLETE = CheckedLine.of(ascii("{\"complete\":true"));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int count;

    void row(String id, RowSum row) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(id.length() + 96);
        line.writeBytes(ascii("{\"rowId\":"));
        line.writeBytes(JsonText.quote(id));
        if (row.deleted()) {
            line.writeBytes(ascii(",\"_deleted\":true"));
        }
        else {
            line.writeBytes(ascii(",\"row\":\"" + CheckedLine.hex(row.sum()) + "\""));
        }
        if (row.size() != RowSum.NONE) {
            line.writeBytes(ascii(",\"size\":" + row.size() + ",\"mtime\":" + row.mtime()));
        }
        add(CheckedLine.of(line.toByteArray()));
    }

    void file(String name, FileStamp stamp) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(name.length() + 64);
        line.writeBytes(ascii("{\"file\":"));
        line.writeBytes(JsonText.quote(name));
        line.writeBytes(ascii(",\"size\":" + stamp.size() + ",\"mtime\":" + stamp.mtime()));
        add(CheckedLine.of(line.toByteArray()));
    }

    void complete() {
        add(COMPLETE);
    }

    private void add(byte[] line) {
        this.bytes.writeBytes(line);
        this.count++;
    }

    int count() {
        return this.count;
    }

    byte[] toByteArray() {
        return this.bytes.toByteArray();
    }

    void writeTo(OutputStream out) throws IOException {
        this.bytes.writeTo(out);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

}
