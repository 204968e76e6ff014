package io.filestore.row;

import org.jspecify.annotations.Nullable;

/**
 * What the log says about one row: how it is after a write, or that it is gone. Changes
 * are not compared: like every record with an array, two are equal only if they share it.
 *
 * @param collection the collection's name
 * @param rowId the row id
 * @param json the row as canonical JSON, not a copy and not to be modified; null if the
 * row was deleted
 * @param expiresAt epoch milliseconds, 0 for never
 */
public record Change(String collection, String rowId, byte @Nullable [] json, long expiresAt) {

    /** Whether the row is gone. */
    public boolean isDelete() {
        return this.json == null;
    }

}
