package io.filestore.remote;

import java.util.List;

import io.filestore.error.StoreException;

/** How a commit ended. */
public sealed interface CommitResult {

    /**
     * It is done, and will not be lost.
     *
     * @param rows what became of each row, in the order of the changes
     */
    record Committed(List<Applied> rows) implements CommitResult {

        public Committed {
            rows = List.copyOf(rows);
        }

    }

    /**
     * What became of a row.
     *
     * @param version its new version, greater than all before, also of a row that was
     * deleted; 0 if it is deleted now
     * @param existed whether there was one before that had not expired
     */
    record Applied(long version, boolean existed) {
    }

    /**
     * Nothing was changed: a row had another version than was expected.
     *
     * @param change the change that met another version
     * @param actual the version, 0 if there is no row
     */
    record Conflict(RemoteChange change, long actual) implements CommitResult {
    }

    /** Nothing was changed: others have committed since the mark. */
    record Stale() implements CommitResult {
    }

    /**
     * It cannot be told whether it is done: it may be there later or not, whole in either
     * case.
     *
     * @param reason a sentence
     */
    record Unknown(String reason, Throwable cause) implements CommitResult {
    }

    /**
     * Nothing was changed, for a reason that is thrown if the change was alone: only for
     * one of several that are committed each for itself.
     */
    record Refused(StoreException reason) implements CommitResult {
    }

}
