package io.filestore.remote;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Commits changes: of one collection, each row for itself, or of a group of collections
 * whose rows can be changed together.
 */
public interface RemoteDomain {

    /** What it is called in messages, such as the group's name. */
    String name();

    /** Whether several rows can be committed together, as if nobody else was there. */
    boolean isSerializable();

    /**
     * What the domain's rows are now, as a mark that changes with each commit. If a
     * commit since this mark succeeds, all that was read since held until then.
     */
    Object mark();

    /**
     * Commits changes, all or none.
     * @param changes of different rows; more than one, or none, only if this is
     * {@linkplain #isSerializable serializable}
     * @param since the mark that must still be the domain's, null if only the changes'
     * own expectations count; if it is given, these hold as long as it does
     * @return never an acknowledgement that is not one
     * @throws io.filestore.error.StoreUnavailableException if nothing was changed, since
     * too few machines are up
     */
    CommitResult commit(List<RemoteChange> changes, @Nullable Object since);

    /**
     * Commits each of several changes for itself, side by side.
     * @param changes of different rows
     * @return what became of each, in their order
     */
    List<CommitResult> commitEach(List<RemoteChange> changes);

}
