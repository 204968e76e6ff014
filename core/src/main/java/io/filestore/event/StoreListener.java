package io.filestore.event;

import java.util.List;

import io.filestore.report.FlushReport;

/**
 * Is told what a store has done, once it is visible and as durable as promised. Each
 * listener has a daemon thread of its own, which calls it in commit order, one call at a
 * time. So nobody waits for a listener, and nothing that it does changes the outcome of a
 * write or a flush, nor what other listeners are told; what it throws is logged. It may
 * use the store as any other code may, remove itself, and close the store.
 *
 * <p>
 * It is told later than the writer, who has not waited: a read of the store may answer
 * with changes that it has not been told of yet. Up to 10,000 events or 16 MB of them
 * wait for it (a single one always does, whatever its size). A listener that is slower
 * than that misses events, and is told of the gap by {@link #onOverflow}. Whoever needs
 * every change, come what may, reads it from the rows.
 *
 * <p>
 * Removing a listener drops what waits for it; no call begins any more, but one that is
 * under way ends by itself. Closing the store waits up to 5 seconds until all listeners
 * have been told everything. They are called during that time, but the store is closed
 * for them, too.
 */
public interface StoreListener {

    /**
     * Changes that became visible together.
     * @param changes one change, or all changes of a transaction
     */
    default void onCommit(List<RowChange> changes) {
    }

    /** A flush has ended; its changes are in the files. */
    default void onFlush(FlushReport report) {
    }

    /**
     * A flush has failed and will be tried again; its changes are still in the log.
     * @param failure why
     */
    default void onFlushFailure(Exception failure) {
    }

    /**
     * Events were left out between the last call and the next one, because this listener
     * was too slow. What they would have told is visible now, so that a listener that
     * keeps something of its own can make it anew from the rows here.
     * @param missed how many calls were left out; at least 1
     */
    default void onOverflow(long missed) {
    }

}
