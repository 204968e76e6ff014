package io.filestore.autoconfigure.metrics;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.filestore.query.PlanKind;
import io.filestore.report.CollectionStats;
import io.filestore.report.CollectionStats.QueryTotals;

/**
 * What meters say about one collection.
 */
final class CollectionMeters implements MeterBinder {

    private final RecentStats stats;

    private final String name;

    private final String strategy;

    private final Tags tags;

    CollectionMeters(RecentStats stats, CollectionStats collection) {
        this.stats = stats;
        this.name = collection.name();
        this.strategy = collection.strategy();
        this.tags = stats.tags().and("collection", this.name);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("filestore.rows", this.stats, this.stats.value(this.name, CollectionStats::rows))
            .description("Rows, those that have expired but are not yet swept included")
            .baseUnit(BaseUnits.ROWS)
            .tags(this.tags)
            .tag("strategy", this.strategy)
            .register(registry);
        Gauge.builder("filestore.flush.pending", this.stats, this.stats.value(this.name, CollectionStats::pendingRows))
            .description("Changed rows that wait for a flush")
            .baseUnit(BaseUnits.ROWS)
            .tags(this.tags)
            .register(registry);
        FunctionCounter
            .builder("filestore.flush.rows", this.stats, this.stats.value(this.name, CollectionStats::flushedRows))
            .description("Changed rows that flushes have written, deletions included")
            .baseUnit(BaseUnits.ROWS)
            .tags(this.tags)
            .register(registry);
        FunctionCounter
            .builder("filestore.flush.written", this.stats, this.stats.value(this.name, CollectionStats::flushedBytes))
            .description("Bytes that flushes have written, index files included")
            .baseUnit(BaseUnits.BYTES)
            .tags(this.tags)
            .register(registry);
        FunctionCounter
            .builder("filestore.expirations", this.stats, this.stats.value(this.name, CollectionStats::expirations))
            .description("Rows that have expired and were swept")
            .baseUnit(BaseUnits.ROWS)
            .tags(this.tags)
            .register(registry);
        bindOperations(registry);
        for (PlanKind plan : PlanKind.values()) {
            bindQueries(registry, plan);
        }
    }

    private void bindQueries(MeterRegistry registry, PlanKind plan) {
        FunctionTimer
            .builder("filestore.query", this.stats, this.stats.count(this.name, (now) -> queries(now, plan).count()),
                    this.stats.value(this.name, (now) -> queries(now, plan).time().toNanos()), TimeUnit.NANOSECONDS)
            .description("Queries, by what has answered them; of streams until they begin")
            .tags(this.tags)
            .tag("plan", plan.name().toLowerCase(Locale.ROOT))
            .register(registry);
    }

    private static QueryTotals queries(CollectionStats stats, PlanKind plan) {
        return Objects.requireNonNull(stats.queries().get(plan));
    }

    /**
     * Reads of single rows are not counted: counting would cost a good part of what a
     * read does.
     */
    private void bindOperations(MeterRegistry registry) {
        FunctionCounter.builder("filestore.operations", this.stats, this.stats.value(this.name, CollectionStats::puts))
            .description("Changes of rows by the application, after they are committed")
            .baseUnit(BaseUnits.OPERATIONS)
            .tags(this.tags)
            .tag("operation", "put")
            .register(registry);
        FunctionCounter
            .builder("filestore.operations", this.stats, this.stats.value(this.name, CollectionStats::deletes))
            .description("Changes of rows by the application, after they are committed")
            .baseUnit(BaseUnits.OPERATIONS)
            .tags(this.tags)
            .tag("operation", "delete")
            .register(registry);
    }

}
