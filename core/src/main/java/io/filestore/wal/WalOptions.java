package io.filestore.wal;

import java.time.Duration;

import io.filestore.error.InvalidConfigurationException;

/**
 * Settings of a {@link WriteAheadLog}.
 *
 * @param sync when the log is forced to disk
 * @param syncInterval how often, with {@link SyncPolicy#INTERVAL}; positive
 * @param segmentSizeBytes a segment that has grown beyond this is sealed; at least 4 KB
 * @param maxSizeBytes the log as a whole: beyond this, writes are refused until a flush
 * succeeds; at least one segment
 * @param onCorruption what opening does with a damaged log
 */
public record WalOptions(SyncPolicy sync, Duration syncInterval, long segmentSizeBytes, long maxSizeBytes,
        LogCorruption onCorruption) {

    public WalOptions {
        if (syncInterval.isNegative() || syncInterval.isZero()) {
            throw new InvalidConfigurationException("wal.sync-interval", syncInterval,
                    "The interval must be positive. Give a duration such as 1s.");
        }
        if (segmentSizeBytes < 4096) {
            throw new InvalidConfigurationException("wal.segment-size", segmentSizeBytes,
                    "A segment must be allowed at least 4KB. Give a size such as 16MB.");
        }
        if (maxSizeBytes < segmentSizeBytes) {
            throw new InvalidConfigurationException("wal.max-size", maxSizeBytes,
                    "The log must be allowed at least one segment. Give a size of at least wal.segment-size.");
        }
    }

    /** {@code always}, segments of 16 MB, at most 1 GB, and a damaged log refused. */
    public static WalOptions defaults() {
        return new WalOptions(SyncPolicy.ALWAYS, Duration.ofSeconds(1), 16L << 20, 1L << 30, LogCorruption.FAIL);
    }

    public WalOptions withSync(SyncPolicy policy) {
        return new WalOptions(policy, this.syncInterval, this.segmentSizeBytes, this.maxSizeBytes, this.onCorruption);
    }

    public WalOptions withSyncInterval(Duration interval) {
        return new WalOptions(this.sync, interval, this.segmentSizeBytes, this.maxSizeBytes, this.onCorruption);
    }

    public WalOptions withSegmentSizeBytes(long bytes) {
        return new WalOptions(this.sync, this.syncInterval, bytes, this.maxSizeBytes, this.onCorruption);
    }

    public WalOptions withMaxSizeBytes(long bytes) {
        return new WalOptions(this.sync, this.syncInterval, this.segmentSizeBytes, bytes, this.onCorruption);
    }

    public WalOptions withOnCorruption(LogCorruption reaction) {
        return new WalOptions(this.sync, this.syncInterval, this.segmentSizeBytes, this.maxSizeBytes, reaction);
    }

}
