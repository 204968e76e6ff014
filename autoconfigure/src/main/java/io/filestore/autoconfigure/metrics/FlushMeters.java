package io.filestore.autoconfigure.metrics;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.filestore.report.StoreStats.FlushTotals;

/**
 * What meters say about flushes, and about what has gone wrong.
 */
final class FlushMeters implements MeterBinder {

    private final RecentStats stats;

    FlushMeters(RecentStats stats) {
        this.stats = stats;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge
            .builder("filestore.flush.lag", this.stats, TimeUnit.MILLISECONDS,
                    this.stats.value((now) -> now.flushLag().toMillis()))
            .description("Age of the oldest change that is not in the files")
            .tags(this.stats.tags())
            .register(registry);
        bindFlushes(registry);
        Gauge.builder("filestore.flush.failing", this.stats, this.stats.value((now) -> now.failedFlushes()))
            .description("Flushes that have failed since the last one that succeeded")
            .baseUnit("flushes")
            .tags(this.stats.tags())
            .register(registry);
        Gauge.builder("filestore.failed", this.stats, this.stats.value((now) -> (now.failure() != null) ? 1 : 0))
            .description("1 if the store has stopped taking writes until it is restarted, else 0")
            .tags(this.stats.tags())
            .register(registry);
        Gauge.builder("filestore.quarantined", this.stats, this.stats.value((now) -> now.quarantined()))
            .description("Damaged files and rows that are set aside in _quarantine")
            .baseUnit(BaseUnits.FILES)
            .tags(this.stats.tags())
            .register(registry);
        bindRecovery(registry);
    }

    private void bindFlushes(MeterRegistry registry) {
        FunctionTimer
            .builder("filestore.flush", this.stats, this.stats.count((now) -> now.flushTotals().succeeded()),
                    this.stats.value((now) -> nanos(now.flushTotals(), true)), TimeUnit.NANOSECONDS)
            .description("Flushes of changed rows to the files")
            .tags(this.stats.tags())
            .tag("outcome", "success")
            .register(registry);
        FunctionTimer
            .builder("filestore.flush", this.stats, this.stats.count((now) -> now.flushTotals().failed()),
                    this.stats.value((now) -> nanos(now.flushTotals(), false)), TimeUnit.NANOSECONDS)
            .description("Flushes of changed rows to the files")
            .tags(this.stats.tags())
            .tag("outcome", "failure")
            .register(registry);
    }

    private static double nanos(FlushTotals totals, boolean success) {
        return (success ? totals.succeededTime() : totals.failedTime()).toNanos();
    }

    private void bindRecovery(MeterRegistry registry) {
        TimeGauge
            .builder("filestore.recovery", this.stats, TimeUnit.NANOSECONDS,
                    this.stats.value((now) -> now.openTime().toNanos()))
            .description("How long opening took: loading the files and replaying the write-ahead log")
            .tags(this.stats.tags())
            .register(registry);
        Gauge.builder("filestore.recovery.replayed", this.stats, this.stats.value((now) -> now.replayed()))
            .description("Changes that opening replayed from the write-ahead log")
            .baseUnit("changes")
            .tags(this.stats.tags())
            .register(registry);
    }

}
