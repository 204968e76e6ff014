package io.filestore.autoconfigure.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What meters say about the listeners of a store, all together.
 */
final class ListenerMeters implements MeterBinder {

    private final RecentStats stats;

    ListenerMeters(RecentStats stats) {
        this.stats = stats;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("filestore.listeners.waiting", this.stats, this.stats.value((now) -> now.listeners().waiting()))
            .description("Events that wait to be told to listeners")
            .baseUnit("events")
            .tags(this.stats.tags())
            .register(registry);
        FunctionCounter
            .builder("filestore.listeners.missed", this.stats, this.stats.value((now) -> now.listeners().missed()))
            .description("Events that listeners have missed because they were too slow")
            .baseUnit("events")
            .tags(this.stats.tags())
            .register(registry);
        FunctionCounter
            .builder("filestore.listeners.failed", this.stats, this.stats.value((now) -> now.listeners().failed()))
            .description("Calls of listeners that have thrown something")
            .baseUnit("calls")
            .tags(this.stats.tags())
            .register(registry);
    }

}
