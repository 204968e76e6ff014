package io.filestore.cassandra;

/**
 * Whether an instance is told what others have committed. All instances must have the
 * same.
 */
public enum ChangeFeed {

    /** It is not, and no write costs anything for it. */
    OFF,

    /**
     * Each commit is entered in a table, which is one more write, and each instance asks
     * that table five times a second, say.
     */
    POLLED

}
