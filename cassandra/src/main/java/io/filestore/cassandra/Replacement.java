package io.filestore.cassandra;

import org.jspecify.annotations.Nullable;

import io.filestore.remote.RemoteChange;

/**
 * A change and what it replaces.
 *
 * @param replaced the version that lies there, also of what has expired or was deleted, 0
 * for none
 * @param existed whether that is a row that is there
 * @param claimed whether nobody has looked: that it is there is what the caller expects,
 * and must hold when it is written
 */
record Replacement(RemoteChange change, long replaced, boolean existed, boolean claimed) {

    /** What a caller expects, without a look. */
    static Replacement claimed(RemoteChange change) {
        return new Replacement(change, change.expected(), change.expected() != 0, change.expected() != 0);
    }

    static Replacement found(RemoteChange change, @Nullable TableRow row, boolean there) {
        return new Replacement(change, (row != null) ? row.version() : 0, there, false);
    }

    /** Whether there is nothing to delete. */
    boolean isNothing() {
        return this.change.isDelete() && !this.existed;
    }

}
