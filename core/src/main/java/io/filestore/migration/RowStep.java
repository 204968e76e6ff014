package io.filestore.migration;

import java.util.Set;

import io.filestore.row.Row;

/** What a migration does to a row. */
interface RowStep {

    /**
     * @param removed fields that rows may have no more afterwards; a step adds those that
     * it removes on purpose
     */
    Row apply(String id, Row row, Set<String> removed);

}
