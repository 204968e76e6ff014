package io.filestore.autoconfigure.data;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.filestore.Store;
import io.filestore.autoconfigure.Contexts;
import io.filestore.autoconfigure.transaction.FileStoreTransactionAutoConfiguration;
import io.filestore.data.FileStoreOperations;
import io.filestore.data.FileStoreTemplate;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.repository.config.EnableFileStoreRepositories;
import io.filestore.things.Thing;
import io.filestore.things.Things;

import static org.assertj.core.api.Assertions.assertThat;

class FileStoreRepositoriesAutoConfigurationTests {

    @TempDir
    private Path directory;

    private ApplicationContextRunner runner;

    @BeforeEach
    void prepare() {
        this.runner = Contexts.over(this.directory)
            .withConfiguration(AutoConfigurations.of(FileStoreDataAutoConfiguration.class,
                    FileStoreRepositoriesAutoConfiguration.class, FileStoreTransactionAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("filestore.collections.thing.strategy=single-file");
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Things.class)
    static class Application {

    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreRepositories(basePackageClasses = Things.class)
    static class Enabling {

    }

    @Configuration(proxyBeanMethods = false)
    static class OwnTemplate {

        @Bean
        FileStoreTemplate fileStoreTemplate(Store store) {
            return new FileStoreTemplate(store);
        }

    }

    @Test
    void repositoriesOfTheApplicationAreBeansWithNothingToConfigure() {
        this.runner.run((context) -> {
            Thing saved = context.getBean(Things.class).save(new Thing(null, "x"));
            assertThat(context.getBean(Things.class).findByName("x")).containsExactly(saved);
            assertThat(context.getBean(Store.class).collection("thing").contains(saved.id())).isTrue();
        });
    }

    @Test
    void applicationThatEnablesThemItselfHasThemOnce() {
        this.runner.withUserConfiguration(Enabling.class)
            .run((context) -> assertThat(context).hasSingleBean(Things.class));
    }

    @Test
    void templateIsABeanThatRepositoriesStandOn() {
        this.runner.run((context) -> {
            assertThat(context).hasSingleBean(FileStoreTemplate.class).hasSingleBean(FileStoreMappingContext.class);
            Thing saved = context.getBean(FileStoreOperations.class).save(new Thing(null, "x"));
            assertThat(context.getBean(Things.class).findById(saved.id())).contains(saved);
        });
        this.runner.withPropertyValues("spring.data.filestore.repositories.enabled=false")
            .run((context) -> assertThat(context).hasSingleBean(FileStoreTemplate.class));
    }

    @Test
    void templateStandsBackForTheApplications() {
        this.runner.withUserConfiguration(OwnTemplate.class)
            .run((context) -> assertThat(context).hasSingleBean(FileStoreOperations.class)
                .getBean(FileStoreOperations.class)
                .isSameAs(context.getBean("fileStoreTemplate")));
    }

    @Test
    void theyCanBeSwitchedOffAndAreNotThereWithoutTheModule() {
        this.runner.withPropertyValues("spring.data.filestore.repositories.enabled=false")
            .run((context) -> assertThat(context).hasSingleBean(Store.class).doesNotHaveBean(Things.class));
        this.runner.withClassLoader(new FilteredClassLoader("io.filestore.data.repository"))
            .run((context) -> assertThat(context).hasSingleBean(Store.class).doesNotHaveBean("things"));
    }

}
