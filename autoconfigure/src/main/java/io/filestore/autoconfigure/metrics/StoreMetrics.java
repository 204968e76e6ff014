package io.filestore.autoconfigure.metrics;

import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.filestore.Store;

/**
 * Meters of stores. Each reads what the store has counted anyway when somebody asks for
 * the meter, so that writes cost the same with and without.
 *
 * <p>
 * A mock of a store, which has no figures unless it was told some, has no meters.
 *
 * <p>
 * A collection that is made later gets its meters the next time that any meter of its
 * store is read.
 */
public class StoreMetrics implements MeterBinder {

    private final List<RecentStats> stores;

    /**
     * Creates meters for stores.
     * @param stores by the value of the tag {@code store}
     */
    public StoreMetrics(Map<String, Store> stores) {
        this.stores = stores.entrySet()
            .stream()
            .filter((entry) -> entry.getValue().stats() != null)
            .map((entry) -> new RecentStats(entry.getValue(), Tags.of("store", entry.getKey())))
            .toList();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (RecentStats stats : this.stores) {
            new LogMeters(stats).bindTo(registry);
            new FlushMeters(stats).bindTo(registry);
            new DecodedMeters(stats).bindTo(registry);
            new ListenerMeters(stats).bindTo(registry);
            // They are known from the beginning, unlike those that code asks for.
            stats.get().remote().values().forEach((remote) -> new RemoteMeters(stats, remote).bindTo(registry));
            stats.onCollection((collection) -> new CollectionMeters(stats, collection).bindTo(registry));
        }
    }

}
