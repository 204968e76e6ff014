package io.filestore.autoconfigure.metrics;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What meters say about commits and the write-ahead log.
 */
final class LogMeters implements MeterBinder {

    private final RecentStats stats;

    LogMeters(RecentStats stats) {
        this.stats = stats;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("filestore.wal.size", this.stats, this.stats.value((now) -> now.log().bytes()))
            .description("Size of the write-ahead log, all segments together")
            .baseUnit(BaseUnits.BYTES)
            .tags(this.stats.tags())
            .register(registry);
        Gauge.builder("filestore.wal.max", this.stats, this.stats.value((now) -> now.log().maxBytes()))
            .description("Size of the write-ahead log beyond which writes are refused")
            .baseUnit(BaseUnits.BYTES)
            .tags(this.stats.tags())
            .register(registry);
        Gauge.builder("filestore.wal.segments", this.stats, this.stats.value((now) -> now.log().segments()))
            .description("Files of the write-ahead log, the open one included")
            .baseUnit("segments")
            .tags(this.stats.tags())
            .register(registry);
        FunctionTimer
            .builder("filestore.wal.append", this.stats, this.stats.count((now) -> now.log().appends()),
                    this.stats.value((now) -> now.log().appendTime().toNanos()), TimeUnit.NANOSECONDS)
            .description("Appends of a batch to the write-ahead log, forces not included")
            .tags(this.stats.tags())
            .register(registry);
        FunctionTimer
            .builder("filestore.wal.sync", this.stats, this.stats.count((now) -> now.log().syncs()),
                    this.stats.value((now) -> now.log().syncTime().toNanos()), TimeUnit.NANOSECONDS)
            .description("Forces of the write-ahead log to disk")
            .tags(this.stats.tags())
            .register(registry);
        bindCommits(registry);
    }

    private void bindCommits(MeterRegistry registry) {
        FunctionCounter
            .builder("filestore.commit.batches", this.stats, this.stats.value((now) -> now.commits().batches()))
            .description("Batches of writes that were committed together, with one append and one force")
            .baseUnit("batches")
            .tags(this.stats.tags())
            .register(registry);
        FunctionCounter
            .builder("filestore.commit.writes", this.stats, this.stats.value((now) -> now.commits().writes()))
            .description("Writes that were committed, each a single change or a transaction")
            .baseUnit("writes")
            .tags(this.stats.tags())
            .register(registry);
    }

}
