package io.filestore.autoconfigure.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

import io.filestore.Store;
import io.filestore.report.CollectionStats;
import io.filestore.report.RemoteStats;
import io.filestore.report.StoreStats;

/**
 * The figures of one store, taken once for all meters that are read together, and the
 * collections that have turned up in them.
 */
final class RecentStats {

    /** Longer than a scrape takes, shorter than between two of them. */
    private static final long MAX_AGE_NANOS = Duration.ofMillis(50).toNanos();

    private final Store store;

    private final Tags tags;

    private final LongSupplier nanos;

    private final List<Discovery> discoveries = new CopyOnWriteArrayList<>();

    private volatile @Nullable Taken last;

    RecentStats(Store store, Tags tags) {
        this(store, tags, System::nanoTime);
    }

    /**
     * @param nanos the time
     */
    RecentStats(Store store, Tags tags, LongSupplier nanos) {
        this.store = store;
        this.tags = tags;
        this.nanos = nanos;
    }

    Tags tags() {
        return this.tags;
    }

    /** Calls back for each collection, those that are made later included. */
    void onCollection(Consumer<CollectionStats> consumer) {
        Discovery discovery = new Discovery(ConcurrentHashMap.newKeySet(), consumer);
        this.discoveries.add(discovery);
        discovery.look(this.store.stats());
    }

    StoreStats get() {
        Taken known = this.last;
        if (known != null && this.nanos.getAsLong() - known.nanos < MAX_AGE_NANOS) {
            return known.stats;
        }
        StoreStats stats = this.store.stats();
        this.last = new Taken(stats, this.nanos.getAsLong());
        this.discoveries.forEach((discovery) -> discovery.look(stats));
        return stats;
    }

    /** A figure of the store, to be read by a meter. */
    ToDoubleFunction<RecentStats> value(ToDoubleFunction<StoreStats> figure) {
        return (recent) -> figure.applyAsDouble(recent.get());
    }

    /** A count of the store, to be read by a meter. */
    ToLongFunction<RecentStats> count(ToLongFunction<StoreStats> figure) {
        return (recent) -> figure.applyAsLong(recent.get());
    }

    /** A figure of a collection, to be read by a meter. */
    ToDoubleFunction<RecentStats> value(String collection, ToLongFunction<CollectionStats> figure) {
        return (recent) -> {
            CollectionStats stats = recent.get().collections().get(collection);
            return (stats != null) ? figure.applyAsLong(stats) : Double.NaN;
        };
    }

    /** A count of a collection, to be read by a meter. */
    ToLongFunction<RecentStats> count(String collection, ToLongFunction<CollectionStats> figure) {
        return (recent) -> {
            CollectionStats stats = recent.get().collections().get(collection);
            return (stats != null) ? figure.applyAsLong(stats) : 0;
        };
    }

    /** A figure of a collection that an engine keeps, to be read by a meter. */
    ToDoubleFunction<RecentStats> ofRemote(String collection, ToLongFunction<RemoteStats> figure) {
        return (recent) -> {
            RemoteStats stats = recent.get().remote().get(collection);
            return (stats != null) ? figure.applyAsLong(stats) : Double.NaN;
        };
    }

    /** A count of a collection that an engine keeps, to be read by a meter. */
    ToLongFunction<RecentStats> countOfRemote(String collection, ToLongFunction<RemoteStats> figure) {
        return (recent) -> {
            RemoteStats stats = recent.get().remote().get(collection);
            return (stats != null) ? figure.applyAsLong(stats) : 0;
        };
    }

    private record Taken(StoreStats stats, long nanos) {
    }

    /**
     * Whoever wants to know collections, and those that he knows.
     */
    private record Discovery(Set<String> known, Consumer<CollectionStats> consumer) {

        void look(StoreStats stats) {
            stats.collections().forEach((name, collection) -> {
                if (this.known.add(name)) {
                    this.consumer.accept(collection);
                }
            });
        }

    }

}
