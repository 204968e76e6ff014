package io.filestore.backend;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * What is to become of a row. Not compared: two are equal only if they share their JSON.
 *
 * @param json canonical JSON, not to be modified; null to delete the row
 */
public record RowEdit(byte @Nullable [] json) {

    /**
     * Changes those that are there of some rows, within a transaction.
     * @return how many were changed
     */
    public static long each(CollectionBackend rows, List<String> ids, Function<StoredRow, @Nullable RowEdit> edit) {
        long changed = 0;
        for (String id : ids) {
            StoredRow row = rows.read(id);
            RowEdit next = (row != null) ? edit.apply(row) : null;
            changed += (next != null && next.apply(rows, id)) ? 1 : 0;
        }
        return changed;
    }

    private boolean apply(CollectionBackend rows, String id) {
        if (this.json == null) {
            return rows.delete(id, CollectionBackend.ANY);
        }
        rows.put(id, this.json, CollectionBackend.ANY);
        return true;
    }

}
