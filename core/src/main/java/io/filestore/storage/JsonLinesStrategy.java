package io.filestore.storage;

import java.io.IOException;
import java.io.OutputStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.io.Content;
import io.filestore.io.FileBatch;
import io.filestore.io.FileInfo;
import io.filestore.json.ByteOutput;
import io.filestore.row.DirtyRows.DirtyRow;
import io.filestore.row.DirtyRows;
import io.filestore.row.StoredRow;

/**
 * A collection as JSON lines. A flush appends the rows that changed; the last line of a
 * row id counts.
 *
 * <pre>
 * {"id":"1","action":"login"}
 * {"id":"2","action":"logout"}
 * {"id":"1","_deleted":true}
 * {"_id":"3","id":"a field of the row","_expiresAt":1766000000000}
 * </pre>
 *
 * <p>
 * The first write, and every compaction, puts a whole new file in place. So all that a
 * crash can tear is the end of a file that already was good, which the next append cuts
 * off.
 */
final class JsonLinesStrategy extends OneFileStrategy {

    private static final Logger logger = LoggerFactory.getLogger(JsonLinesStrategy.class);

    /** As much is written with one call. */
    private static final int CHUNK = 128 * 1024;

    private LinesState state = LinesState.EMPTY;

    JsonLinesStrategy(StrategyContext context, Container container) {
        super(context, container, "jsonl");
    }

    @Override
    public void load(RowSink sink) throws IOException {
        FileInfo info = this.place.find(FileInfo.Kind.FILE);
        if (info == null) {
            return;
        }
        sink.reading(path(), info);
        JsonLinesLoad load = new JsonLinesLoad(this.place, sink, this.container.isTransparent());
        try (Container.Opened opened = this.container.open(this.place.directory(), path())) {
            if (opened.damage() != null) {
                sink.doubtful(path());
            }
            load.read(opened);
        }
        this.state = load.state();
        if (this.state.length() < info.size()) {
            sink.torn(path(), this.state.length());
            logger.info(
                    "Collection '{}': {} ends in {} bytes that are not whole, as a crash during an append leaves them; they do not count",
                    this.place.collection(), path(), info.size() - this.state.length());
        }
        load.reportFault();
    }

    @Override
    public void loaded(long rows) {
        this.state = this.state.withRows(rows);
    }

    @Override
    public boolean wantsCompaction() {
        return this.state.wantsCompaction();
    }

    @Override
    public long write(DirtyRows rows, FileBatch batch) throws IOException {
        if (!canAppend(batch)) {
            return compact(rows, batch);
        }
        if (rows.changed().isEmpty()) {
            return 0;
        }
        LinesState before = this.state;
        long bytes = batch.append(path(), before.length(), packed((out) -> {
            ByteOutput lines = new ByteOutput(CHUNK * 2);
            if (before.open()) {
                lines.write('\n');
            }
            for (DirtyRow row : rows.changed()) {
                if (row.after() != null) {
                    DiskForm.addLine(row.after(), lines);
                }
                else {
                    DiskForm.addTombstone(row.id(), lines);
                }
                writeIfLarge(lines, out);
            }
            lines.writeTo(out);
        }));
        commit(batch, before.appended(bytes, rows.changed()));
        return bytes;
    }

    /** Not to nothing, nor to what is to be written anew, or was changed by somebody. */
    private boolean canAppend(FileBatch batch) throws IOException {
        if (this.state.length() == 0 || this.state.rewrite() || !batch.isUnchanged(path())) {
            return false;
        }
        FileInfo info = this.place.directory().stat(path());
        return info != null && info.size() >= this.state.length();
    }

    @Override
    public long compact(DirtyRows rows, FileBatch batch) throws IOException {
        // If the batch fails, nobody knows which file is there to append to.
        this.state = this.state.toRewrite();
        long[] count = new long[1];
        long bytes = batch.replace(path(), packed((out) -> {
            ByteOutput lines = new ByteOutput(CHUNK * 2);
            for (StoredRow row : rows.all()) {
                DiskForm.addLine(row, lines);
                writeIfLarge(lines, out);
                count[0]++;
            }
            lines.writeTo(out);
        }));
        commit(batch, new LinesState(bytes, count[0], 0, false, false));
        return bytes;
    }

    private static void writeIfLarge(ByteOutput lines, OutputStream out) throws IOException {
        if (lines.size() >= CHUNK) {
            lines.writeTo(out);
            lines.clear();
        }
    }

    private void commit(FileBatch batch, LinesState after) {
        batch.onCommit(() -> this.state = after);
    }

    private Content packed(Content content) {
        return (out) -> {
            try (OutputStream packed = this.container.pack(out)) {
                content.writeTo(packed);
            }
        };
    }

}
