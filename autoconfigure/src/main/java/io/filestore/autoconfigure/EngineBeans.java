package io.filestore.autoconfigure;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.filestore.StoreBuilder;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.remote.RemoteEngineFactory;

/** The engines that are beans. */
final class EngineBeans {

    /** Of the module that is optional. */
    static final String CASSANDRA_CLASS = "io.filestore.cassandra.CassandraEngineFactory";

    private static final String CASSANDRA = "cassandra";

    private final List<RemoteEngineFactory> beans;

    EngineBeans(List<RemoteEngineFactory> beans) {
        this.beans = beans;
    }

    void addTo(StoreBuilder builder) {
        Set<String> names = new HashSet<>();
        for (RemoteEngineFactory factory : this.beans) {
            Assert.state(names.add(factory.strategy()),
                    () -> "Several beans are the engine of strategy '" + factory.strategy() + "'. Keep one of them.");
            builder.engine(factory);
        }
    }

    /**
     * Refuses a collection that Cassandra should keep where nothing knows how.
     * @param option the option that says so
     */
    void require(String option, @Nullable String strategy) {
        if (CASSANDRA.equals(strategy) && this.beans.stream().noneMatch((each) -> each.strategy().equals(CASSANDRA))) {
            throw new InvalidConfigurationException(option, strategy,
                    "Nothing in this application connects to Cassandra. Add the dependencies"
                            + " io.filestore:filestore-cassandra and"
                            + " org.springframework.boot:spring-boot-starter-cassandra, and say where the cluster is by"
                            + " spring.cassandra.contact-points; where all are there, see what excludes"
                            + " CassandraAutoConfiguration.");
        }
    }

}
