package io.filestore.row;

import io.filestore.error.InvalidRowException;
import io.filestore.json.ByteOutput;
import io.filestore.json.CanonicalScanner;
import io.filestore.json.JsonStrings;
import org.jspecify.annotations.Nullable;

/**
 * The property of a type that is marked {@link RowId}. The mapper reads and writes it as
 * any other; it is put into the JSON before it is read, and taken out of what was
 * written. So it works for all ways in which a value can be made, and decodes once.
 */
final class RowIdField {

    private final String name;

    private final byte[] escapedName;

    private final Class<?> type;

    private final IdKind kind;

    RowIdField(String name, Class<?> type, IdKind kind) {
        this.name = name;
        this.escapedName = JsonStrings.escaped(name);
        this.type = type;
        this.kind = kind;
    }

    String name() {
        return this.name;
    }

    /** The JSON of a row with its id, in place of a field of that name. */
    byte[] with(byte[] json, String id) {
        require(id);
        CanonicalScanner fields = new CanonicalScanner(json, 0);
        byte[] others = fields.find(this.escapedName) ? fields.withoutField() : json;
        ByteOutput out = new ByteOutput(others.length + this.escapedName.length + id.length() + 6);
        // At the end: what says of which type the row is may have to be the first.
        out.write(others, 0, others.length - 1);
        if (others.length > 2) {
            out.write(',');
        }
        out.write('"');
        out.write(this.escapedName);
        out.writeAscii("\":");
        if (this.kind.isNumber()) {
            out.writeAscii(id);
        }
        else {
            JsonStrings.quote(id, out);
        }
        out.write('}');
        return out.toByteArray();
    }

    /**
     * What a value has become.
     *
     * @param id null if it has none
     * @param json without it
     */
    record Written(@Nullable String id, byte[] json) {
    }

    /** The id apart from what was written with it. */
    Written without(byte[] json) {
        CanonicalScanner fields = new CanonicalScanner(json, 0);
        if (!fields.find(this.escapedName)) {
            return new Written(null, json);
        }
        String id = text(json, fields.valueStart(), fields.valueEnd());
        if (id != null) {
            require(id);
        }
        return new Written(id, fields.withoutField());
    }

    private static @Nullable String text(byte[] json, int start, int end) {
        if (json[start] == '"') {
            return JsonStrings.text(json, start + 1, end - 1);
        }
        return (json[start] != 'n') ? JsonStrings.text(json, start, end) : null;
    }

    /** Refuses an id that the property cannot hold. */
    void require(String id) {
        if (!this.kind.accepts(id)) {
            throw new InvalidRowException("Its id '" + id + "' is no " + this.type.getSimpleName()
                    + ", which the @RowId '" + this.name + "' of its type is.");
        }
    }

    /** A new id for a value that has none. */
    String next() {
        if (this.kind.isNumber()) {
            throw new InvalidRowException("It has no id, and ids are generated as texts, which no "
                    + this.type.getSimpleName() + " can be. Give it one in its @RowId '" + this.name + "'.");
        }
        return RowIds.next();
    }

}
