package io.filestore.autoconfigure.data;

import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.data.util.AnnotatedTypeScanner;

import io.filestore.StoreBuilder;
import io.filestore.autoconfigure.FileStoreBuilderCustomizer;
import io.filestore.autoconfigure.FileStoreProperties;
import io.filestore.data.mapping.Collection;
import io.filestore.data.mapping.FileStoreMappingContext;

/**
 * Gives collections that are not configured the indexes and the time to live that their
 * entities say: the classes in the packages of the application that name a collection.
 * Nobody looks for them where such collections are refused.
 */
final class EntityDefaults implements FileStoreBuilderCustomizer {

    private final BeanFactory beans;

    private final Environment environment;

    private final ResourceLoader resources;

    private final boolean refuses;

    EntityDefaults(FileStoreProperties properties, BeanFactory beans, Environment environment,
            ResourceLoader resources) {
        this.refuses = properties.unconfiguredCollections().equalsIgnoreCase("refuse");
        this.beans = beans;
        this.environment = environment;
        this.resources = resources;
    }

    @Override
    public void customize(StoreBuilder builder) {
        if (this.refuses || !AutoConfigurationPackages.has(this.beans)) {
            return;
        }
        FileStoreMappingContext entities = new FileStoreMappingContext();
        for (Class<?> type : find(AutoConfigurationPackages.get(this.beans))) {
            String collection = entities.getRequiredPersistentEntity(type).collection();
            builder.collectionDefaults(collection, (options, codec) -> {
                entities.setFieldNames(codec::fieldOf);
                return entities.indexes(type).addTo(options);
            });
        }
    }

    private Set<Class<?>> find(List<String> packages) {
        AnnotatedTypeScanner scanner = new AnnotatedTypeScanner(Collection.class);
        scanner.setEnvironment(this.environment);
        scanner.setResourceLoader(this.resources);
        return scanner.findTypes(packages);
    }

}
