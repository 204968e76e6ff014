package io.filestore.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a store stands, read without a lock: figures of one call may be a few writes apart.
 *
 * @param directory where it lies
 * @param readOnly whether it was opened read-only
 * @param log the write-ahead log
 * @param flushedLsn every change up to this one is in the files
 * @param flushLag age of the oldest change that is not in the files; zero if there is
 * none
 * @param pendingRows changed rows that wait for a flush
 * @param flushes flushes that succeeded since the store was opened
 * @param failedFlushes flushes that have failed since the last one that succeeded
 * @param lastFlush when the last flush ended that succeeded, null if none has
 * @param lastFlushFailure why the last flush failed, null if it succeeded
 * @param failure why the store takes no writes any more, null if it does
 * @param quarantined entries in {@code _quarantine/}
 * @param findings how many findings there are since the store was opened, of each kind
 * that there are any of
 * @param firstFindings the first of them, at most 100
 * @param flushInterval how often changes go to the files by themselves
 * @param flushTotals all flushes since the store was opened
 * @param commits all writes since the store was opened
 * @param listeners how it stands with the listeners
 * @param replayed changes that opening replayed from the log
 * @param openTime how long opening took
 * @param decoded the decoded values that rows remember
 * @param collections each collection in memory and local files, by name
 * @param remote each collection that an engine keeps, by name; the values as
 * {@code _values} if they are there
 */
public record StoreStats(Path directory, boolean readOnly, LogStats log, long flushedLsn, Duration flushLag,
        long pendingRows, long flushes, long failedFlushes, @Nullable Instant lastFlush,
        @Nullable String lastFlushFailure, @Nullable String failure, int quarantined, Map<Finding.Kind, Long> findings,
        List<Finding> firstFindings, Duration flushInterval, FlushTotals flushTotals, CommitTotals commits,
        ListenerTotals listeners, long replayed, Duration openTime, DecodedStats decoded,
        Map<String, CollectionStats> collections, Map<String, RemoteStats> remote) {

    /**
     * Flushes, counted and timed.
     *
     * @param succeeded how many succeeded
     * @param succeededTime time spent in those
     * @param failed how many failed
     * @param failedTime time spent in those
     */
    public record FlushTotals(long succeeded, Duration succeededTime, long failed, Duration failedTime) {
    }

    /**
     * Decoded values that rows of immutable types remember once they were read.
     *
     * @param values how many
     * @param bytes what they and their rows take, as it is estimated from their JSON
     * @param maxBytes what they may take
     */
    public record DecodedStats(long values, long bytes, long maxBytes) {
    }

    /**
     * Writes, and the batches that they were committed in.
     *
     * @param batches how many batches; each is logged with one call and one force
     * @param writes how many writes, each a single change or a transaction
     */
    public record CommitTotals(long batches, long writes) {
    }

    /**
     * Listeners, all together.
     *
     * @param count how many there are
     * @param waiting events that wait to be told
     * @param behind listeners that have missed events and have not been told so yet
     * @param missed events that listeners have missed since the store was opened, because
     * they were too slow
     * @param failed calls of listeners that have thrown something since then
     */
    public record ListenerTotals(int count, long waiting, long behind, long missed, long failed) {
    }

}
