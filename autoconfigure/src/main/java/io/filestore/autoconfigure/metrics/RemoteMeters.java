package io.filestore.autoconfigure.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.filestore.report.RemoteStats;

/**
 * What meters say about one collection that an engine keeps. There are none of its rows,
 * which would have to be counted there.
 */
final class RemoteMeters implements MeterBinder {

    private final RecentStats stats;

    private final String name;

    private final Tags tags;

    RemoteMeters(RecentStats stats, RemoteStats collection) {
        this.stats = stats;
        this.name = collection.name();
        this.tags = stats.tags().and("collection", this.name, "strategy", collection.strategy());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindCalls(registry, "read", RemoteStats::reads);
        bindCalls(registry, "find", RemoteStats::finds);
        bindCalls(registry, "change", RemoteStats::changes);
        bindFailures(registry, "conflict", RemoteStats::conflicts);
        bindFailures(registry, "unknown", RemoteStats::unknown);
        bindFailures(registry, "unavailable", RemoteStats::unavailable);
        FunctionCounter
            .builder("filestore.remote.retries", this.stats, this.stats.ofRemote(this.name, RemoteStats::retries))
            .description("Transactions that were run again because others were faster")
            .baseUnit("transactions")
            .tags(this.tags)
            .register(registry);
        bindReplicas(registry, "needed", RemoteStats.Status::replicasNeeded);
        bindReplicas(registry, "alive", RemoteStats.Status::replicasAlive);
        Gauge
            .builder("filestore.remote.available", this.stats,
                    this.stats.ofRemote(this.name, (now) -> now.status().available() ? 1 : 0))
            .description("1 if every row can be read and written where it is kept")
            .tags(this.tags)
            .register(registry);
    }

    private void bindCalls(MeterRegistry registry, String call, Function<RemoteStats, RemoteStats.Calls> calls) {
        FunctionTimer
            .builder("filestore.remote.calls", this.stats,
                    this.stats.countOfRemote(this.name, (now) -> calls.apply(now).count()),
                    this.stats.ofRemote(this.name, (now) -> calls.apply(now).time().toNanos()), TimeUnit.NANOSECONDS)
            .description("Calls of the engine that keeps the collection, with those that failed")
            .tags(this.tags)
            .tag("call", call)
            .register(registry);
    }

    private void bindFailures(MeterRegistry registry, String outcome, ToLongFunction<RemoteStats> count) {
        FunctionCounter.builder("filestore.remote.failures", this.stats, this.stats.ofRemote(this.name, count))
            .description("Calls of the engine that keeps the collection which did not end well")
            .baseUnit("calls")
            .tags(this.tags)
            .tag("outcome", outcome)
            .register(registry);
    }

    private void bindReplicas(MeterRegistry registry, String state, ToLongFunction<RemoteStats.Status> count) {
        Gauge
            .builder("filestore.remote.replicas", this.stats,
                    this.stats.ofRemote(this.name, (now) -> count.applyAsLong(now.status())))
            .description("Copies of the row that has the fewest: that must answer, and that are up")
            .tags(this.tags)
            .tag("state", state)
            .register(registry);
    }

}
