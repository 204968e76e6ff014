package io.filestore.test;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives a context a {@link TestDirectory}. Two are equal, so that tests that differ in
 * nothing else share a context.
 */
record TestDirectoryCustomizer() implements ContextCustomizer {

    private static final Logger logger = LoggerFactory.getLogger(TestDirectoryCustomizer.class);

    private static final String NAME = "fileStoreTestDirectory";

    /** A strategy that needs more than a directory. */
    private static final String CLUSTER = "cassandra";

    /** Whether what is on a cluster stays there, for who has one for tests. */
    private static final String STAYS = "spring.test.filestore.cluster";

    private static final String VALUES = "filestore.values.strategy";

    private static final String BACKUP = "filestore.backup.directory";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
        TestDirectory directory = TestDirectory.make();
        // Registered before all beans, and so destroyed after them.
        ((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean(NAME, directory);
        ConfigurableEnvironment environment = context.getEnvironment();
        Map<String, Object> properties = new HashMap<>();
        properties.put("filestore.directory", directory.path().resolve("data").toString());
        if (environment.containsProperty(BACKUP)) {
            properties.put(BACKUP, directory.path().resolve("backup").toString());
        }
        Set<String> local = new TreeSet<>();
        boolean stays = environment.getProperty(STAYS, Boolean.class, false);
        Binder.get(environment)
            .bind("filestore.collections", Bindable.mapOf(String.class, Placed.class))
            .orElseGet(Map::of)
            .forEach((name, collection) -> {
                if (collection.isOutside()) {
                    properties.put("filestore.collections." + name + ".path", collection.inside(name));
                }
                if (!stays && CLUSTER.equals(collection.strategy())) {
                    properties.put("filestore.collections." + name + ".strategy", "memory-only");
                    local.add(name);
                }
            });
        if (!stays && CLUSTER.equals(environment.getProperty(VALUES))) {
            properties.put(VALUES, "");
            local.add("the values");
        }
        environment.getPropertySources().addFirst(new MapPropertySource(NAME, properties));
        logger.info("The store of {} lies in {} until the context is closed", merged.getTestClass().getSimpleName(),
                properties.get("filestore.directory"));
        if (!local.isEmpty()) {
            logger.info("Not on {} but in memory, as long as this test is concerned: {}", CLUSTER,
                    String.join(", ", local));
        }
    }

    /**
     * Where a collection is.
     *
     * @param path as it is configured
     * @param strategy as it is configured
     */
    record Placed(@Nullable String path, @Nullable String strategy) {

        boolean isOutside() {
            try {
                Path place = Path.of((this.path != null) ? this.path : "");
                return place.isAbsolute() || place.normalize().startsWith("..");
            }
            catch (InvalidPathException ex) {
                return false;
            }
        }

        /** With the same name, since its ending may say what is in it. */
        String inside(String collection) {
            return collection + "/" + Path.of(String.valueOf(this.path)).getFileName();
        }

    }

}
