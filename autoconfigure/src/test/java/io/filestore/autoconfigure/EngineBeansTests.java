package io.filestore.autoconfigure;

import java.nio.file.Path;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.filestore.Store;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.remote.MemoryEngine;
import io.filestore.remote.RemoteContext;
import io.filestore.remote.RemoteEngine;
import io.filestore.remote.RemoteEngineFactory;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

class EngineBeansTests {

    @TempDir
    Path directory;

    private final MemoryEngine engine = new MemoryEngine();

    private ApplicationContextRunner runner() {
        return Contexts.over(this.directory);
    }

    @Test
    void collectionsAndValuesAreKeptByTheEngineThatTheyName() {
        runner().withBean("own", RemoteEngineFactory.class, () -> this.engine)
            .withPropertyValues("filestore.collections.a.strategy=memory-engine", "filestore.collections.a.group=g",
                    "filestore.collections.a.unique=b", "filestore.values.strategy=memory-engine",
                    "filestore.values.group=g", "filestore.collections.local.strategy=file-per-record")
            .run((context) -> {
                Store store = context.getBean(Store.class);
                store.transact((transaction) -> {
                    store.collection("a").put("1", Row.of("b", 1));
                    store.values().put("c", 2);
                    return null;
                });
                assertThat(this.engine.idsOf("a")).containsExactly("1");
                assertThat(this.engine.idsOf("_values")).containsExactly("c");
                assertThat(store.stats().remote()).containsOnlyKeys("_values", "a");
                assertThat(store.stats().collections()).containsOnlyKeys("local");
                assertThat(this.engine.isOpen()).isTrue();
            });
        assertThat(this.engine.isOpen()).isFalse();
    }

    @Test
    void twoEnginesOfOneStrategyAreRefused() {
        runner().withBean("first", RemoteEngineFactory.class, () -> this.engine)
            .withBean("second", RemoteEngineFactory.class, MemoryEngine::new)
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .hasMessage("Several beans are the engine of strategy 'memory-engine'. Keep one of them."));
    }

    private void refused(String property, Consumer<InvalidConfigurationException> check) {
        runner().withPropertyValues(property)
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .isInstanceOfSatisfying(InvalidConfigurationException.class, check));
    }

    @Test
    void cassandraWithoutASessionIsRefusedWithTheDependencyThatIsMissing() {
        refused("filestore.collections.orders.strategy=cassandra", (ex) -> {
            assertThat(ex.option()).isEqualTo("collections.orders.strategy");
            assertThat(ex.reason()).contains("io.filestore:filestore-cassandra",
                    "org.springframework.boot:spring-boot-starter-cassandra", "spring.cassandra.contact-points");
        });
        refused("filestore.values.strategy=cassandra", (ex) -> assertThat(ex.option()).isEqualTo("values.strategy"));
    }

    @Test
    void engineOfTheUserMayBeCalledCassandra() {
        RemoteEngineFactory own = new RemoteEngineFactory() {

            @Override
            public String strategy() {
                return "cassandra";
            }

            @Override
            public RemoteEngine open(RemoteContext context) {
                return EngineBeansTests.this.engine.open(context);
            }

        };
        runner().withBean("own", RemoteEngineFactory.class, () -> own)
            .withPropertyValues("filestore.collections.a.strategy=cassandra")
            .run((context) -> assertThat(context.getBean(Store.class).stats().remote()).containsOnlyKeys("a"));
    }

}
