package io.filestore.remote;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * A page of rows.
 *
 * @param rows in the engine's order; may be fewer than were asked for, also when it is
 * not the last page
 * @param next where the next page begins, of a scan the id of the last row of this one;
 * null if this was the last
 */
public record RemotePage(List<StoredRow> rows, @Nullable String next) {

    public RemotePage {
        rows = List.copyOf(rows);
    }

}
