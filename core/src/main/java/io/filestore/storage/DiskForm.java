package io.filestore.storage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.filestore.json.ByteOutput;
import io.filestore.json.CanonicalCheck;
import io.filestore.json.CanonicalJson;
import io.filestore.json.CanonicalScanner;
import io.filestore.json.JsonLimits;
import io.filestore.json.JsonStrings;
import io.filestore.row.RowIds;
import io.filestore.row.StoredRow;

/**
 * How a row looks in a data file: filestore's metadata stands between its fields. The
 * names {@code _id}, {@code _expiresAt} and {@code _deleted} are filestore's own; a field
 * of the row with such a name, or such a name behind more underscores, is written with
 * one more leading underscore and read back with one less, so that every JSON object can
 * be a row.
 *
 * <p>
 * A file that filestore did not write may have a plain {@code _id} of its own. It is kept
 * as it is, and so are then the longer names of its kind in the same row.
 */
public final class DiskForm {

    private static final byte[] LINE_START = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);

    /** As it is where the row has a field {@code id} of its own. */
    private static final byte[] HIDDEN_LINE_START = "{\"_id\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TOMBSTONE_END = ",\"_deleted\":true}\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] ID = JsonStrings.escaped("id");

    private DiskForm() {
    }

    /** Where a row id may stand within a row on disk. */
    public enum IdField {

        /**
         * Nowhere, as the file's name or the key in front says it; {@code _id} is the
         * row's own.
         */
        NONE,

        /** In {@code _id}, as the file's name is a hash. */
        HASHED_NAME,

        /** In {@code _id} or {@code id}, as in a line of a JSONL file. */
        LINE

    }

    /**
     * A row as read from disk. Two are equal only if they share the array.
     *
     * @param id the row id that was found, a valid one, or null
     * @param json the row without metadata, canonical; not to be modified
     * @param expiresAt epoch milliseconds, 0 for never
     * @param deleted whether this says that the row is gone
     */
    public record DiskRow(@Nullable String id, byte[] json, long expiresAt, boolean deleted) {
    }

    /**
     * Puts metadata into a row.
     * @param canonical the row
     * @param idField the field that gets the row id and comes first, {@code id} or
     * {@code _id}; null for none. The row must not have a field {@code id} if it is that
     * @param id the row id; null only without {@code idField}
     * @param expiresAt epoch milliseconds for {@code _expiresAt}, which comes last; 0 for
     * none
     * @return canonical JSON; the same array if there is nothing to change
     */
    public static byte[] write(byte[] canonical, @Nullable String idField, @Nullable String id, long expiresAt) {
        boolean escape = ReservedNames.isAnyIn(canonical);
        if (!escape && idField == null && expiresAt == 0) {
            return canonical;
        }
        ByteOutput out = new ByteOutput(canonical.length + 96);
        out.write('{');
        if (idField != null && id != null) {
            out.write('"');
            out.writeAscii(idField);
            out.writeAscii("\":");
            JsonStrings.quote(id, out);
        }
        if (escape) {
            copyEscaped(canonical, out);
        }
        else if (canonical.length > 2) {
            separate(out);
            out.write(canonical, 1, canonical.length - 2);
        }
        if (expiresAt != 0) {
            separate(out);
            out.writeAscii("\"_expiresAt\":");
            out.writeAscii(Long.toString(expiresAt));
        }
        out.write('}');
        return out.toByteArray();
    }

    private static void copyEscaped(byte[] json, ByteOutput out) {
        CanonicalScanner fields = new CanonicalScanner(json, 0);
        while (fields.nextField()) {
            separate(out);
            out.write('"');
            if (ReservedNames.kindOf(json, fields.nameStart(), fields.nameEnd()) != ReservedNames.NONE) {
                out.write('_');
            }
            out.write(json, fields.nameStart(), fields.valueEnd() - fields.nameStart());
        }
    }

    static void separate(ByteOutput out) {
        if (out.size() > 1) {
            out.write(',');
        }
    }

    /**
     * A row as a line of a JSONL file: its id in {@code id}, or in {@code _id} if the row
     * has a field {@code id} itself.
     * @param id the row id
     * @param canonical the row
     * @param expiresAt epoch milliseconds, 0 for never
     * @return canonical JSON without a newline
     */
    public static byte[] line(String id, byte[] canonical, long expiresAt) {
        boolean taken = new CanonicalScanner(canonical, 0).find(ID);
        return write(canonical, taken ? "_id" : "id", id, expiresAt);
    }

    /** Adds a row's line and its newline; most rows take a short way. */
    static void addLine(StoredRow row, ByteOutput out) {
        byte[] json = row.json();
        if (json.length == 2 || row.expiresAt() != 0 || mayNameId(json)) {
            out.write(line(row.id(), json, row.expiresAt()));
        }
        else {
            out.write(LINE_START, 0, LINE_START.length - 1);
            JsonStrings.quote(row.id(), out);
            out.write(',');
            out.write(json, 1, json.length - 1);
        }
        out.write('\n');
    }

    /** Whether a field's name may be {@code id}, or a reserved one. */
    private static boolean mayNameId(byte[] json) {
        for (int i = 1; i < json.length - 3; i++) {
            if (json[i] == '"'
                    && (json[i + 1] == '_' || (json[i + 1] == 'i' && json[i + 2] == 'd' && json[i + 3] == '"'))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds the line of a JSONL file that says that a row is gone, and its newline.
     * @param id the row id
     */
    static void addTombstone(String id, ByteOutput out) {
        out.write(LINE_START, 0, LINE_START.length - 1);
        JsonStrings.quote(id, out);
        out.write(TOMBSTONE_END);
    }

    /**
     * Takes the metadata out of a row.
     * @param canonical canonical JSON as read from disk
     * @param idField where the row id may stand
     * @return the row and its metadata; the same array if there is nothing to take out
     */
    public static DiskRow read(byte[] canonical, IdField idField) {
        if (idField != IdField.LINE && !ReservedNames.isAnyIn(canonical)) {
            return new DiskRow(null, canonical, 0, false);
        }
        return new DiskFormReader(canonical, idField).read();
    }

    /**
     * Reads a line of a JSONL file, as {@link #read} does it once the line is canonical;
     * the lines that filestore itself writes for most rows take a short way.
     * @param buffer where the line is
     * @param offset where it starts
     * @param length how many bytes it has
     * @return the row and its metadata
     * @throws io.filestore.error.InvalidRowException if it is no valid JSON object
     */
    public static DiskRow readLine(byte[] buffer, int offset, int length) {
        DiskRow row = readShortly(buffer, offset, length, LINE_START, 0);
        if (row == null) {
            row = readShortly(buffer, offset, length, HIDDEN_LINE_START, 1);
        }
        if (row != null) {
            return row;
        }
        return read(CanonicalJson.object(buffer, offset, length), IdField.LINE);
    }

    /**
     * Reads a line that starts like this, and has no other metadata; null if it does not.
     */
    private static @Nullable DiskRow readShortly(byte[] buffer, int offset, int length, byte[] lineStart,
            int underscored) {
        int start = offset + lineStart.length;
        if (length > lineStart.length && length <= JsonLimits.MAX_BYTES
                && Arrays.equals(buffer, offset, start, lineStart, 0, lineStart.length)
                && CanonicalCheck.isCanonical(buffer, offset, length, underscored)) {
            int end = CanonicalScanner.skipString(buffer, start - 1);
            String id = JsonStrings.text(buffer, start, end - 1);
            if (RowIds.isValid(id)) {
                return new DiskRow(id, withoutStart(buffer, end, offset + length), 0, false);
            }
        }
        return null;
    }

    /** The object whose first field ends at {@code from}, without that field. */
    private static byte[] withoutStart(byte[] buffer, int from, int end) {
        int next = (buffer[from] == ',') ? from + 1 : from;
        byte[] json = new byte[end - next + 1];
        json[0] = '{';
        System.arraycopy(buffer, next, json, 1, end - next);
        return json;
    }

}
