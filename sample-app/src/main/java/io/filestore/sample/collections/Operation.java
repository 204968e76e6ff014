package io.filestore.sample.collections;

import org.jspecify.annotations.Nullable;

import io.filestore.row.Row;
import io.filestore.row.RowIds;

/**
 * A part of a transaction.
 *
 * @param op {@code put} or {@code delete}
 * @param collection the collection's name
 * @param id the row's id
 * @param row what to put
 */
record Operation(@Nullable String op, @Nullable String collection, @Nullable String id, @Nullable Row row) {

    /** What is wrong with it and what to do, null if nothing is. */
    @Nullable String problem(Catalog catalog) {
        boolean put = "put".equals(this.op);
        if (!put && !"delete".equals(this.op)) {
            return "its op is " + this.op + "; it must be put or delete.";
        }
        if (this.collection == null || !catalog.has(this.collection)) {
            return (this.collection == null) ? "it names no collection." : catalog.hint(this.collection);
        }
        if (this.id == null) {
            return "it has no id.";
        }
        RowIds.require(this.id);
        if (put != (this.row != null)) {
            return put ? "there is no row to put." : "a delete takes no row.";
        }
        return null;
    }

}
