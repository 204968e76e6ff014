package io.filestore;

import java.util.List;

/**
 * Is told what a store has done. Called in commit order, one call at a time, after the
 * change is visible and as durable as promised, never under a lock: a listener may use
 * the store. It runs on a thread that happens to write, so a slow one slows that write
 * down. What it throws is logged and goes no further.
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

}
