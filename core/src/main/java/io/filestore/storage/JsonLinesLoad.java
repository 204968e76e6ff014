package io.filestore.storage;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.InvalidRowException;
import io.filestore.record.DiskForm;
import io.filestore.record.DiskForm.DiskRow;
import io.filestore.record.DiskForm.IdField;
import io.filestore.record.RowCodec;
import io.filestore.record.RowIds;

/** Reads a file of JSON lines once, line by line. */
final class JsonLinesLoad {

    /** As much as a row, and what its line may have in addition. */
    private static final int MAX_LINE = 2 * RowCodec.MAX_ROW_BYTES;

    private static final Logger logger = LoggerFactory.getLogger(JsonLinesLoad.class);

    private final Path file;

    private final RowSink sink;

    private final boolean transparent;

    private long length;

    private long lines;

    private long dead;

    private boolean open;

    private boolean rewrite;

    private @Nullable String fault;

    /**
     * Creates a new instance.
     * @param transparent whether a torn line can be cut off the file
     */
    JsonLinesLoad(Path file, RowSink sink, boolean transparent) {
        this.file = file;
        this.sink = sink;
        this.transparent = transparent;
    }

    void read(Container.Opened opened) throws IOException {
        LineReader reader = new LineReader(opened.content(), MAX_LINE);
        this.length = opened.length();
        this.fault = opened.damage();
        while (reader.next()) {
            if (reader.number() == 1) {
                reader.skipByteOrderMark();
            }
            if (reader.isTooLong()) {
                damaged("Line " + reader.number() + " is longer than " + MAX_LINE + " bytes.");
            }
            else if (!reader.isBlank()) {
                line(reader);
            }
            this.open = !reader.isTerminated() && this.length == opened.length();
        }
    }

    LinesState state() {
        return new LinesState(this.length, this.lines, this.dead, this.open, this.rewrite || this.fault != null);
    }

    /** Tells the sink if the file is damaged as a whole. */
    void reportFault() {
        if (this.fault != null) {
            this.sink.damaged(this.file, this.fault);
        }
    }

    private void line(LineReader reader) {
        DiskRow row;
        try {
            row = DiskForm.read(DiskJson.CODEC.canonicalObject(reader.buffer(), reader.offset(), reader.length()),
                    IdField.LINE);
            if (row.id() != null) {
                RowIds.require(row.id());
            }
            else if (row.deleted()) {
                throw new InvalidRowException("It deletes a row without naming it.");
            }
        }
        catch (InvalidRowException ex) {
            unreadable(reader, ex);
            return;
        }
        this.lines++;
        if (row.id() == null) {
            this.rewrite = true;
            this.sink.row(RowIds.next(), row.json(), row.expiresAt());
        }
        else if (row.deleted()) {
            this.dead += this.sink.remove(row.id()) ? 2 : 1;
        }
        else if (this.sink.row(row.id(), row.json(), row.expiresAt())) {
            this.dead++;
        }
    }

    /**
     * A power loss leaves the last append cut, or with zeros where a page had not
     * arrived. JSON has no zero bytes.
     */
    private void unreadable(LineReader reader, InvalidRowException reason) {
        boolean zeros = this.transparent && reader.hasZeros();
        if (zeros && this.lines == 0) {
            damaged("Line " + reader.number() + " has zero bytes in it, as a power loss leaves them.");
        }
        else if (this.transparent && !reader.isTerminated() && (zeros || !isWellFormed(reader))) {
            this.length = reader.position();
        }
        else if (zeros) {
            logger.warn("Line {} of {} is left out: it has zero bytes in it, from an append that was interrupted",
                    reader.number(), this.file);
            this.rewrite = true;
        }
        else {
            this.rewrite = true;
            this.sink.damaged(this.file, reader.number(), reader.copy(), String.valueOf(reason.getMessage()));
        }
    }

    private static boolean isWellFormed(LineReader reader) {
        return DiskJson.isWellFormed(reader.buffer(), reader.offset(), reader.length());
    }

    private void damaged(String fault) {
        if (this.fault == null) {
            this.fault = fault;
        }
    }

}
