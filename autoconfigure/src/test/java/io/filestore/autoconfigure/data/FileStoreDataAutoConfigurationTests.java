package io.filestore.autoconfigure.data;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.validation.ConstraintViolationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.PropertyNamingStrategies;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.data.auditing.DateTimeProvider;
import org.springframework.data.domain.AuditorAware;

import io.filestore.Store;
import io.filestore.autoconfigure.Contexts;
import io.filestore.autoconfigure.FileStoreBuilderCustomizer;
import io.filestore.autoconfigure.transaction.FileStoreTransactionAutoConfiguration;
import io.filestore.config.CollectionOptions;
import io.filestore.data.FileStoreTemplate;
import io.filestore.data.auditing.EnableFileStoreAuditing;
import io.filestore.data.event.AfterSaveEvent;
import io.filestore.data.event.BeforeConvertCallback;
import io.filestore.data.event.CommitEvent;
import io.filestore.data.event.CommitEvents;
import io.filestore.data.validation.ValidatingEntityCallback;
import io.filestore.entities.Item;
import io.filestore.entities.Items;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileStoreDataAutoConfigurationTests {

    @TempDir
    private Path directory;

    private ApplicationContextRunner runner;

    @BeforeEach
    void prepare() {
        this.runner = Contexts.over(this.directory)
            .withConfiguration(AutoConfigurations.of(FileStoreDataAutoConfiguration.class,
                    FileStoreRepositoriesAutoConfiguration.class, FileStoreTransactionAutoConfiguration.class,
                    FileStoreValidationAutoConfiguration.class, ValidationAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("filestore.unconfigured-collections=memory-only");
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Items.class)
    static class Application {

    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreAuditing
    static class Auditing {

        @Bean
        DateTimeProvider clock() {
            return () -> Optional.of(Instant.EPOCH);
        }

        /** Needs what it is needed for. */
        @Bean
        AuditorAware<String> auditor(Items items) {
            return () -> Optional.of("after " + items.count());
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {

        final List<Object> heard = new CopyOnWriteArrayList<>();

        @EventListener
        void on(AfterSaveEvent<Item> event) {
            this.heard.add(event.getSource());
        }

        @EventListener
        void on(CommitEvent event) {
            this.heard.add(event.getChanges().toString());
        }

        @Bean
        BeforeConvertCallback<Item> shop(FileStoreTemplate template) {
            return new BeforeConvertCallback<>() {

                @Override
                public Item onBeforeConvert(Item item, String collection) {
                    return new Item(item.id(), item.itemNumber(), collection + template.count(Item.class),
                            item.version(), item.createdAt(), item.createdBy());
                }

            };
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class SnakeCase {

        @Bean
        FileStoreBuilderCustomizer snakeCase() {
            return (builder) -> builder
                .jsonMapper((mapper) -> mapper.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class OwnOptions {

        @Bean
        FileStoreBuilderCustomizer ownOptions() {
            return (builder) -> builder.collection("items", CollectionOptions.memoryOnly());
        }

    }

    @Test
    void collectionThatIsNotConfiguredGetsWhatItsEntitySays() {
        this.runner.run((context) -> {
            CollectionOptions options = context.getBean(Store.class).options("items");
            assertThat(options.indexed()).containsExactly(List.of("shop", "itemNumber"));
            assertThat(options.unique()).containsExactly(List.of("itemNumber"));
            assertThat(options.ttl()).isEqualTo(Duration.ofHours(1));
        });
        this.runner.withUserConfiguration(SnakeCase.class)
            .run((context) -> assertThat(context.getBean(Store.class).options("items").unique())
                .containsExactly(List.of("item_number")));
    }

    @Test
    void configurationThatSaysOtherwiseFailsTheStart() {
        this.runner.withPropertyValues("filestore.collections.items.strategy=single-file")
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("filestore.collections.items.indexed: [[shop, itemNumber]]"));
        this.runner.withUserConfiguration(OwnOptions.class)
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .isInstanceOf(InvalidConfigurationException.class));
        this.runner.withPropertyValues("filestore.unconfigured-collections=refuse")
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("There is no such collection"));
    }

    @Test
    void entitiesAreValidatedBeforeTheyAreStored() {
        this.runner.run((context) -> {
            assertThat(context).hasSingleBean(ValidatingEntityCallback.class);
            assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> context.getBean(Items.class).save(Item.of(" ")))
                .withMessageContainingAll("itemNumber", "'items'");
        });
        this.runner.withPropertyValues("spring.data.filestore.validation.enabled=false").run((context) -> {
            assertThat(context).doesNotHaveBean(ValidatingEntityCallback.class);
            assertThat(context.getBean(Items.class).save(Item.of(" ")).version()).isZero();
        });
        this.runner.withClassLoader(new FilteredClassLoader("jakarta.validation"))
            .run((context) -> assertThat(context).hasNotFailed()
                .hasSingleBean(FileStoreTemplate.class)
                .doesNotHaveBean("fileStoreValidatingCallback"));
    }

    @Test
    void entitiesSayWhoHasMadeThem() {
        this.runner.withUserConfiguration(Auditing.class).run((context) -> {
            Item item = context.getBean(Items.class).save(Item.of("1"));
            assertThat(item.createdAt()).isEqualTo(Instant.EPOCH);
            assertThat(item.createdBy()).isEqualTo("after 0");
            assertThat(context.getBean(Items.class).findById(item.id())).contains(item);
        });
    }

    @Test
    void callbacksMayNeedTheTemplateAndListenersAreTold() {
        this.runner.withUserConfiguration(Listening.class).run((context) -> {
            Item item = context.getBean(Items.class).save(Item.of("1"));
            assertThat(item.shop()).isEqualTo("items0");
            assertThat(context.getBean(Listening.class).heard).containsExactly(item);
            assertThat(context).doesNotHaveBean(CommitEvents.class);
        });
    }

    @Test
    void whatWasCommittedIsPublishedForThoseWhoAsk() {
        this.runner.withUserConfiguration(Listening.class)
            .withPropertyValues("spring.data.filestore.commit-events.enabled=true")
            .run((context) -> {
                context.getBean(Store.class).collection("others").put("a", Row.of("x", 1));
                List<Object> heard = context.getBean(Listening.class).heard;
                Awaitility.await().until(() -> !heard.isEmpty());
                assertThat(heard).containsExactly("[INSERTED others/a]");
            });
    }

}
