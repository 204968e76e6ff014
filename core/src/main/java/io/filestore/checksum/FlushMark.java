package io.filestore.checksum;

import org.jspecify.annotations.Nullable;

/**
 * Which flush has written a collection's files last. Its line is forced together with
 * them, so that files which say less than the checkpoint are older than it. No number is
 * ever given to a second flush of a directory, not even after one that has failed.
 *
 * @param flush the number of the flush
 * @param lsn up to where the log had been written when the flush began
 * @param run the run of the store that flushed
 */
public record FlushMark(long flush, long lsn, long run) {

    /** No flush. */
    public static final FlushMark NONE = new FlushMark(0, 0, 0);

    /** The higher number of either, of each. */
    public FlushMark max(@Nullable FlushMark other) {
        return (other == null) ? this : new FlushMark(Math.max(this.flush, other.flush), Math.max(this.lsn, other.lsn),
                Math.max(this.run, other.run));
    }

}
