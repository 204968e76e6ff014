package io.filestore.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.catalog.Layout;
import io.filestore.checksum.ChecksumFile;
import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreIOException;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.memory.CollectionState;
import io.filestore.storage.IndexFile;
import io.filestore.storage.Places;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.storage.StrategyContext;

/**
 * The collections of a store, by name: checks their options, makes them, and makes those
 * that are not configured when they are first asked for, if the settings allow that.
 */
public final class OpenCollections {

    private static final Logger logger = LoggerFactory.getLogger(OpenCollections.class);

    /**
     * The global values are kept like a collection of this name, which no collection can
     * have.
     */
    public static final String VALUES = "_values";

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    private final Engine engine;

    private final Opener opener;

    private final CollectionPaths paths;

    private final Map<String, CollectionState> states = new ConcurrentHashMap<>();

    /** Names by what is left of them without case and punctuation. */
    private final Map<String, String> looks = new ConcurrentHashMap<>();

    private final ReentrantLock creation = new ReentrantLock();

    private final CollectionState values;

    /**
     * @param opener brings one into memory that is made later
     */
    OpenCollections(Engine engine, Opener opener) {
        this.engine = engine;
        this.opener = opener;
        this.paths = new CollectionPaths(engine.directory());
        StorageStrategy strategy = StandardStrategies.values()
            .create(new StrategyContext(VALUES, engine.directory().root().resolve(FileNames.VALUES),
                    engine.directory()));
        this.values = new CollectionState(VALUES, CollectionOptions.singleFile(FileNames.VALUES), strategy, null, true,
                true, List.of(), ChecksumFile.of(engine.directory(), strategy), engine.decoded());
        new TreeMap<>(engine.settings().collections())
            .forEach((name, options) -> this.states.put(name, make(name, options)));
    }

    /**
     * Brings a collection into memory, from wherever its files are: what opening does (in
     * {@code io.filestore.open}), for one that is asked for later.
     */
    public interface Opener {

        void open(Engine engine, CollectionState collection) throws IOException;

    }

    public CollectionState values() {
        return this.values;
    }

    /** All collections that are open, the values included. */
    public List<CollectionState> all() {
        List<CollectionState> all = new ArrayList<>(this.states.values());
        all.add(this.values);
        return all;
    }

    public Collection<CollectionState> named() {
        return this.states.values();
    }

    /** A collection by its name. */
    public CollectionState get(String name) {
        this.engine.requireOpen();
        CollectionState state = this.states.get(name);
        return (state != null) ? state : open(name);
    }

    /**
     * Waits for a collection that is being opened; once the store is closed, no other one
     * is.
     */
    public void awaitOpened() {
        this.creation.lock();
        this.creation.unlock();
    }

    /**
     * What a change in the log is about, null if there is no such collection and none may
     * be made.
     */
    public @Nullable CollectionState logged(String name) {
        if (name.equals(VALUES)) {
            return this.values;
        }
        CollectionState state = this.states.get(name);
        if (state != null || this.engine.settings().unconfiguredStrategy() == null) {
            return state;
        }
        return open(name);
    }

    private CollectionState open(String name) {
        String strategy = this.engine.settings().unconfiguredStrategy();
        if (strategy == null) {
            throw new InvalidConfigurationException("collections." + name, null,
                    "There is no such collection. Configure"
                            + " it with a strategy, or set unconfigured-collections to the strategy that such collections get.");
        }
        this.creation.lock();
        try {
            this.engine.requireOpen();
            CollectionState present = this.states.get(name);
            if (present != null) {
                return present;
            }
            CollectionState state = make(name, CollectionOptions.of(strategy));
            this.opener.open(this.engine, state);
            this.states.put(name, state);
            return state;
        }
        catch (IOException ex) {
            throw new StoreIOException("The collection '" + name + "' could not be loaded", ex);
        }
        finally {
            this.creation.unlock();
        }
    }

    private CollectionState make(String name, CollectionOptions options) {
        requireName(name);
        StorageStrategyFactory factory = this.engine.settings().strategies().get(options.strategy());
        if (factory == null) {
            throw new InvalidConfigurationException("collections." + name + ".strategy", options.strategy(),
                    options.strategy().isBlank() ? "A collection needs a strategy: " + strategies() + "."
                            : "There is no such strategy. Give one of " + strategies() + ".");
        }
        if (!factory.persistent() && Boolean.TRUE.equals(options.wal())) {
            throw new InvalidConfigurationException("collections." + name + ".wal", true, "A collection of strategy "
                    + factory.name()
                    + " keeps nothing on disk, so it can have no log. Leave wal out, or choose another strategy.");
        }
        StorageStrategy strategy = strategy(name, options);
        this.paths.claim(name, strategy.path());
        this.paths.claim(name, strategy.indexDirectory());
        this.paths.claim(name, strategy.checksumFile());
        Path path = strategy.path();
        if (path != null) {
            requireNoLink(name, path);
            this.engine.locks().take(path, !strategy.isOneFile());
        }
        Layout layout = factory.persistent()
                ? Layout.at(this.engine.directory(), options.strategy(), path(name, options), strategy.form()) : null;
        this.looks.put(look(name), name);
        return new CollectionState(name, options, strategy, layout, factory.persistent(),
                factory.persistent() && !Boolean.FALSE.equals(options.wal()), indexFiles(strategy, options),
                ChecksumFile.of(this.engine.directory(), strategy), this.engine.decoded());
    }

    /** A flush would be refused there, when the first rows have been acknowledged. */
    private void requireNoLink(String name, Path path) {
        Path parent = path.getParent();
        try {
            FileInfo info = (parent != null && !path.startsWith(this.engine.directory().root()))
                    ? this.engine.directory().stat(parent) : null;
            if (info != null && info.kind() == FileInfo.Kind.LINK) {
                throw new InvalidConfigurationException("collections." + name + ".path", path, parent
                        + " is a symbolic link, which filestore does not follow. Configure the path that it leads to.");
            }
        }
        catch (IOException ex) {
            logger.debug("What is wrong with the place of collection '{}' shows when it is loaded", name, ex);
        }
    }

    /** A strategy of its own over the files of a collection. */
    public StorageStrategy strategy(String name, CollectionOptions options) {
        return strategyAt(name, options, name.equals(VALUES) ? this.engine.directory().root().resolve(FileNames.VALUES)
                : this.paths.resolve(name, options));
    }

    /** The same over files that lie elsewhere, such as those of a backup. */
    public StorageStrategy strategyAt(String name, CollectionOptions options, Path path) {
        if (name.equals(VALUES)) {
            return StandardStrategies.values().create(new StrategyContext(VALUES, path, this.engine.directory()));
        }
        StorageStrategyFactory factory = this.engine.settings().strategies().get(options.strategy());
        if (factory == null) {
            throw new IllegalStateException(options.strategy());
        }
        return factory.create(new StrategyContext(name, path, this.engine.directory()));
    }

    /** The absolute path that a collection is to have. */
    public Path path(String name, CollectionOptions options) {
        return this.paths.resolve(name, options);
    }

    /** Whether there is such a collection. */
    public boolean isOpen(String name) {
        return this.states.containsKey(name);
    }

    /** A strategy that reads a recorded layout; null if it is not there any more. */
    public @Nullable StorageStrategy recorded(String name, Layout layout) {
        StrategyContext context = new StrategyContext(name, layout.in(this.engine.directory()),
                this.engine.directory());
        StorageStrategyFactory given = this.engine.settings().strategies().get(layout.strategy());
        return Stream.concat(Stream.ofNullable(given), StandardStrategies.all().stream())
            .filter((factory) -> factory.persistent() && factory.name().equals(layout.strategy()))
            .map((factory) -> factory.create(context))
            .filter((strategy) -> strategy.form().equals(layout.form()))
            .findFirst()
            .orElse(null);
    }

    /** Where the files of a recorded layout may be, as far as that is known. */
    public Places places(String name, Layout layout) {
        StorageStrategy strategy = recorded(name, layout);
        return (strategy != null) ? Places.of(strategy) : new Places(layout.in(this.engine.directory()), null, null);
    }

    /**
     * A collection's rows once more, in memory of their own and without indexes, over
     * other files.
     */
    public CollectionState apart(CollectionState collection, StorageStrategy strategy, List<IndexFile> indexFiles) {
        return new CollectionState(collection.name(), collection.options().withIndexed().withUnique(), strategy, null,
                true, false, indexFiles, ChecksumFile.of(this.engine.directory(), strategy), this.engine.decoded());
    }

    /** The same over the collection's own files. */
    public CollectionState again(CollectionState collection) {
        StorageStrategy strategy = strategy(collection.name(), collection.options());
        return apart(collection, strategy, indexFiles(strategy, collection.options()));
    }

    private List<IndexFile> indexFiles(StorageStrategy strategy, CollectionOptions options) {
        Path directory = strategy.indexDirectory();
        if (directory == null) {
            return List.of();
        }
        return CollectionState.indexedFields(options)
            .stream()
            .map((field) -> new IndexFile(this.engine.directory(), directory, field))
            .toList();
    }

    private void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidConfigurationException("collections." + name, name,
                    "A collection's name begins with a letter and has up to 64 letters, digits, '-' and '_'.");
        }
        String other = this.looks.get(look(name));
        if (other != null && !other.equals(name)) {
            throw new InvalidConfigurationException("collections." + name, name, "It differs from '" + other
                    + "' only in case or punctuation, so that one of them is probably a slip. (An environment variable makes a name lower-case.) Use one spelling, or a name that differs.");
        }
    }

    private static String look(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private String strategies() {
        return String.join(", ", new TreeSet<>(this.engine.settings().strategies().keySet()));
    }

}
