package io.filestore.checksum;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.filestore.io.FileInfo;
import io.filestore.storage.DiskForm.DiskRow;
import io.filestore.storage.RowSink;

/** Shows everything to a {@link ChecksumCheck} before it goes on to another sink. */
final class CheckingSink implements RowSink {

    private final ChecksumCheck check;

    private final RowSink next;

    CheckingSink(ChecksumCheck check, RowSink next) {
        this.check = check;
        this.next = next;
    }

    @Override
    public void reading(Path file, FileInfo info) {
        this.check.reading(file, info);
        this.next.reading(file, info);
    }

    @Override
    public void torn(Path file, long from) {
        this.check.torn(from);
        this.next.torn(file, from);
    }

    @Override
    public void ended(Path file) {
        this.check.ended();
        this.next.ended(file);
    }

    @Override
    public void doubtful(Path file) {
        this.check.doubtful();
        this.next.doubtful(file);
    }

    @Override
    public void row(String id, byte[] json, long expiresAt) {
        this.check.row(id, json, expiresAt);
        this.next.row(id, json, expiresAt);
    }

    @Override
    public void row(String id, byte[] json, long expiresAt, Path file, FileInfo info) {
        this.check.row(id, json, expiresAt, file, info);
        this.next.row(id, json, expiresAt, file, info);
    }

    @Override
    public void remove(String id) {
        this.check.removed(id);
        this.next.remove(id);
    }

    @Override
    public Runnable rows(List<DiskRow> rows) {
        Runnable ready = this.next.rows(rows);
        return this.check.isVouched() ? ready : () -> {
            rows.forEach(this::check);
            ready.run();
        };
    }

    private void check(DiskRow row) {
        String id = Objects.requireNonNull(row.id());
        if (row.deleted()) {
            this.check.removed(id);
        }
        else {
            this.check.row(id, row.json(), row.expiresAt());
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
        this.check.damaged(file);
        this.next.damaged(file, reason);
    }

    @Override
    public void damaged(Path file, long line, byte[] content, String reason) {
        this.check.damaged(file);
        this.next.damaged(file, line, content, reason);
    }

}
