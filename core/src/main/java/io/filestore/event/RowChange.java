package io.filestore.event;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * A change that has been committed.
 */
public final class RowChange {

    /** What became of the row. */
    public enum Kind {

        INSERTED, UPDATED, DELETED

    }

    private final String collection;

    private final String rowId;

    private final Kind kind;

    private final @Nullable StoredRow after;

    private final boolean elsewhere;

    public RowChange(String collection, String rowId, Kind kind, @Nullable StoredRow after) {
        this(collection, rowId, kind, after, false);
    }

    private RowChange(String collection, String rowId, Kind kind, @Nullable StoredRow after, boolean elsewhere) {
        this.collection = collection;
        this.rowId = rowId;
        this.kind = kind;
        this.after = after;
        this.elsewhere = elsewhere;
    }

    /** The same, committed by another instance of the application. */
    public RowChange fromElsewhere() {
        return new RowChange(this.collection, this.rowId, this.kind, this.after, true);
    }

    /**
     * Whether another instance has committed it, which shares the collection's rows.
     * Never of a collection in memory and on the local disk.
     */
    public boolean isFromElsewhere() {
        return this.elsewhere;
    }

    /** How many bytes of JSON it has. */
    public long bytes() {
        return (this.after != null) ? this.after.json().length : 0;
    }

    /**
     * The collection's name; {@code _values} for the global values, whose row id is the
     * key.
     */
    public String collection() {
        return this.collection;
    }

    public String rowId() {
        return this.rowId;
    }

    public Kind kind() {
        return this.kind;
    }

    /** The row's new version, 0 if it was deleted. */
    public long version() {
        return (this.after != null) ? this.after.version() : 0;
    }

    /** The row's new content as JSON, null if it was deleted. */
    public @Nullable String json() {
        return (this.after != null) ? new String(this.after.json(), StandardCharsets.UTF_8) : null;
    }

    @Override
    public String toString() {
        return this.kind + " " + this.collection + "/" + this.rowId;
    }

}
