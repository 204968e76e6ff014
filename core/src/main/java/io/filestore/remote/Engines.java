package io.filestore.remote;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.backend.TransactionDomain;
import io.filestore.config.CollectionOptions;
import io.filestore.config.StoreSettings;
import io.filestore.config.Writes;
import io.filestore.event.Listeners;
import io.filestore.report.RemoteStats;

/**
 * The engines of a store, each with the collections that it keeps. None as long as no
 * collection names one.
 */
public final class Engines implements AutoCloseable {

    private final Telling telling = new Telling();

    private final SortedMap<String, Place> places = new TreeMap<>();

    private final Map<String, RemoteEngineFactory> factories;

    private final Map<String, RemoteEngine> named = new TreeMap<>();

    private Engines(Map<String, RemoteEngineFactory> factories) {
        this.factories = Map.copyOf(factories);
    }

    private record Place(RemoteEngine engine, ConnectedCollection collection, @Nullable RemoteCollection keys) {
    }

    /**
     * Opens the engines that the settings name.
     * @param factories by the name of the strategy
     * @throws io.filestore.error.InvalidConfigurationException if a collection cannot be
     * as it is configured
     */
    public static Engines open(StoreSettings settings, Map<String, RemoteEngineFactory> factories) {
        Engines engines = new Engines(factories);
        Map<String, Map<String, CollectionOptions>> wanted = new TreeMap<>();
        settings.remote().forEach((name, options) -> {
            RemoteCheck.requirePlace(name, options);
            wanted.computeIfAbsent(options.strategy(), (strategy) -> new TreeMap<>()).put(name, options);
        });
        try {
            wanted.forEach((strategy, collections) -> engines.open(settings, factories.get(strategy), collections));
        }
        catch (Throwable ex) {
            engines.closeBecauseOf(ex);
            throw ex;
        }
        return engines;
    }

    private void open(StoreSettings settings, @Nullable RemoteEngineFactory factory,
            Map<String, CollectionOptions> collections) {
        if (factory == null) {
            throw new IllegalStateException("There is no such engine");
        }
        RemoteEngine engine = factory.open(
                new RemoteContext(collections, settings.clock(), settings.readOnly(), this.telling::tellFromElsewhere));
        this.named.put(factory.strategy(), engine);
        Map<RemoteDomain, SharedDomain> domains = new IdentityHashMap<>();
        collections.forEach((name, options) -> {
            RemoteCollection rows = engine.collection(name);
            RemoteCheck.requireAble(name, options, rows.capabilities());
            SharedDomain domain = domains.computeIfAbsent(rows.domain(),
                    (shared) -> new SharedDomain(shared, this.telling));
            ConnectedCollection collection = new ConnectedCollection(name, options, rows, domain, settings.clock());
            domain.add(collection);
            this.places.put(name, new Place(engine, collection,
                    collection.unique().isEmpty() ? null : engine.collection(RemoteEngine.UNIQUE + name)));
        });
    }

    public boolean isEmpty() {
        return this.places.isEmpty();
    }

    /** The open engine of a strategy, null if no collection names it. */
    public @Nullable RemoteEngine engine(String strategy) {
        return this.named.get(strategy);
    }

    /** What makes the engine of a strategy, null if there is none of this name. */
    public @Nullable RemoteEngineFactory factory(String strategy) {
        return this.factories.get(strategy);
    }

    /** Whether an engine keeps this collection. */
    public boolean has(String collection) {
        return this.places.containsKey(collection);
    }

    /** The names of the collections that engines keep, not of the values. */
    public List<String> names() {
        return this.places.keySet().stream().filter((name) -> !name.equals(RoutedDomain.VALUES)).toList();
    }

    /** The options of one of these collections. */
    public CollectionOptions options(String collection) {
        return place(collection).collection.options();
    }

    /** What can be promised for one of these collections. */
    public Capabilities capabilities(String collection) {
        return place(collection).collection.capabilities();
    }

    private Place place(String collection) {
        Place place = this.places.get(collection);
        if (place == null) {
            throw new IllegalArgumentException("No engine keeps collection " + collection);
        }
        return place;
    }

    /**
     * Local collections and those of the engines together.
     * @param requireOpen throws if the store is closed
     * @param requireWritable throws if it is closed or read-only
     */
    public TransactionDomain over(TransactionDomain local, Listeners listeners, Runnable requireOpen,
            Runnable requireWritable) {
        this.telling.begin(listeners);
        RoutedDomain routed = new RoutedDomain(local, new Gate(requireOpen, requireWritable));
        this.places.values().forEach((place) -> routed.add(place.collection, place.keys));
        return routed;
    }

    /** How each of these collections stands, by its name. */
    public Map<String, RemoteStats> stats() {
        Map<String, RemoteStats> stats = new TreeMap<>();
        this.places.forEach((name, place) -> stats.put(name, stats(place)));
        return stats;
    }

    private static RemoteStats stats(Place place) {
        ConnectedCollection collection = place.collection;
        CollectionOptions options = collection.options();
        RemoteCounts counts = collection.counts();
        RemoteStatus status = place.engine.status(collection.name());
        String writes = named(options.writes());
        List<List<String>> indexed = Stream.concat(options.indexed().stream(), options.unique().stream())
            .distinct()
            .toList();
        return new RemoteStats(collection.name(), options.strategy(), options.group(), indexed, options.unique(),
                options.ttl(), writes, calls(counts.reads), calls(counts.writes), calls(counts.finds),
                counts.conflicts.sum(), counts.retries.sum(), counts.unknown.sum(), counts.unavailable.sum(),
                new RemoteStats.Status(status.available(), status.place(), status.replicasNeeded(),
                        status.replicasAlive(), status.details()));
    }

    /** As the configuration has it. */
    static @Nullable String named(@Nullable Writes writes) {
        return (writes != null) ? writes.name().toLowerCase(Locale.ROOT).replace('_', '-') : null;
    }

    private static RemoteStats.Calls calls(RemoteCounts.Calls calls) {
        return new RemoteStats.Calls(calls.count.sum(), Duration.ofNanos(calls.nanos.sum()));
    }

    private void closeBecauseOf(Throwable reason) {
        try {
            close();
        }
        catch (RuntimeException ex) {
            reason.addSuppressed(ex);
        }
    }

    /** Closes all of them; throws what the first has thrown that did. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (RemoteEngine engine : this.named.values()) {
            try {
                engine.close();
            }
            catch (RuntimeException ex) {
                failure = (failure != null) ? failure : ex;
            }
        }
        this.named.clear();
        if (failure != null) {
            throw failure;
        }
    }

}
