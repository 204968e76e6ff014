package io.filestore.remote;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.row.StoredRow;

/**
 * The committed rows of one collection. Rows come as they were last committed, also those
 * whose time to live is over but for a moment: whoever asks looks at
 * {@link StoredRow#expiresAt}.
 */
public interface RemoteCollection {

    /** What can be promised for it, as it is configured. */
    Capabilities capabilities();

    /** Who commits its changes; the same object for collections of one group. */
    RemoteDomain domain();

    /**
     * A row, with all that was acknowledged before the call.
     */
    @Nullable StoredRow read(String id);

    /** Those that are there of several rows, by their ids; side by side. */
    Map<String, StoredRow> readAll(Collection<String> ids);

    /**
     * Rows that have all of these terms, a page of them, in an order that is the engine's
     * and the same for each page. A row that is changed meanwhile may come with or
     * without that.
     * @param allOf one at least, each of an indexed field
     * @param behind {@link RemotePage#next} of the page before, null for the first one
     * @param most how long a page is
     */
    RemotePage find(List<IndexTerm> allOf, @Nullable String behind, int most);

    /**
     * All rows, in the same way, but that the next page begins behind a row of any id.
     * @param behind the id of a row, whether it is there or not; null for the first page
     */
    RemotePage scan(@Nullable String behind, int most);

    /** How many rows there are, counted by the engine; those just expired may count. */
    long count();

}
