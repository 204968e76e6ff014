package io.filestore.autoconfigure.transaction;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import io.filestore.Store;
import io.filestore.autoconfigure.Contexts;
import io.filestore.data.transaction.FileStoreTransactionManager;
import io.filestore.data.transaction.StoreExceptionTranslator;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FileStoreTransactionAutoConfigurationTests {

    @TempDir
    private Path directory;

    private ApplicationContextRunner runner;

    @BeforeEach
    void prepare() {
        this.runner = Contexts.over(this.directory)
            .withConfiguration(AutoConfigurations.of(FileStoreTransactionAutoConfiguration.class,
                    TransactionAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("filestore.collections.c.strategy=memory-only");
    }

    private ApplicationContextRunner besideJdbc() {
        return this.runner
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class, JdbcTemplateAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=jdbc:h2:mem:beside",
                    "spring.datasource.generate-unique-name=true");
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Service service(Store store) {
            return new Service(store);
        }

    }

    static class Service {

        private final Store store;

        Service(Store store) {
            this.store = store;
        }

        @Transactional
        public void putAndThrow(String id) {
            this.store.collection("c").put(id, Row.parse("{}"));
            throw new IllegalStateException(id);
        }

        @Transactional("fileStoreTransactionManager")
        public void putAndThrowByName(String id) {
            putAndThrow(id);
        }

    }

    @Test
    void methodIsTransactionalWithNothingToConfigure() {
        this.runner.run((context) -> {
            assertThat(context).hasSingleBean(FileStoreTransactionManager.class)
                .hasSingleBean(TransactionTemplate.class)
                .hasSingleBean(StoreExceptionTranslator.class);
            assertThatIllegalStateException().isThrownBy(() -> context.getBean(Service.class).putAndThrow("a"));
            assertThat(context.getBean(Store.class).collection("c").contains("a")).isFalse();
        });
    }

    @Test
    void propertiesOfTransactionsHoldForIt() {
        this.runner.withPropertyValues("spring.transaction.default-timeout=7s")
            .run((context) -> assertThat(context.getBean(FileStoreTransactionManager.class).getDefaultTimeout())
                .isEqualTo(7));
    }

    @Test
    void besideADatabaseThatOnesManagerIsTheDefaultAndTheStoresIsHadByName() {
        besideJdbc().run((context) -> {
            Service service = context.getBean(Service.class);
            Store store = context.getBean(Store.class);
            assertThat(context.getBean(TransactionTemplate.class).getTransactionManager())
                .isNotInstanceOf(FileStoreTransactionManager.class);
            assertThatIllegalStateException().isThrownBy(() -> service.putAndThrow("a"));
            assertThat(store.collection("c").contains("a")).isTrue();
            assertThatIllegalStateException().isThrownBy(() -> service.putAndThrowByName("b"));
            assertThat(store.collection("c").contains("b")).isFalse();
            assertThat(context.getBean(JdbcTemplate.class).queryForObject("select 1", Integer.class)).isOne();
        });
    }

    @Test
    void managerOfTheApplicationIsLeftAlone() {
        this.runner.withBean("own", TransactionManager.class, () -> new TransactionManager() {
        }).run((context) -> assertThat(context.getBean(TransactionManager.class)).isSameAs(context.getBean("own")));
        this.runner.withUserConfiguration(OwnManager.class)
            .run((context) -> assertThat(context).hasSingleBean(TransactionManager.class).hasBean("own"));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnManager {

        @Bean
        FileStoreTransactionManager own(Store store) {
            return new FileStoreTransactionManager(store);
        }

    }

    @Test
    void repositoryThrowsSpringsExceptions() {
        this.runner.withConfiguration(AutoConfigurations.of(PersistenceExceptionTranslationAutoConfiguration.class))
            .withPropertyValues("filestore.collections.c.unique=n")
            .withUserConfiguration(Rows.class)
            .run((context) -> {
                Rows rows = context.getBean(Rows.class);
                rows.put("a", 0);
                assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> rows.put("b", 0))
                    .withMessageContaining("n is unique");
                assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> rows.put("c", 5));
            });
    }

    @Repository
    static class Rows {

        private final Store store;

        Rows(Store store) {
            this.store = store;
        }

        public void put(String id, long version) {
            this.store.collection("c").put(id, Row.parse("{\"n\":1}"), version);
        }

    }

    @Test
    void withoutTheModuleThereIsNone() {
        this.runner.withClassLoader(new FilteredClassLoader("io.filestore.data"))
            .run((context) -> assertThat(context).hasSingleBean(Store.class)
                .doesNotHaveBean("fileStoreTransactionManager"));
    }

    @Test
    void withoutAStoreThereIsNone() {
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FileStoreTransactionAutoConfiguration.class,
                    TransactionAutoConfiguration.class))
            .run((context) -> assertThat(context).doesNotHaveBean(TransactionManager.class));
    }

}
