package io.filestore.storage;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.filestore.json.ByteOutput;
import io.filestore.json.CanonicalScanner;
import io.filestore.json.JsonStrings;
import io.filestore.row.RowIds;

/**
 * Takes the metadata out of one row: a first pass finds it, a second copies the rest.
 */
final class DiskFormReader {

    private static final byte[] LINE_ID = JsonStrings.escaped("id");

    /** As many digits as surely fit a long. */
    private static final int MAX_DIGITS = 18;

    private final byte[] json;

    private final DiskForm.IdField idField;

    private @Nullable String hiddenId;

    private @Nullable String lineId;

    private boolean lineIdStays;

    private long expiresAt;

    private boolean deleted;

    /** By kind: whether the plain name is metadata, or a field of the row's own. */
    private final boolean[] metadata = new boolean[3];

    private final boolean[] own = new boolean[3];

    private int changes;

    DiskFormReader(byte[] json, DiskForm.IdField idField) {
        this.json = json;
        this.idField = idField;
    }

    DiskForm.DiskRow read() {
        CanonicalScanner fields = new CanonicalScanner(this.json, 0);
        int count = 0;
        while (fields.nextField()) {
            inspect(fields);
            count++;
        }
        if (this.deleted && count > (hasTextId() ? 2 : 1)) {
            // What filestore writes of a row that is gone has its id, and nothing else.
            this.deleted = false;
            this.metadata[ReservedNames.DELETED] = false;
            this.own[ReservedNames.DELETED] = true;
            this.changes--;
        }
        if (this.hiddenId != null) {
            this.lineIdStays = true;
        }
        String id = (this.hiddenId != null) ? this.hiddenId : this.lineId;
        boolean nothing = this.changes == 0 && (this.lineId == null || this.lineIdStays);
        return new DiskForm.DiskRow(id, nothing ? this.json : copy(), this.expiresAt, this.deleted);
    }

    private boolean hasTextId() {
        return this.hiddenId != null || (this.lineId != null && !this.lineIdStays);
    }

    private void inspect(CanonicalScanner field) {
        int kind = ReservedNames.kindOf(this.json, field.nameStart(), field.nameEnd());
        if (kind != ReservedNames.NONE) {
            if (ReservedNames.isPlain(this.json, field.nameStart())) {
                boolean isMetadata = isMetadata(kind, field);
                this.metadata[kind] = isMetadata;
                this.own[kind] = !isMetadata;
                if (!isMetadata) {
                    return;
                }
            }
            this.changes++;
        }
        else if (this.idField == DiskForm.IdField.LINE && field.isNamed(LINE_ID)) {
            inspectLineId(field);
        }
    }

    private boolean isMetadata(int kind, CanonicalScanner field) {
        return switch (kind) {
            case ReservedNames.ID -> {
                this.hiddenId = (this.idField != DiskForm.IdField.NONE) ? validId(field) : null;
                yield this.hiddenId != null;
            }
            case ReservedNames.EXPIRES_AT -> isTime(field);
            default -> {
                this.deleted = this.idField == DiskForm.IdField.LINE && this.json[field.valueStart()] == 't';
                yield this.deleted;
            }
        };
    }

    private void inspectLineId(CanonicalScanner field) {
        byte first = this.json[field.valueStart()];
        if (first == '"') {
            this.lineId = validId(field);
        }
        else if (first == '-' || (first >= '0' && first <= '9')) {
            String text = text(field);
            this.lineId = RowIds.isValid(text) ? text : null;
            this.lineIdStays = true;
        }
    }

    private @Nullable String validId(CanonicalScanner field) {
        if (this.json[field.valueStart()] != '"') {
            return null;
        }
        String id = JsonStrings.text(this.json, field.valueStart() + 1, field.valueEnd() - 1);
        return RowIds.isValid(id) ? id : null;
    }

    private boolean isTime(CanonicalScanner field) {
        int start = field.valueStart();
        if (field.valueEnd() - start > MAX_DIGITS || this.json[start] == '0') {
            return false;
        }
        for (int i = start; i < field.valueEnd(); i++) {
            if (this.json[i] < '0' || this.json[i] > '9') {
                return false;
            }
        }
        this.expiresAt = Long.parseLong(text(field));
        return true;
    }

    private String text(CanonicalScanner field) {
        return new String(this.json, field.valueStart(), field.valueEnd() - field.valueStart(),
                StandardCharsets.US_ASCII);
    }

    private byte[] copy() {
        ByteOutput out = new ByteOutput(this.json.length);
        out.write('{');
        CanonicalScanner fields = new CanonicalScanner(this.json, 0);
        while (fields.nextField()) {
            int start = fields.nameStart();
            int kind = ReservedNames.kindOf(this.json, start, fields.nameEnd());
            if (kind != ReservedNames.NONE && !this.own[kind]) {
                if (ReservedNames.isPlain(this.json, start)) {
                    continue;
                }
                start++;
            }
            else if (kind == ReservedNames.NONE && isTakenId(fields)) {
                continue;
            }
            DiskForm.separate(out);
            out.write('"');
            out.write(this.json, start, fields.valueEnd() - start);
        }
        out.write('}');
        return out.toByteArray();
    }

    private boolean isTakenId(CanonicalScanner field) {
        return this.lineId != null && !this.lineIdStays && field.isNamed(LINE_ID);
    }

}
