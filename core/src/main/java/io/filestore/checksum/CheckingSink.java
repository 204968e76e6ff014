package io.filestore.checksum;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.filestore.io.FileInfo;
import io.filestore.storage.DiskForm.DiskRow;
import io.filestore.storage.RowSink;

/** Shows everything to {@link SeenRows} before it goes on to another sink. */
final class CheckingSink implements RowSink {

    private final SeenRows seen;

    private final RowSink next;

    CheckingSink(SeenRows seen, RowSink next) {
        this.seen = seen;
        this.next = next;
    }

    @Override
    public void reading(Path file, FileInfo info) {
        this.seen.reading(file, info);
        this.next.reading(file, info);
    }

    @Override
    public void torn(Path file, long from) {
        this.seen.torn(from);
        this.next.torn(file, from);
    }

    @Override
    public void ended(Path file) {
        this.seen.ended();
        this.next.ended(file);
    }

    @Override
    public void doubtful(Path file) {
        this.seen.doubtful();
        this.next.doubtful(file);
    }

    @Override
    public void row(String id, byte[] json, long expiresAt) {
        this.seen.row(id, json, expiresAt);
        this.next.row(id, json, expiresAt);
    }

    @Override
    public void row(String id, byte[] json, long expiresAt, Path file, FileInfo info) {
        this.seen.row(id, json, expiresAt, file, info);
        this.next.row(id, json, expiresAt, file, info);
    }

    @Override
    public void remove(String id) {
        this.seen.removed(id);
        this.next.remove(id);
    }

    @Override
    public Runnable rows(List<DiskRow> rows) {
        Runnable ready = this.next.rows(rows);
        return this.seen.isVouched() ? ready : () -> {
            rows.forEach(this::show);
            ready.run();
        };
    }

    private void show(DiskRow row) {
        String id = Objects.requireNonNull(row.id());
        if (row.deleted()) {
            this.seen.removed(id);
        }
        else {
            this.seen.row(id, row.json(), row.expiresAt());
        }
    }

    @Override
    public void passedOver(Path file, FileInfo.Kind kind) {
        this.next.passedOver(file, kind);
    }

    @Override
    public void copied(Path file) {
        this.next.copied(file);
    }

    @Override
    public void damaged(Path file, String reason) {
        this.seen.damaged(file);
        this.next.damaged(file, reason);
    }

    @Override
    public void damaged(Path file, long line, byte[] content, String reason) {
        this.seen.damaged(file);
        this.next.damaged(file, line, content, reason);
    }

}
