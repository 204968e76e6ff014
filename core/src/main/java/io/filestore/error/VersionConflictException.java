package io.filestore.error;

/**
 * A conditional write found another version of the row than it expected; nothing was
 * changed.
 */
public final class VersionConflictException extends StoreException {

    private final long expected;

    private final long actual;

    /**
     * @param collection the collection's name
     * @param rowId the row
     * @param expected the version that the caller expected, 0 for an absent row
     * @param actual the version found, 0 for an absent row
     */
    public VersionConflictException(String collection, String rowId, long expected, long actual) {
        super("Row '" + rowId + "' of collection '" + collection + "' " + describe(actual) + ", but the write expected "
                + ((expected == 0) ? "no row" : "version " + expected) + ". Read it again and repeat the change.",
                null);
        this.expected = expected;
        this.actual = actual;
    }

    private static String describe(long version) {
        return (version == 0) ? "does not exist" : "has version " + version;
    }

    public long expected() {
        return this.expected;
    }

    public long actual() {
        return this.actual;
    }

}
