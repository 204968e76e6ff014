package io.filestore.wal;

import org.jspecify.annotations.Nullable;

/**
 * What a log is opened with: what its store knows from elsewhere.
 *
 * @param checkpointLsn what the data files hold already, or
 * {@link Checkpoint#UNKNOWN_LSN}
 * @param knownLsn the highest LSN that anything else in the directory mentions; no line
 * gets this one or a lower one again
 * @param lost whether the log is not the one that the last run has left: what it gave out
 * beyond {@code knownLsn} is not known, and passed over as far as a log can be long
 * @param run the run of the store
 * @param store the store's id, null if it has none
 */
public record LogStart(long checkpointLsn, long knownLsn, boolean lost, long run, @Nullable String store) {

    /** What the data files hold, and nothing else. */
    public static LogStart at(long checkpointLsn) {
        return new LogStart(checkpointLsn, 0, false, 0, null);
    }

    /** The first line of a segment that this run begins. */
    LogFormat.Header header(long firstLsn, long durableLsn, long follows) {
        return LogFormat.Header.of(firstLsn, durableLsn, follows, this.run, this.store);
    }

}
