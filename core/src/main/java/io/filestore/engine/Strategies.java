package io.filestore.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Layout;
import io.filestore.config.CollectionOptions;
import io.filestore.config.StoreSettings;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.Places;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.storage.StrategyContext;

/**
 * Which strategy reads and writes a collection's files, as its options or the catalog say
 * it, and where they lie.
 */
public final class Strategies {

    private final StoreDirectory directory;

    private final Map<String, StorageStrategyFactory> factories;

    Strategies(StoreSettings settings) {
        this.directory = settings.directory();
        this.factories = settings.strategies();
    }

    /**
     * The factory that a collection's options name, which was looked for at the start.
     */
    StorageStrategyFactory factory(CollectionOptions options) {
        return Objects.requireNonNull(this.factories.get(options.strategy()));
    }

    /** The absolute path that a collection is to have. */
    public Path path(String collection, CollectionOptions options) {
        if (collection.equals(OpenCollections.VALUES)) {
            return this.directory.root().resolve(FileNames.VALUES);
        }
        String path = (options.path() != null) ? options.path() : collection;
        try {
            return this.directory.resolve(path);
        }
        catch (InvalidConfigurationException ex) {
            throw new InvalidConfigurationException(CollectionPaths.option(collection), path, ex.reason());
        }
    }

    /** A strategy of its own over the files of a collection. */
    public StorageStrategy of(String collection, CollectionOptions options) {
        return at(collection, options, path(collection, options));
    }

    /** The same over files that lie elsewhere, such as those of a backup. */
    public StorageStrategy at(String collection, CollectionOptions options, Path path) {
        StorageStrategyFactory factory = collection.equals(OpenCollections.VALUES) ? StandardStrategies.values()
                : factory(options);
        return factory.create(new StrategyContext(collection, path, this.directory));
    }

    /**
     * A strategy that reads a recorded layout; null if it is not there any more, or an
     * engine has the rows.
     */
    public @Nullable StorageStrategy recorded(String collection, Layout layout) {
        if (layout.remote()) {
            return null;
        }
        StrategyContext context = new StrategyContext(collection, layout.in(this.directory), this.directory);
        StorageStrategyFactory given = this.factories.get(layout.strategy());
        return Stream.concat(Stream.ofNullable(given), StandardStrategies.all().stream())
            .filter((factory) -> factory.persistent() && factory.name().equals(layout.strategy()))
            .map((factory) -> factory.create(context))
            .filter((strategy) -> strategy.form().equals(layout.form()))
            .findFirst()
            .orElse(null);
    }

    /** Where the files of a recorded layout may be, as far as that is known. */
    public Places places(String collection, Layout layout) {
        if (layout.remote()) {
            return Places.NONE;
        }
        StorageStrategy strategy = recorded(collection, layout);
        return (strategy != null) ? Places.of(strategy) : new Places(layout.in(this.directory), null, null);
    }

}
