package io.filestore.autoconfigure.endpoint;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.filestore.Store;
import io.filestore.report.LogStats;
import io.filestore.report.StoreStats;

/**
 * How a store stands.
 *
 * @param directory where it lies
 * @param readOnly whether it was opened read-only
 * @param failure why it takes no writes any more; absent if it does
 * @param quarantined damaged files and rows in {@code _quarantine/}
 * @param lsn how far changes have come
 * @param wal the write-ahead log
 * @param flush the flushes
 * @param listeners how it stands with the listeners, all together
 * @param recovery what opening did
 * @param collections the collections in memory and local files, by name
 * @param remote the collections that engines keep, by name
 */
public record StoreDescriptor(String directory, boolean readOnly, @Nullable String failure, int quarantined, Lsn lsn,
        Wal wal, Flush flush, Listeners listeners, Recovery recovery, Map<String, CollectionDescriptor> collections,
        Map<String, RemoteDescriptor> remote) implements OperationResponseBody {

    static StoreDescriptor of(Store store) {
        StoreStats stats = store.stats();
        LogStats log = stats.log();
        Map<String, CollectionDescriptor> collections = new TreeMap<>();
        stats.collections()
            .forEach((name, collection) -> collections.put(name, CollectionDescriptor.of(collection, store)));
        Map<String, RemoteDescriptor> remote = new TreeMap<>();
        stats.remote().forEach((name, collection) -> remote.put(name, RemoteDescriptor.of(collection)));
        return new StoreDescriptor(stats.directory().toString(), stats.readOnly(), stats.failure(), stats.quarantined(),
                new Lsn(log.lastLsn(), log.durableLsn(), stats.flushedLsn()),
                new Wal(log.bytes(), log.maxBytes(), log.segments()),
                new Flush(store.isFlushing(), stats.flushInterval().toMillis(), stats.flushLag().toMillis(),
                        stats.pendingRows(), stats.flushTotals().succeeded(), stats.flushTotals().failed(),
                        stats.failedFlushes(), stats.lastFlush(), stats.lastFlushFailure()),
                listeners(stats.listeners()), new Recovery(stats.openTime().toMillis(), stats.replayed()), collections,
                remote);
    }

    private static Listeners listeners(StoreStats.ListenerTotals totals) {
        return new Listeners(totals.count(), totals.waiting(), totals.missed(), totals.failed());
    }

    /**
     * How far changes have come, in log sequence numbers.
     *
     * @param last the newest change in the log
     * @param durable the newest that is known to be forced to disk
     * @param flushed every change up to this one is in the files
     */
    public record Lsn(long last, long durable, long flushed) {
    }

    /**
     * The write-ahead log.
     *
     * @param sizeBytes the size of all segments, without what the open one has in reserve
     * @param maxSizeBytes the size beyond which writes are refused
     * @param segments how many there are, the open one included
     */
    public record Wal(long sizeBytes, long maxSizeBytes, int segments) {
    }

    /**
     * The flushes.
     *
     * @param running whether the store flushes by itself
     * @param intervalMillis how often it does
     * @param lagMillis age of the oldest change that is not in the files
     * @param pendingRows changed rows that wait for a flush
     * @param succeeded flushes that succeeded since the store was opened
     * @param failed flushes that failed since then
     * @param failing flushes that have failed since the last one that succeeded
     * @param last when the last flush ended that succeeded
     * @param lastFailure why the last flush failed; absent if it succeeded
     */
    public record Flush(boolean running, long intervalMillis, long lagMillis, long pendingRows, long succeeded,
            long failed, long failing, @Nullable Instant last, @Nullable String lastFailure) {
    }

    /**
     * The listeners, all together.
     *
     * @param count how many there are
     * @param waiting events that wait to be told
     * @param missed events that were too many since the store was opened
     * @param failed calls that have thrown something since then
     */
    public record Listeners(int count, long waiting, long missed, long failed) {
    }

    /**
     * What opening did.
     *
     * @param durationMillis how long it took
     * @param replayed changes that came from the log
     */
    public record Recovery(long durationMillis, long replayed) {
    }

}
