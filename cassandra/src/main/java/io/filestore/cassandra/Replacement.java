package io.filestore.cassandra;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.filestore.remote.RemoteChange;

/**
 * A change and what it replaces.
 *
 * @param row what lies there, also if it has expired or was deleted; null for nothing, or
 * if all that is known of it is the version that was expected
 * @param replaced its version, 0 for none
 * @param existed whether that is a row that is there
 */
record Replacement(RemoteChange change, @Nullable TableRow row, long replaced, boolean existed) {

    /** What a caller expects, who knows. */
    static Replacement expected(RemoteChange change) {
        return new Replacement(change, null, change.expected(), change.expected() != 0);
    }

    static Replacement found(RemoteChange change, @Nullable TableRow row, boolean there) {
        return new Replacement(change, row, (row != null) ? row.version() : 0, there);
    }

    /** Which write it replaces. */
    UUID before() {
        return (this.row != null) ? this.row.txid() : Past.NONE;
    }

    /** Whether there is nothing to delete. */
    boolean isNothing() {
        return this.change.isDelete() && !this.existed;
    }

}
