package io.filestore.data.declared;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.data.mapping.Collection;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.config.EnableFileStoreRepositories;
import io.filestore.data.transaction.FileStoreTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Without anything that makes proxies of beans which are marked so. */
class DeclaredTransactionsTests {

    @TempDir
    static Path directory;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @BeforeEach
    void start() {
        this.context.registerBean("fileStore", Store.class,
                () -> Store.builder(directory)
                    .automaticFlush(false)
                    .collection("words", CollectionOptions.memoryOnly())
                    .open());
        this.context.register(Application.class);
        this.context.refresh();
    }

    @AfterEach
    void stop() {
        this.context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreRepositories(considerNestedRepositories = true)
    static class Application {

        @Bean
        FileStoreTransactionManager fileStoreTransactionManager(Store store) {
            return new FileStoreTransactionManager(store);
        }

    }

    @Collection("words")
    record Word(@Id String id, String text) {
    }

    interface Words extends FileStoreRepository<Word, String> {

        @Transactional
        default void saveAndFail(Word word) {
            save(word);
            throw new IllegalStateException("after " + word.id());
        }

        default boolean isInTransaction() {
            return TransactionSynchronizationManager.isActualTransactionActive();
        }

        @Transactional
        default boolean isInOneOfItsOwn() {
            return TransactionSynchronizationManager.isActualTransactionActive();
        }

    }

    interface PlainWords extends FileStoreRepository<Word, String> {

        default boolean isInTransaction() {
            return TransactionSynchronizationManager.isActualTransactionActive();
        }

    }

    @Transactional(readOnly = true)
    interface ReadWords extends FileStoreRepository<Word, String> {

        @Transactional
        List<Word> removeByText(String text);

        @Override
        @Transactional
        <S extends Word> List<S> saveAll(Iterable<S> all);

    }

    @Test
    void methodThatSaysSoIsATransactionAndOthersAreNot() {
        Words words = this.context.getBean(Words.class);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> words.saveAndFail(new Word("a", "one")))
            .withMessage("after a");
        assertThat(words.findAll()).isEmpty();
        assertThat(words.isInOneOfItsOwn()).isTrue();
        assertThat(words.isInTransaction()).isFalse();
        assertThat(this.context.getBean(PlainWords.class).isInTransaction()).isFalse();
    }

    @Test
    void whatTheInterfaceSaysHoldsForAllMethodsButThoseThatSayOtherwise() {
        this.context.getBean(PlainWords.class).save(new Word("a", "one"));
        ReadWords words = this.context.getBean(ReadWords.class);
        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
            .isThrownBy(() -> words.save(new Word("b", "two")));
        assertThat(words.findById("a")).contains(new Word("a", "one"));
        assertThat(words.removeByText("one")).containsExactly(new Word("a", "one"));
        assertThat(words.saveAll(List.of(new Word("c", "three")))).containsExactly(new Word("c", "three"));
    }

}
