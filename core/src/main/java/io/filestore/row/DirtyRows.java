package io.filestore.row;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * What a flush hands to a strategy: a collection as of one moment, and what changed in it
 * since the last flush.
 */
public interface DirtyRows {

    /** The rows changed since the last flush, each once. */
    Collection<DirtyRow> changed();

    /**
     * Every row as of this moment, in the order of their ids. Costs in proportion to the
     * collection.
     */
    Iterable<StoredRow> all();

    /**
     * Whether a flush has failed before, so that it is not known of rows without a
     * {@code before} whether the files hold something of them.
     */
    default boolean isUnsure() {
        return false;
    }

    /**
     * A changed row.
     *
     * @param id the row id
     * @param before what the files are known to hold of it; null if nothing or if that is
     * not known
     * @param after what they are to hold; null if it was deleted
     */
    record DirtyRow(String id, @Nullable StoredRow before, @Nullable StoredRow after) {
    }

}
