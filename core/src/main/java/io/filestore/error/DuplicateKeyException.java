package io.filestore.error;

/**
 * A unique field of the row has a value that another row of the collection has already;
 * nothing was changed.
 */
public final class DuplicateKeyException extends StoreException {

    private final String field;

    private final String holder;

    /**
     * @param collection the collection's name
     * @param field the unique field
     * @param key its value, as JSON
     * @param rowId the row that was to be written
     * @param holder the row that has the value already
     */
    public DuplicateKeyException(String collection, String field, String key, String rowId, String holder) {
        super("Row '" + rowId + "' of collection '" + collection + "' cannot have " + field + " = " + key + ": row '"
                + holder + "' has it, and " + field + " is unique.", null);
        this.field = field;
        this.holder = holder;
    }

    public String field() {
        return this.field;
    }

    /** The id of the row that has the value already. */
    public String holder() {
        return this.holder;
    }

}
