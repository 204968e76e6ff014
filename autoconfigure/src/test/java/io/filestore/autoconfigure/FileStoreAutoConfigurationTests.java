package io.filestore.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.Store;
import io.filestore.autoconfigure.health.FileStoreHealthContributorAutoConfiguration;
import io.filestore.autoconfigure.metrics.FileStoreMetricsAutoConfiguration;
import io.filestore.autoconfigure.metrics.StoreMetrics;
import io.filestore.config.CollectionOptions;
import io.filestore.error.ReadOnlyStoreException;
import io.filestore.error.StoreLockedException;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.Row;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;
import io.filestore.wal.WriteAheadLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileStoreAutoConfigurationTests {

    @TempDir
    Path directory;

    record Person(String firstName) {
    }

    private ApplicationContextRunner runner() {
        return Contexts.over(this.directory)
            .withPropertyValues("filestore.collections.people.strategy=file-per-record");
    }

    @Test
    void storeIsOpenAndHasTheConfiguredCollections() {
        runner().withPropertyValues("filestore.collections.people.unique=firstName").run((context) -> {
            Store store = context.getBean(Store.class);
            store.collection("people", Person.class).put("1", new Person("Ada"));
            assertThat(store.directory()).isEqualTo(this.directory);
            assertThat(store.options("people").unique()).containsExactly(List.of("firstName"));
            assertThat(context).getBeans(StorageStrategyFactory.class).hasSize(4);
            assertThat(context).hasSingleBean(WriteAheadLog.class)
                .hasSingleBean(FileStoreProperties.class)
                .hasSingleBean(FileStoreLifecycle.class);
        });
    }

    @Test
    void rowsOutliveTheContext() {
        runner().run((context) -> context.getBean(Store.class).collection("people").put("1", Row.parse("{\"a\":1}")));
        assertThat(this.directory.resolve("people/1.json")).exists();
        runner().run((context) -> assertThat(context.getBean(Store.class).collection("people").get("1")).isPresent());
    }

    @Test
    void permissionsAreThoseOfTheProperties() {
        runner().withPropertyValues("filestore.file-permissions=rw-r-----", "filestore.directory-permissions=rwxr-x---")
            .run((context) -> context.getBean(Store.class).collection("people").put("1", Row.parse("{}")));
        assertThat(Files.isDirectory(this.directory.resolve("people"))).isTrue();
        assertThat(permissions("people")).isEqualTo("rwxr-x---");
        assertThat(permissions("people/1.json")).isEqualTo("rw-r-----");
    }

    private String permissions(String file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory.resolve(file)));
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void nothingIsThereWhenSwitchedOff() {
        runner().withPropertyValues("filestore.enabled=false")
            .run((context) -> assertThat(context).doesNotHaveBean(Store.class)
                .doesNotHaveBean(StorageStrategyFactory.class)
                .doesNotHaveBean(FileStoreLifecycle.class));
    }

    @Test
    void readOnlyStoreStartsReadsAndWritesNothing() {
        runner().run((context) -> context.getBean(Store.class).collection("people").put("1", Row.parse("{}")));
        runner().withPropertyValues("filestore.read-only=true").run((context) -> {
            Store store = context.getBean(Store.class);
            assertThat(store.collection("people").get("1")).isPresent();
            assertThat(store.isFlushing()).isFalse();
            assertThatExceptionOfType(ReadOnlyStoreException.class)
                .isThrownBy(() -> store.collection("people").put("2", Row.parse("{}")));
        });
    }

    @Test
    void readersShareADirectoryAndKeepWritersOut() {
        runner().run((context) -> assertThat(context).hasNotFailed());
        ApplicationContextRunner reader = runner().withPropertyValues("filestore.read-only=true");
        reader.run((first) -> {
            reader.run((second) -> assertThat(second).hasSingleBean(Store.class));
            runner()
                .run((writer) -> assertThat(writer).getFailure().rootCause().isInstanceOf(StoreLockedException.class));
        });
    }

    @Test
    void unconfiguredCollectionGetsTheStrategyThatPropertiesName() {
        runner().withPropertyValues("filestore.unconfigured-collections=single-file")
            .run((context) -> assertThat(context.getBean(Store.class).options("other").strategy())
                .isEqualTo("single-file"));
    }

    @Test
    void jacksonNeitherNeededNorHeeded() {
        runner().withClassLoader(new FilteredClassLoader(JacksonAutoConfiguration.class))
            .run((context) -> assertThat(context).hasSingleBean(Store.class).doesNotHaveBean(JsonMapper.class));
        runner().withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
            .withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE",
                    "spring.jackson.serialization.fail-on-empty-beans=true")
            .run((context) -> {
                assertThat(context.getBean(JsonMapper.class).writeValueAsString(new Person("Ada")))
                    .contains("first_name");
                context.getBean(Store.class).collection("people", Person.class).put("1", new Person("Ada"));
            });
        assertThat(this.directory.resolve("people/1.json")).hasContent("{\n  \"firstName\": \"Ada\"\n}\n");
    }

    @Test
    void customizersChangeWhatPropertiesSayInOrder() {
        runner().withUserConfiguration(Customizers.class).run((context) -> {
            Store store = context.getBean(Store.class);
            store.collection("people", Person.class).put("1", new Person("Ada"));
            assertThat(store.options("people").path()).isEqualTo("second");
            assertThat(store.isFlushing()).isTrue();
        });
        assertThat(this.directory.resolve("second/1.json")).content().contains("first_name");
    }

    @Test
    void logOfTheUserIsUsedInsteadOfOurs() {
        runner().withUserConfiguration(OwnLog.class).run((context) -> {
            assertThat(context).hasSingleBean(WriteAheadLog.class);
            context.getBean(Store.class).collection("people").put("1", Row.parse("{}"));
            assertThat(context.getBean(Store.class).stats().log().lastLsn()).isEqualTo(1);
            assertThat(context.getBean(WriteAheadLog.class).stats().lastLsn()).isEqualTo(1);
        });
        assertThat(this.directory.resolve("people/1.json")).exists();
    }

    @Test
    void storeOfTheUserIsUsedInsteadOfOurs() {
        Path other = this.directory.resolve("other");
        runner().withBean("mine", Store.class, () -> Store.builder(other).open()).run((context) -> {
            assertThat(context).hasSingleBean(Store.class).hasSingleBean(FileStoreLifecycle.class);
            assertThat(context.getBean(Store.class).directory()).isEqualTo(other);
        });
    }

    @Test
    void severalStoresOfTheUserFlushByThemselves() {
        runner().withBean("a", Store.class, () -> Store.builder(this.directory.resolve("a")).open())
            .withBean("b", Store.class, () -> Store.builder(this.directory.resolve("b")).open())
            .run((context) -> {
                assertThat(context).hasNotFailed().doesNotHaveBean(FileStoreLifecycle.class);
                assertThat(context.getBean("a", Store.class).isFlushing()).isTrue();
            });
    }

    @Test
    void lifecycleOfTheUserIsUsedInsteadOfOurs() {
        runner()
            .withBean("mine", FileStoreLifecycle.class,
                    () -> new FileStoreLifecycle(Store.builder(this.directory.resolve("x")).open()))
            .run((context) -> assertThat(context).hasSingleBean(FileStoreLifecycle.class)
                .doesNotHaveBean("fileStoreLifecycle"));
    }

    @Test
    void primaryOfSeveralStoresOfTheUserHasTheLifecycle() {
        runner().withUserConfiguration(TwoStores.class).run((context) -> {
            assertThat(context).hasSingleBean(FileStoreLifecycle.class);
            context.stop();
            assertThat(context.getBean("first", Store.class).isFlushing()).isFalse();
            assertThat(context.getBean("second", Store.class).isFlushing()).isTrue();
        });
    }

    @Test
    void storeThatIsNoDefaultCandidateHasHealthAndMetersOfItsOwn() {
        runner().withUserConfiguration(SecondStore.class)
            .withBean(SimpleMeterRegistry.class)
            .withConfiguration(AutoConfigurations.of(FileStoreHealthContributorAutoConfiguration.class,
                    FileStoreMetricsAutoConfiguration.class))
            .run((context) -> {
                assertThat(context.getBean(Store.class).directory()).isEqualTo(this.directory);
                MeterRegistry registry = context.getBean(MeterRegistry.class);
                context.getBean(StoreMetrics.class).bindTo(registry);
                assertThat(registry.get("filestore.wal.size").gauges())
                    .extracting((gauge) -> gauge.getId().getTag("store"))
                    .containsExactlyInAnyOrder("fileStore", "second");
                assertThat(context.getBean("filestoreHealthContributor", CompositeHealthContributor.class).stream())
                    .extracting(HealthContributors.Entry::name)
                    .containsExactlyInAnyOrder("fileStore", "second");
            });
    }

    @Test
    void filesAreNotForcedIfThePropertiesSaySo() {
        for (boolean sync : new boolean[] { true, false }) {
            MemoryDirectory disk = new MemoryDirectory();
            runner()
                .withPropertyValues("filestore.flush.sync=" + sync, "filestore.wal.sync=never",
                        "filestore.collections.people.wal=false")
                .withBean(FileStoreBuilderCustomizer.class, () -> (builder) -> builder.directory(disk))
                .run((context) -> {
                    context.getBean(Store.class).collection("people").put("1", Row.parse("{}"));
                    context.getBean(Store.class).flush();
                    assertThat(disk.log().stream().anyMatch((call) -> call.startsWith("force people"))).isEqualTo(sync);
                });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SecondStore {

        @Bean(defaultCandidate = false)
        Store second(FileStoreProperties properties) {
            return Store.builder(Path.of(properties.directory(), "second")).open();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class TwoStores {

        @Bean
        @Primary
        Store first(FileStoreProperties properties) {
            return Store.builder(Path.of(properties.directory(), "first")).open();
        }

        @Bean
        Store second(FileStoreProperties properties) {
            return Store.builder(Path.of(properties.directory(), "second")).open();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class OwnLog {

        @Bean
        WriteAheadLog log() {
            return new WriteAheadLog(WalOptions.defaults().withSync(SyncPolicy.NEVER));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {

        @Bean
        @Order(2)
        FileStoreBuilderCustomizer second() {
            return (builder) -> builder.collection("people", CollectionOptions.filePerRecord().withPath("second"));
        }

        @Bean
        @Order(1)
        FileStoreBuilderCustomizer first() {
            return (builder) -> builder
                .jsonMapper((mapper) -> mapper.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
                .collection("people", CollectionOptions.filePerRecord().withPath("first"));
        }

    }

}
