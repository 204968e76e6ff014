package io.filestore.error;

import org.jspecify.annotations.Nullable;

/**
 * Rows are of another shape than the application works with, and cannot be brought to it.
 * The store does not open, and all rows are as they were.
 */
public final class RowMigrationException extends StoreException {

    private final String collection;

    private final @Nullable String rowId;

    /**
     * @param collection the collection's name
     * @param rowId the row that it is about, null if it is none in particular
     * @param reason what is wrong and what to do, a sentence
     * @param cause what the migration threw, if it did
     */
    public RowMigrationException(String collection, @Nullable String rowId, String reason, @Nullable Throwable cause) {
        super("Collection '" + collection + "'" + ((rowId != null) ? ", row '" + rowId + "'" : "") + ": " + reason,
                cause);
        this.collection = collection;
        this.rowId = rowId;
    }

    public String collection() {
        return this.collection;
    }

    /** The row that it is about, null if it is none in particular. */
    public @Nullable String rowId() {
        return this.rowId;
    }

}
