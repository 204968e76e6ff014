package io.filestore.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.backend.Capabilities;
import io.filestore.catalog.Layout;
import io.filestore.checksum.ChecksumFile;
import io.filestore.config.CollectionOptions;
import io.filestore.config.StoreSettings;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.memory.CollectionMemory;
import io.filestore.row.DecodedMemory;
import io.filestore.storage.IndexFile;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.wal.LogBatch;

/**
 * Makes collections from their options, which it checks: name, strategy, and a path that
 * is nobody else's. One thread at a time.
 */
public final class CollectionFactory {

    private static final Logger logger = LoggerFactory.getLogger(CollectionFactory.class);

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    private final StoreDirectory directory;

    private final Strategies strategies;

    private final CollectionPaths paths;

    private final DecodedMemory decoded;

    /** Names by what is left of them without case and punctuation. */
    private final Map<String, String> looks = new ConcurrentHashMap<>();

    public CollectionFactory(StoreSettings settings, CollectionPaths paths) {
        this.directory = settings.directory();
        this.strategies = new Strategies(settings);
        this.paths = paths;
        this.decoded = new DecodedMemory(settings.decodedMemory());
    }

    public Strategies strategies() {
        return this.strategies;
    }

    /** Keeps other stores out of the files of a strategy. */
    public void lock(StorageStrategy strategy) {
        this.paths.lock(strategy);
    }

    /** What the collections share for decoded values. */
    DecodedMemory decoded() {
        return this.decoded;
    }

    /** The collection that the global values are. */
    OpenCollection values() {
        CollectionOptions options = CollectionOptions.singleFile(FileNames.VALUES);
        return make(OpenCollections.VALUES, options, this.strategies.of(OpenCollections.VALUES, options), null, true,
                true);
    }

    /** Keeps a name, and what looks like it, for a collection that is none of these. */
    void claimName(String name) {
        requireName(name);
        this.looks.put(look(name), name);
    }

    OpenCollection create(String name, CollectionOptions options) {
        requireName(name);
        StorageStrategyFactory factory = this.strategies.factory(options);
        CapabilityCheck.require(name, options, Capabilities.local(factory.persistent()));
        StorageStrategy strategy = this.strategies.of(name, options);
        this.paths.claim(name, strategy.path());
        this.paths.claim(name, strategy.indexDirectory());
        this.paths.claim(name, strategy.checksumFile());
        if (strategy.path() != null) {
            requireNoLink(name, strategy.path());
        }
        this.paths.lock(strategy);
        Layout layout = factory.persistent()
                ? Layout.at(this.directory, options.strategy(), this.strategies.path(name, options), strategy.form())
                : null;
        this.looks.put(look(name), name);
        return make(name, options, strategy, layout, factory.persistent(), !Boolean.FALSE.equals(options.wal()));
    }

    private OpenCollection make(String name, CollectionOptions options, StorageStrategy strategy,
            @Nullable Layout layout, boolean persistent, boolean logged) {
        List<List<String>> indexed = indexed(options);
        CollectionMemory memory = new CollectionMemory(name, (persistent && logged) ? LogBatch.table(name) : null,
                persistent, indexed, options.unique(), options.ttl(), this.decoded);
        return new OpenCollection(memory, options, strategy, layout, persistent, indexFiles(strategy, indexed),
                ChecksumFile.of(this.directory, strategy));
    }

    /** The same collection with nothing in memory yet. */
    public OpenCollection anew(OpenCollection collection) {
        return make(collection.name(), collection.options(),
                this.strategies.of(collection.name(), collection.options()), collection.layout(),
                collection.isPersistent(), collection.isLogged());
    }

    /**
     * A collection's rows once more, in memory of their own and without indexes, over
     * other files.
     */
    public OpenCollection apart(OpenCollection collection, StorageStrategy strategy) {
        return apart(collection, strategy, List.of());
    }

    /** The same over the collection's own files. */
    public OpenCollection again(OpenCollection collection) {
        StorageStrategy strategy = this.strategies.of(collection.name(), collection.options());
        return apart(collection, strategy, indexFiles(strategy, indexed(collection.options())));
    }

    private OpenCollection apart(OpenCollection collection, StorageStrategy strategy, List<IndexFile> indexFiles) {
        CollectionOptions options = collection.options().withoutIndexes();
        CollectionMemory memory = new CollectionMemory(collection.name(), null, true, List.of(), List.of(),
                options.ttl(), this.decoded);
        return new OpenCollection(memory, options, strategy, null, true, indexFiles,
                ChecksumFile.of(this.directory, strategy));
    }

    /** The fields of each index, the unique ones included, each once. */
    private static List<List<String>> indexed(CollectionOptions options) {
        Set<List<String>> indexed = new LinkedHashSet<>(options.indexed());
        indexed.addAll(options.unique());
        return List.copyOf(indexed);
    }

    private List<IndexFile> indexFiles(StorageStrategy strategy, List<List<String>> indexed) {
        Path indexes = strategy.indexDirectory();
        return (indexes != null)
                ? indexed.stream().map((fields) -> new IndexFile(this.directory, indexes, fields)).toList() : List.of();
    }

    /** A flush would be refused there, when the first rows have been acknowledged. */
    private void requireNoLink(String name, Path path) {
        Path parent = path.getParent();
        try {
            FileInfo info = (parent != null && !path.startsWith(this.directory.root())) ? this.directory.stat(parent)
                    : null;
            if (info != null && info.kind() == FileInfo.Kind.LINK) {
                throw new InvalidConfigurationException(CollectionPaths.option(name), path, parent
                        + " is a symbolic link, which filestore does not follow. Configure the path that it leads to.");
            }
        }
        catch (IOException ex) {
            logger.debug("What is wrong with the place of collection '{}' shows when it is loaded", name, ex);
        }
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

}
