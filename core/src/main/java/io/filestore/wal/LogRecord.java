package io.filestore.wal;

import io.filestore.row.Change;

/**
 * One line of the log.
 *
 * @param lsn its number; lines are numbered without a gap, for the life of the directory
 * @param timestamp when it was written, epoch milliseconds
 * @param operation what it does
 * @param change to which row, and the row's new content
 * @param firstLsn the first line of its transaction; {@code lsn} if it stands alone
 * @param lastLsn the last line of its transaction; {@code lsn} if it stands alone
 * @param durableLsn the highest LSN that was known to be forced to disk when the line was
 * written
 */
public record LogRecord(long lsn, long timestamp, Operation operation, Change change, long firstLsn, long lastLsn,
        long durableLsn) {
}
