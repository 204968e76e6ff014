package io.filestore.autoconfigure.data;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.filestore.Store;
import io.filestore.archive.Bill;
import io.filestore.archive.Bills;
import io.filestore.autoconfigure.Contexts;
import io.filestore.autoconfigure.FileStoreLifecycle;
import io.filestore.autoconfigure.transaction.FileStoreTransactionAutoConfiguration;
import io.filestore.config.CollectionOptions;
import io.filestore.data.FileStoreTemplate;
import io.filestore.data.repository.config.EnableFileStoreRepositories;
import io.filestore.data.transaction.FileStoreTransactionManager;
import io.filestore.things.Thing;
import io.filestore.things.Things;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** As docs/spring-data.md has it. */
class TwoStoresTests {

    @TempDir
    private Path directory;

    private ApplicationContextRunner runner;

    @BeforeEach
    void prepare() {
        this.runner = Contexts.over(this.directory.resolve("data"))
            .withConfiguration(AutoConfigurations.of(FileStoreDataAutoConfiguration.class,
                    FileStoreRepositoriesAutoConfiguration.class, FileStoreTransactionAutoConfiguration.class,
                    TransactionAutoConfiguration.class))
            .withUserConfiguration(Repositories.class, Archive.class)
            .withPropertyValues("filestore.collections.thing.strategy=single-file",
                    "archive.directory=" + this.directory.resolve("archive"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreRepositories(basePackageClasses = Things.class)
    static class Repositories {

    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreRepositories(basePackageClasses = Bills.class, storeRef = "archive",
            transactionManagerRef = "archiveTransactionManager")
    static class Archive {

        @Bean(defaultCandidate = false)
        Store archive(@Value("${archive.directory}") Path archiveDirectory) {
            return Store.builder(archiveDirectory).collection("bills", CollectionOptions.filePerRecord()).open();
        }

        @Bean(defaultCandidate = false)
        FileStoreTransactionManager archiveTransactionManager(@Qualifier("archive") Store archive) {
            return new FileStoreTransactionManager(archive);
        }

    }

    private void run(ContextConsumer<AssertableApplicationContext> consumer) {
        this.runner.run((context) -> {
            assertThat(context).hasNotFailed();
            consumer.accept(context);
        });
    }

    private static TransactionTemplate in(AssertableApplicationContext context, String manager) {
        return new TransactionTemplate(context.getBean(manager, PlatformTransactionManager.class));
    }

    @Test
    void eachRepositoryIsOverItsStore() {
        run((context) -> {
            context.getBean(Things.class).save(new Thing("1", "x"));
            context.getBean(Bills.class).save(new Bill("1", 10));
            assertThat(context.getBean("fileStore", Store.class).collection("thing").contains("1")).isTrue();
            assertThat(context.getBean("archive", Store.class).collection("bills").contains("1")).isTrue();
        });
    }

    @Test
    void storeOfThePropertiesIsTheOneThatIsInjectedAndDrivenAndBothFlush() {
        run((context) -> {
            assertThat(context.getBean(Store.class)).isSameAs(context.getBean("fileStore"));
            assertThat(context).hasSingleBean(FileStoreLifecycle.class);
            assertThat(context.getBean("archive", Store.class).isFlushing()).isTrue();
            assertThat(context.getBean(FileStoreTemplate.class)).isSameAs(context.getBean("fileStoreTemplate"));
        });
    }

    @Test
    void eachTransactionIsOneOfItsStore() {
        run((context) -> {
            in(context, "archiveTransactionManager").executeWithoutResult((status) -> {
                context.getBean(Bills.class).save(new Bill("1", 10));
                status.setRollbackOnly();
            });
            assertThat(context.getBean(Bills.class).count()).isZero();
        });
    }

    @Test
    void changeInAStoreIsRefusedWithinATransactionOfTheOther() {
        run((context) -> {
            Bills bills = context.getBean(Bills.class);
            in(context, "fileStoreTransactionManager").executeWithoutResult((status) -> {
                context.getBean(Things.class).save(new Thing("1", "x"));
                assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
                    .isThrownBy(() -> bills.save(new Bill("1", 10)))
                    .withMessage("This is a change in the store in " + this.directory.resolve("archive")
                            + ", within a transaction of the store in " + this.directory.resolve("data")
                            + ", which would not undo it. Do it behind that one, or within one of its own store, by "
                            + "@Transactional with the name of that store's transaction manager.");
                assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
                    .isThrownBy(() -> bills.deleteByTotalLessThan(5));
                assertThat(bills.count()).isZero();
            });
            assertThat(context.getBean(Things.class).count()).isOne();
        });
    }

    @Test
    void transactionOfEachIsFineAndTheyAreTwo() {
        run((context) -> {
            in(context, "fileStoreTransactionManager").executeWithoutResult((outer) -> {
                context.getBean(Things.class).save(new Thing("1", "x"));
                in(context, "archiveTransactionManager")
                    .executeWithoutResult((inner) -> context.getBean(Bills.class).save(new Bill("1", 10)));
                outer.setRollbackOnly();
            });
            assertThat(context.getBean(Things.class).count()).isZero();
            assertThat(context.getBean(Bills.class).count()).isOne();
        });
    }

}
