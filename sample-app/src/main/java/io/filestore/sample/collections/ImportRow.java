package io.filestore.sample.collections;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.filestore.row.Row;

/**
 * A row of an import, or why it is none.
 *
 * @param number its number, from 1
 * @param id its id
 * @param row the row, null if it cannot be one
 * @param problem what is wrong with it, null if nothing is
 */
record ImportRow(long number, String id, @Nullable Row row, @Nullable String problem) {

    static ImportRow refused(long number, @Nullable String problem) {
        return new ImportRow(number, "", null, String.valueOf(problem));
    }

    Row requireRow() {
        return Objects.requireNonNull(this.row);
    }

    int bytes() {
        return (this.row != null) ? this.row.canonical().length : 0;
    }

}
