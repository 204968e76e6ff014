package io.filestore.data.stores;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.PropertyNamingStrategies;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.annotation.Id;

import io.filestore.Store;
import io.filestore.data.FileStoreOperations;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.config.EnableFileStoreRepositories;
import io.filestore.data.transaction.FileStoreTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/** Two stores in one application, whose mappers call fields differently. */
class TwoStoresTests {

    @TempDir
    private Path directory;

    record Guest(@Id String id, String lastName) {
    }

    interface Guests extends FileStoreRepository<Guest, String> {

        List<Guest> findByLastName(String name);

    }

    interface OtherGuests extends FileStoreRepository<Guest, String> {

        List<Guest> findByLastName(String name);

    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreRepositories(considerNestedRepositories = true,
            includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Guests.class))
    static class First {

        @Bean
        FileStoreTransactionManager fileStoreTransactionManager(Store fileStore) {
            return new FileStoreTransactionManager(fileStore);
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreRepositories(considerNestedRepositories = true, storeRef = "other",
            transactionManagerRef = "otherTransactionManager",
            includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = OtherGuests.class))
    static class Second {

        @Bean
        FileStoreTransactionManager otherTransactionManager(Store other) {
            return new FileStoreTransactionManager(other);
        }

    }

    @Test
    void eachHasItsRepositoriesItsTemplateAndItsNames() {
        try (Store first = Store.builder(this.directory.resolve("a")).unconfiguredCollections("memory-only").open();
                Store other = Store.builder(this.directory.resolve("b"))
                    .unconfiguredCollections("memory-only")
                    .jsonMapper((json) -> json.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
                    .open();
                AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean("fileStore", Store.class, () -> first);
            context.registerBean("other", Store.class, () -> other);
            context.register(First.class, Second.class);
            context.refresh();
            context.getBean(Guests.class).save(new Guest("a", "x"));
            context.getBean(OtherGuests.class).save(new Guest("b", "x"));
            assertThat(context.getBean(Guests.class).findByLastName("x")).extracting(Guest::id).containsExactly("a");
            assertThat(context.getBean(OtherGuests.class).findByLastName("x")).extracting(Guest::id)
                .containsExactly("b");
            assertThat(context.getBean("otherTemplate", FileStoreOperations.class).count(Guest.class)).isOne();
            assertThat(other.collection("guest").get("b").orElseThrow()).hasToString("{\"last_name\":\"x\"}");
        }
    }

}
