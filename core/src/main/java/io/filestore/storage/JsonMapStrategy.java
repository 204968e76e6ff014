package io.filestore.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileBatch;
import io.filestore.io.FileInfo;
import io.filestore.json.JsonText;
import io.filestore.row.DirtyRows;
import io.filestore.row.StoredRow;

/**
 * A whole collection as one JSON object, in the order of the row ids. Each flush replaces
 * the file.
 *
 * <pre>
 * {
 *   "user-1": {
 *     "email": "alice@example.com"
 *   },
 *   "user-2": {}
 * }
 * </pre>
 */
final class JsonMapStrategy extends OneFileStrategy {

    private final MapEntries entries;

    private boolean rewrite;

    JsonMapStrategy(StrategyContext context, Container container, MapEntries entries) {
        super(context, container, "json");
        this.entries = entries;
    }

    @Override
    public boolean wantsCompaction() {
        return this.rewrite;
    }

    @Override
    public void load(RowSink sink) throws IOException {
        FileInfo info = this.place.find(FileInfo.Kind.FILE);
        if (info == null) {
            return;
        }
        sink.reading(path(), info);
        String fault;
        try (Container.Opened opened = this.container.open(this.place.directory(), path())) {
            if (opened.damage() != null) {
                sink.doubtful(path());
            }
            String malformed = read(opened, sink);
            fault = (opened.damage() != null) ? opened.damage() : malformed;
            if (fault == null && opened.length() < info.size() && !isZeros(opened.length())) {
                fault = "There is something else behind the first " + opened.length() + " bytes.";
            }
        }
        if (fault != null) {
            this.rewrite = true;
            sink.damaged(path(), fault);
        }
        else {
            sink.ended(path());
        }
    }

    /** As a power loss leaves them behind what was written. */
    private boolean isZeros(long from) throws IOException {
        this.rewrite = true;
        try (InputStream in = this.place.directory().read(path())) {
            in.skipNBytes(from);
            int next = in.read();
            while (next == 0) {
                next = in.read();
            }
            return next < 0;
        }
    }

    private @Nullable String read(Container.Opened opened, RowSink sink) throws IOException {
        MapLoad load = new MapLoad(this.place, this.entries, sink,
                new JsonMapReader(opened.content(), PrettyText.MAX_BYTES));
        String fault = load.read();
        this.rewrite |= load.isRewriteDue();
        return fault;
    }

    @Override
    public long write(DirtyRows rows, FileBatch batch) throws IOException {
        long bytes = batch.replace(path(), (out) -> {
            try (OutputStream packed = this.container.pack(out)) {
                write(rows.all(), packed);
            }
        });
        batch.onCommit(() -> this.rewrite = false);
        return bytes;
    }

    private void write(Iterable<StoredRow> rows, OutputStream out) throws IOException {
        String before = "{\n  ";
        for (StoredRow row : rows) {
            out.write(before.getBytes(StandardCharsets.US_ASCII));
            out.write(JsonText.quote(row.id()));
            out.write(':');
            out.write(' ');
            PrettyText.write(this.entries.write(row), 1, out);
            before = ",\n  ";
        }
        out.write((before.startsWith("{") ? "{}\n" : "\n}\n").getBytes(StandardCharsets.US_ASCII));
    }

}
