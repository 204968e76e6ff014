package io.filestore.autoconfigure.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What meters say about the decoded values that rows remember.
 */
final class DecodedMeters implements MeterBinder {

    private final RecentStats stats;

    DecodedMeters(RecentStats stats) {
        this.stats = stats;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("filestore.decoded.size", this.stats, this.stats.value((now) -> now.decoded().bytes()))
            .description("Estimated size of the values that rows remember, with their rows")
            .baseUnit(BaseUnits.BYTES)
            .tags(this.stats.tags())
            .register(registry);
        Gauge.builder("filestore.decoded.max", this.stats, this.stats.value((now) -> now.decoded().maxBytes()))
            .description("Size that the values which rows remember may have")
            .baseUnit(BaseUnits.BYTES)
            .tags(this.stats.tags())
            .register(registry);
        Gauge.builder("filestore.decoded.rows", this.stats, this.stats.value((now) -> now.decoded().values()))
            .description("Rows that remember their value")
            .baseUnit(BaseUnits.ROWS)
            .tags(this.stats.tags())
            .register(registry);
    }

}
