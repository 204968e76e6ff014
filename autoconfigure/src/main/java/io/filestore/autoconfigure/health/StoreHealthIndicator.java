package io.filestore.autoconfigure.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import io.filestore.Store;
import io.filestore.autoconfigure.FileStoreProperties;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.report.CollectionStats;
import io.filestore.report.Finding;
import io.filestore.report.StoreStats;

/**
 * {@link HealthIndicator} for a {@link Store}.
 *
 * <ul>
 * <li>{@code DOWN}: it is closed, has stopped taking writes, cannot flush, or is so far
 * behind that it will soon have to refuse writes. Somebody has to act.
 * <li>{@code OUT_OF_SERVICE}: an engine that keeps a collection cannot be reached, or too
 * few of its machines are up. It will serve again by itself when they are.
 * <li>{@link #DEGRADED}: it serves everything, but something is set aside in
 * {@code _quarantine/}, the last flush has failed, a listener misses events, or an engine
 * has no machine to spare. Somebody should look.
 * <li>{@code UP}: neither.
 * <li>{@code UNKNOWN}: it is a mock, which cannot say.
 * </ul>
 * The detail {@code reasons} says why it is not {@code UP}.
 */
public class StoreHealthIndicator extends AbstractHealthIndicator {

    /**
     * Everything works, and somebody should look. It is mapped to the HTTP status 200,
     * and is passed over where the statuses of several components become one, unless the
     * application gives it a place in {@code management.endpoint.health.status.order}.
     */
    public static final Status DEGRADED = new Status("DEGRADED");

    /** Findings that are told one by one. */
    private static final int REASONS = 10;

    /** Of one sentence. */
    private static final int LETTERS = 500;

    private final Store store;

    private final FileStoreProperties.Health thresholds;

    /**
     * Creates an indicator.
     * @param store whose health it is
     * @param thresholds from where on it is down
     */
    public StoreHealthIndicator(Store store, FileStoreProperties.Health thresholds) {
        super("Health check of the file store failed");
        require(thresholds.flushFailureThreshold() > 0, "flush-failure-threshold", thresholds.flushFailureThreshold(),
                "It must be at least 1.");
        require(!thresholds.flushLagThreshold().isNegative() && !thresholds.flushLagThreshold().isZero(),
                "flush-lag-threshold", thresholds.flushLagThreshold(),
                "It must be positive. Give a duration such as 1m.");
        require(thresholds.walSizeThreshold().toBytes() > 0, "wal-size-threshold", thresholds.walSizeThreshold(),
                "It must be positive. Give a size such as 512MB.");
        this.store = store;
        this.thresholds = thresholds;
    }

    private static void require(boolean valid, String option, Object value, String reason) {
        if (!valid) {
            throw new InvalidConfigurationException("health." + option, value, reason);
        }
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        StoreStats stats = this.store.stats();
        if (stats == null) {
            builder.unknown().withDetail("reasons", List.of("The store says nothing about itself: it is a mock."));
            return;
        }
        List<String> down = reasonsToBeDown(stats);
        List<String> out = RemoteHealth.reasonsToBeOutOfService(stats);
        List<String> reasons = new ArrayList<>(down);
        reasons.addAll(out);
        reasons.addAll(reasonsToLook(stats));
        reasons.addAll(RemoteHealth.reasonsToLook(stats));
        builder.status(!down.isEmpty() ? Status.DOWN
                : !out.isEmpty() ? Status.OUT_OF_SERVICE : !reasons.isEmpty() ? DEGRADED : Status.UP);
        if (!reasons.isEmpty()) {
            builder.withDetail("reasons", reasons);
        }
        details(builder, stats);
    }

    private List<String> reasonsToBeDown(StoreStats stats) {
        List<String> reasons = new ArrayList<>();
        if (this.store.isClosed()) {
            reasons.add("The store is closed.");
        }
        if (stats.failure() != null) {
            reasons.add(stats.failure());
        }
        if (stats.failedFlushes() >= this.thresholds.flushFailureThreshold()) {
            reasons.add("The last " + stats.failedFlushes() + " flushes have failed.");
        }
        if (stats.flushLag().toMillis() > lagThresholdMillis(stats)) {
            reasons.add("A change has been waiting for " + stats.flushLag().toSeconds() + " s to be flushed.");
        }
        if (stats.log().bytes() > walThresholdBytes(stats)) {
            reasons.add("The write-ahead log has grown to " + stats.log().bytes() + " bytes.");
        }
        return reasons;
    }

    private List<String> reasonsToLook(StoreStats stats) {
        List<String> reasons = new ArrayList<>();
        if (stats.failedFlushes() > 0 && stats.failedFlushes() < this.thresholds.flushFailureThreshold()) {
            reasons.add("The last flush has failed; it is tried again.");
        }
        if (quarantined(stats) > 0) {
            reasons.add("Damaged rows or files were found: see _quarantine in the store's directory.");
        }
        if (stats.listeners().behind() > 0) {
            reasons.add("Listeners are slower than the writers and miss events: " + stats.listeners().behind()
                    + " of them, " + stats.listeners().missed() + " events since the store was opened. A stack trace of"
                    + " the threads filestore-listener-* shows what they are doing.");
        }
        stats.firstFindings()
            .stream()
            // What was damaged is told as long as it is set aside.
            .filter((finding) -> finding.kind() != Finding.Kind.DAMAGED || quarantined(stats) > 0)
            .limit(REASONS)
            .map(Finding::text)
            .map(StoreHealthIndicator::shortened)
            .forEach(reasons::add);
        long more = stats.findings()
            .entrySet()
            .stream()
            .filter((kind) -> kind.getKey() != Finding.Kind.DAMAGED || quarantined(stats) > 0)
            .mapToLong(Map.Entry::getValue)
            .sum() - REASONS;
        if (more > 0) {
            reasons.add(more + " more findings are in the application's log.");
        }
        return reasons;
    }

    /** A read-only store cannot set anything aside, but it has found it. */
    private static long quarantined(StoreStats stats) {
        return stats.readOnly() ? stats.collections().values().stream().mapToLong(CollectionStats::quarantined).sum()
                : stats.quarantined();
    }

    private long lagThresholdMillis(StoreStats stats) {
        return stats.flushInterval().plus(this.thresholds.flushLagThreshold()).toMillis();
    }

    private long walThresholdBytes(StoreStats stats) {
        return Math.min(this.thresholds.walSizeThreshold().toBytes(), stats.log().maxBytes() / 10 * 9);
    }

    private void details(Health.Builder builder, StoreStats stats) {
        builder.withDetail("path", stats.directory().toString())
            .withDetail("readOnly", stats.readOnly())
            .withDetail("collections", stats.collections().size())
            .withDetail("rows", stats.collections().values().stream().mapToLong(CollectionStats::rows).sum())
            .withDetail("pendingRows", stats.pendingRows())
            .withDetail("flushLagMillis", stats.flushLag().toMillis())
            .withDetail("flushLagThresholdMillis", lagThresholdMillis(stats))
            .withDetail("walSizeBytes", stats.log().bytes())
            .withDetail("walSizeThresholdBytes", walThresholdBytes(stats))
            .withDetail("lastLsn", stats.log().lastLsn())
            .withDetail("durableLsn", stats.log().durableLsn())
            .withDetail("flushedLsn", stats.flushedLsn())
            .withDetail("failedFlushes", stats.failedFlushes())
            .withDetail("quarantined", quarantined(stats));
        if (!stats.remote().isEmpty()) {
            builder.withDetail("remote", RemoteHealth.details(stats));
        }
        add(builder, "lastFlush", stats.lastFlush());
        add(builder, "lastFlushFailure", stats.lastFlushFailure());
    }

    private static void add(Health.Builder builder, String name, @Nullable Object value) {
        if (value != null) {
            builder.withDetail(name, shortened(value.toString()));
        }
    }

    /** So that health stays small however many rows a sentence names. */
    private static String shortened(String text) {
        return (text.length() > LETTERS) ? text.substring(0, LETTERS) + "… (all of it is in the application's log)"
                : text;
    }

}
