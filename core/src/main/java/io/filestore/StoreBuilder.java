package io.filestore;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.filestore.config.CollectionOptions;
import io.filestore.config.LayoutChanges;
import io.filestore.config.OnCorruption;
import io.filestore.config.OpeningListener;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCollections;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.RowMigrationException;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreIOException;
import io.filestore.io.FileModes;
import io.filestore.io.StoreDirectory;
import io.filestore.migration.Migrations;
import io.filestore.migration.RowMigration;
import io.filestore.remote.RemoteEngineFactory;
import io.filestore.row.DecodedMemory;
import io.filestore.row.RowCodec;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.wal.WalOptions;
import io.filestore.wal.WriteAheadLog;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes a store and opens it. Every setting has a default; each may be set again, and
 * the last one counts. It does nothing but remember them, a method for each.
 */
public final class StoreBuilder {

    private final Path path;

    private final Map<String, CollectionOptions> collections = new LinkedHashMap<>();

    private final Map<String, BiFunction<CollectionOptions, RowCodec, CollectionOptions>> defaults = new LinkedHashMap<>();

    private final Map<String, StorageStrategyFactory> strategies = new LinkedHashMap<>();

    private final Map<String, RemoteEngineFactory> engines = new LinkedHashMap<>();

    private @Nullable CollectionOptions values;

    /** Null if it is the default one. */
    private JsonMapper.@Nullable Builder mapper;

    private boolean readOnly;

    private Duration flushInterval = Duration.ofSeconds(2);

    private boolean flushSync = true;

    private boolean automaticFlush = true;

    private OnCorruption onCorruption = OnCorruption.QUARANTINE;

    private LayoutChanges layoutChanges = LayoutChanges.MOVE;

    private boolean reportStrayFiles = true;

    private @Nullable String unconfiguredStrategy;

    private WriteAheadLog log = new WriteAheadLog(WalOptions.defaults());

    private InstantSource clock = InstantSource.system();

    private FileModes modes = FileModes.ownerOnly();

    private OpeningListener opening = new OpeningListener() {
    };

    private long decodedMemory = DecodedMemory.defaultLimit();

    private long scanWarning = 10_000;

    private final List<RowMigration> migrations = new ArrayList<>();

    private final Map<String, Integer> baselines = new LinkedHashMap<>();

    private @Nullable StoreDirectory directory;

    StoreBuilder(Path path) {
        this.path = path;
        StandardStrategies.all().forEach(this::strategy);
    }

    /** A collection and how it is kept. */
    public StoreBuilder collection(String name, CollectionOptions options) {
        this.collections.put(name, options);
        return this;
    }

    /**
     * What a collection that is not configured has beside its strategy, its indexes for
     * example. Without effect where such collections are refused, and for one that is
     * configured.
     * @param options is given options with the strategy alone, and the codec of the
     * store, which knows what properties are called in JSON
     * @see #unconfiguredCollections
     */
    public StoreBuilder collectionDefaults(String name,
            BiFunction<CollectionOptions, RowCodec, CollectionOptions> options) {
        this.defaults.put(name, options);
        return this;
    }

    /**
     * Writes nothing, replays the log in memory only, and shares the directory with
     * others that only read.
     */
    public StoreBuilder readOnly(boolean only) {
        this.readOnly = only;
        return this;
    }

    /** How often changes go to the files. Positive; 2 seconds by default. */
    public StoreBuilder flushInterval(Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new InvalidConfigurationException("flush.interval", interval,
                    "The interval must be positive. Give a duration such as 2s.");
        }
        this.flushInterval = interval;
        return this;
    }

    /**
     * Whether data files are forced to disk before the log that covers them goes. True by
     * default.
     */
    public StoreBuilder flushSync(boolean sync) {
        this.flushSync = sync;
        return this;
    }

    /**
     * Whether the store begins to flush by itself when it is opened, without
     * {@link Store#startFlushing}.
     */
    public StoreBuilder automaticFlush(boolean automatic) {
        this.automaticFlush = automatic;
        return this;
    }

    /**
     * What to do with damaged data files and rows. {@link OnCorruption#QUARANTINE} by
     * default.
     */
    public StoreBuilder onCorruption(OnCorruption reaction) {
        this.onCorruption = reaction;
        return this;
    }

    /**
     * What to do when a collection's files are at another path, or in another form, than
     * its options say. {@link LayoutChanges#MOVE} by default.
     */
    public StoreBuilder layoutChanges(LayoutChanges reaction) {
        this.layoutChanges = reaction;
        return this;
    }

    /**
     * Whether files that lie among the store's without being its own, and copies of row
     * files, count as findings: in stats, health and verifications. They are logged in
     * any case. True by default.
     */
    public StoreBuilder reportStrayFiles(boolean report) {
        this.reportStrayFiles = report;
        return this;
    }

    /**
     * The strategy of collections that are asked for but not configured; null, the
     * default, refuses them.
     */
    public StoreBuilder unconfiguredCollections(@Nullable String strategy) {
        this.unconfiguredStrategy = strategy;
        return this;
    }

    /** The write-ahead log to use, which must not have been used before. */
    public StoreBuilder log(WriteAheadLog writeAheadLog) {
        this.log = writeAheadLog;
        return this;
    }

    /** Settings of the write-ahead log. */
    public StoreBuilder wal(WalOptions options) {
        return log(new WriteAheadLog(options));
    }

    /**
     * A strategy to be had by its name, in place of the one that has this name already.
     */
    public StoreBuilder strategy(StorageStrategyFactory factory) {
        this.strategies.put(factory.name(), factory);
        return this;
    }

    /**
     * An engine that keeps the collections whose strategy has its name, in place of the
     * one that has this name already.
     */
    public StoreBuilder engine(RemoteEngineFactory factory) {
        this.engines.put(factory.strategy(), factory);
        return this;
    }

    /**
     * How the global values are kept: by an engine, whose strategy is named; in
     * {@code _values.json} by default, or if it is null.
     */
    public StoreBuilder values(@Nullable CollectionOptions options) {
        this.values = options;
        return this;
    }

    /**
     * Changes how typed values become JSON and back. What is on disk already must still
     * be readable.
     */
    public StoreBuilder jsonMapper(UnaryOperator<JsonMapper.Builder> customizer) {
        JsonMapper.Builder known = this.mapper;
        if (known == null) {
            known = RowCodec.defaultMapper();
            this.mapper = known;
        }
        customizer.apply(known);
        return this;
    }

    /**
     * How much memory the values may take that rows of immutable types remember once they
     * were read, so that the next read need not decode them. Estimated; 0 for none. A
     * sixteenth of the heap by default, at most 128 MB.
     */
    public StoreBuilder decodedMemory(long bytes) {
        if (bytes < 0) {
            throw new InvalidConfigurationException("decoded-memory", bytes,
                    "It is not negative. Give a size such as 64MB, or 0 so that no value is remembered.");
        }
        this.decodedMemory = bytes;
        return this;
    }

    /**
     * How many rows a query may look at without an index that leads to them, before the
     * log says so, once for all that differ in their values only. 10,000 by default; 0
     * for any number.
     */
    public StoreBuilder scanWarning(long rows) {
        if (rows < 0) {
            throw new InvalidConfigurationException("query.scan-warning", rows,
                    "It is not negative. Give a number of rows, or 0 so that nothing is said.");
        }
        this.scanWarning = rows;
        return this;
    }

    /**
     * Adds migrations, in any order: rows of an older shape are brought to the newest
     * when the store is opened.
     */
    public StoreBuilder withMigrations(RowMigration... more) {
        this.migrations.addAll(List.of(more));
        return this;
    }

    /**
     * Which shape rows have of which nothing says it: those that were found in a
     * directory without a catalog, or were put there by hand. Without it they are refused
     * if the collection has migrations, since they would be applied to rows that have
     * been through them.
     */
    public StoreBuilder baseline(String collection, int shape) {
        if (shape < 1) {
            throw new InvalidConfigurationException("collections." + collection + ".baseline", shape,
                    "Shapes are numbers from 1 on. Give the shape that the rows have.");
        }
        this.baselines.put(collection, shape);
        return this;
    }

    /** Where the time comes from, for expiry, the log and lag. */
    public StoreBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /** Permissions of new files and directories. Only the owner's by default. */
    public StoreBuilder fileModes(FileModes fileModes) {
        this.modes = fileModes;
        return this;
    }

    /** Is told how opening proceeds. */
    public StoreBuilder openingListener(OpeningListener listener) {
        this.opening = listener;
        return this;
    }

    /** The disk, in place of the real one. */
    public StoreBuilder directory(StoreDirectory disk) {
        this.directory = disk;
        return this;
    }

    /**
     * Opens the store: takes the directory, loads every collection, replays the log.
     * @throws InvalidConfigurationException if settings contradict each other or the
     * directory
     * @throws io.filestore.error.StoreLockedException if the directory is in use
     * @throws io.filestore.error.CorruptStoreException if something is damaged, and the
     * settings say to fail
     * @throws RowMigrationException if rows are of a shape that the migrations do not
     * know, or one of them fails
     * @throws StoreFullException if the disk is full: opening writes a few bytes
     * @throws StoreIOException if the disk fails
     */
    public Store open() {
        long started = System.nanoTime();
        requireKnown(this.unconfiguredStrategy);
        requireOneOfAName();
        StoreDirectory disk = (this.directory != null) ? this.directory : StoreDirectory.at(this.path, this.modes);
        RowCodec codec = (this.mapper != null) ? new RowCodec(this.mapper.build()) : new RowCodec();
        Map<String, CollectionOptions> local = allCollections(codec);
        Map<String, CollectionOptions> remote = remote(local);
        local.keySet().removeAll(remote.keySet());
        local.forEach(this::requireStrategy);
        StoreSettings settings = new StoreSettings(disk, this.readOnly, this.flushInterval, this.flushSync,
                this.automaticFlush, this.onCorruption, this.layoutChanges, this.reportStrayFiles,
                this.unconfiguredStrategy, local, remote, this.strategies, codec, this.clock, this.log, this.opening,
                this.decodedMemory, this.scanWarning, new Migrations(this.migrations, this.baselines));
        settings.migrations().collections().forEach(this::requireCollection);
        return new Opening(settings, this.engines).open(started);
    }

    private Map<String, CollectionOptions> allCollections(RowCodec codec) {
        Map<String, CollectionOptions> all = new LinkedHashMap<>(this.collections);
        String strategy = this.unconfiguredStrategy;
        if (strategy != null) {
            this.defaults.forEach((name, options) -> all.computeIfAbsent(name,
                    (absent) -> options.apply(CollectionOptions.of(strategy), codec)));
        }
        return all;
    }

    private Map<String, CollectionOptions> remote(Map<String, CollectionOptions> all) {
        Map<String, CollectionOptions> remote = new LinkedHashMap<>(all);
        remote.values().removeIf((options) -> !this.engines.containsKey(options.strategy()));
        CollectionOptions ofValues = this.values;
        if (ofValues != null) {
            if (!this.engines.containsKey(ofValues.strategy())) {
                throw new InvalidConfigurationException("values.strategy", ofValues.strategy(),
                        "The global values are in _values.json, or where an engine keeps them"
                                + (this.engines.isEmpty() ? ""
                                        : ", which are " + String.join(", ", this.engines.keySet()))
                                + ". Leave it out, or name an engine.");
            }
            remote.put(OpenCollections.VALUES, ofValues.withoutIndexes());
        }
        return remote;
    }

    private void requireOneOfAName() {
        for (String name : this.engines.keySet()) {
            if (this.strategies.containsKey(name)) {
                throw new InvalidConfigurationException("strategy", name,
                        "There is an engine and a storage strategy of this name. Give one of them another name.");
            }
        }
    }

    private void requireCollection(String migrated) {
        if (this.unconfiguredStrategy == null && !this.collections.containsKey(migrated)) {
            throw new RowMigrationException(migrated, null,
                    "There is a migration of it, but no such collection. Configure the collection, or take the migration out.",
                    null);
        }
    }

    private void requireStrategy(String collection, CollectionOptions options) {
        if (!this.strategies.containsKey(options.strategy())) {
            SortedSet<String> names = new TreeSet<>(this.strategies.keySet());
            names.addAll(this.engines.keySet());
            String all = String.join(", ", names);
            throw new InvalidConfigurationException("collections." + collection + ".strategy", options.strategy(),
                    options.strategy().isBlank() ? "A collection needs a strategy: " + all + "."
                            : "There is no such strategy. Give one of " + all + ".");
        }
    }

    private void requireKnown(@Nullable String strategy) {
        if (strategy != null && this.engines.containsKey(strategy)) {
            throw new InvalidConfigurationException("unconfigured-collections", strategy,
                    "A collection that an engine keeps must be configured, so that what is there for it can be made or"
                            + " checked at the start. Configure it, and give refuse here, or one of "
                            + String.join(", ", this.strategies.keySet()) + ".");
        }
        if (strategy != null && !this.strategies.containsKey(strategy)) {
            throw new InvalidConfigurationException("unconfigured-collections", strategy,
                    "There is no such strategy. Give refuse, or one of " + String.join(", ", this.strategies.keySet())
                            + ".");
        }
    }

}
