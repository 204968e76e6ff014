package io.filestore.cassandra;

import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * What was lately read or written of a few rows, but not their JSON: enough to replace a
 * row that a caller has just read without reading it again. Nothing here needs to be true
 * any more, since whoever replaces a row does it on the condition that it is.
 */
final class Known {

    private static final int PLACES = 1024;

    private final AtomicReferenceArray<@Nullable TableRow> rows = new AtomicReferenceArray<>(PLACES);

    void add(TableRow row) {
        this.rows.set(place(row.id()), row.withoutJson());
    }

    /** A row of this version, if it is one of them. */
    @Nullable TableRow get(String id, long version) {
        TableRow row = this.rows.get(place(id));
        return (row != null && row.version() == version && row.id().equals(id)) ? row : null;
    }

    private static int place(String id) {
        int hash = id.hashCode();
        return (hash ^ (hash >>> 16)) & (PLACES - 1);
    }

}
