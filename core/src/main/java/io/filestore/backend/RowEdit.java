package io.filestore.backend;

import org.jspecify.annotations.Nullable;

/**
 * What is to become of a row. Not compared: two are equal only if they share their JSON.
 *
 * @param json canonical JSON, not to be modified; null to delete the row
 */
public record RowEdit(byte @Nullable [] json) {

    /** Does it; returns whether that has changed something. */
    boolean apply(CollectionBackend rows, String id) {
        if (this.json == null) {
            return rows.delete(id, CollectionBackend.ANY);
        }
        rows.put(id, this.json, CollectionBackend.ANY);
        return true;
    }

}
