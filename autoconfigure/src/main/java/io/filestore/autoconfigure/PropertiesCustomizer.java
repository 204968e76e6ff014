package io.filestore.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.FileModes;
import io.filestore.wal.WalOptions;

/**
 * Tells a builder what the properties say. Options that core refuses by themselves are
 * refused here under the names that they have as properties.
 */
final class PropertiesCustomizer implements FileStoreBuilderCustomizer {

    private static final String REFUSE = "refuse";

    private final FileStoreProperties properties;

    private final Map<String, FileStoreProperties.Collection> collections;

    private final EngineBeans engines;

    /**
     * @param collections those that the properties make, by their names
     */
    PropertiesCustomizer(FileStoreProperties properties, Map<String, FileStoreProperties.Collection> collections,
            EngineBeans engines) {
        this.properties = properties;
        this.collections = collections;
        this.engines = engines;
    }

    static Path directory(FileStoreProperties properties) {
        String directory = properties.directory();
        if (!StringUtils.hasText(directory)) {
            throw new InvalidConfigurationException("directory", directory,
                    "A store needs a directory. Name one, such as data.");
        }
        try {
            return Path.of(directory);
        }
        catch (InvalidPathException ex) {
            throw new InvalidConfigurationException("directory", directory,
                    "It is no path here: " + ex.getReason() + ". Give another one.");
        }
    }

    static WalOptions walOptions(FileStoreProperties.Wal wal) {
        return new WalOptions(wal.sync(), wal.syncInterval(), wal.segmentSize().toBytes(), wal.maxSize().toBytes(),
                wal.onCorruption());
    }

    @Override
    public void customize(StoreBuilder builder) {
        String unconfigured = this.properties.unconfiguredCollections();
        builder.readOnly(this.properties.readOnly())
            .flushInterval(this.properties.flush().interval())
            .flushSync(this.properties.flush().sync())
            .scanWarning(this.properties.query().scanWarning())
            .onCorruption(this.properties.onCorruption())
            .layoutChanges(this.properties.layoutChanges())
            .reportStrayFiles(this.properties.reportStrayFiles())
            .unconfiguredCollections(REFUSE.equalsIgnoreCase(unconfigured) ? null : unconfigured)
            .fileModes(new FileModes(this.properties.filePermissions(), this.properties.directoryPermissions()));
        DataSize decodedMemory = this.properties.decodedMemory();
        if (decodedMemory != null) {
            builder.decodedMemory(decodedMemory.toBytes());
        }
        FileStoreProperties.Values values = this.properties.values();
        String strategy = values.strategy();
        if (strategy != null && !strategy.isBlank()) {
            this.engines.require("values.strategy", strategy);
            builder.values(CollectionOptions.of(strategy).withGroup(values.group()));
        }
        this.collections.forEach((name, collection) -> {
            this.engines.require(PropertyName.ofCollection(name) + ".strategy", collection.strategy());
            builder.collection(name, options(name, collection));
            if (collection.baseline() != null) {
                builder.baseline(name, collection.baseline());
            }
        });
    }

    private static CollectionOptions options(String name, FileStoreProperties.Collection collection) {
        try {
            String path = StringUtils.hasText(collection.path()) ? collection.path() : null;
            return new CollectionOptions(Objects.requireNonNullElse(collection.strategy(), ""), path,
                    collection.indexed(), collection.unique(), collection.ttl(), collection.wal(),
                    StringUtils.hasText(collection.group()) ? collection.group() : null, collection.writes());
        }
        catch (InvalidConfigurationException ex) {
            String reason = ex.option().equals("ttl")
                    ? ex.reason() + " An empty value takes away what another profile or file says." : ex.reason();
            throw new InvalidConfigurationException(PropertyName.ofCollection(name) + "." + ex.option(), ex.value(),
                    reason);
        }
    }

}
