package io.filestore.report;

import java.time.Duration;

/**
 * What the log has done since it was opened, and how it stands.
 *
 * @param lastLsn the newest line
 * @param durableLsn the newest line that is known to be forced to disk
 * @param bytes the size of all segments, without what the open one has in reserve
 * @param maxBytes the size beyond which writes are refused
 * @param segments how many there are, the open one included
 * @param appends calls that appended a batch
 * @param appendTime time spent in them
 * @param syncs forces
 * @param syncTime time spent in them
 */
public record LogStats(long lastLsn, long durableLsn, long bytes, long maxBytes, int segments, long appends,
        Duration appendTime, long syncs, Duration syncTime) {
}
