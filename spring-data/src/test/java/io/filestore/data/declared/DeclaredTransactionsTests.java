package io.filestore.data.declared;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.data.event.EntityEvent;
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
        this.context.getBean(Store.class).collection("words").clear();
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
        @Transactional(propagation = Propagation.MANDATORY)
        <S extends Word> List<S> saveAll(Iterable<S> all);

        default void saveAsIfItRead(Word word) {
            save(word);
        }

    }

    interface Texts {

        boolean isInTransaction();

    }

    static class TextsImpl implements Texts {

        @Override
        public boolean isInTransaction() {
            return TransactionSynchronizationManager.isActualTransactionActive();
        }

    }

    @Transactional(propagation = Propagation.MANDATORY)
    interface OwnWords extends FileStoreRepository<Word, String>, Texts {

        boolean existsByText(String text);

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
    void whatTheInterfaceSaysHoldsForTheMethodsThatItDeclares() {
        ReadWords words = this.context.getBean(ReadWords.class);
        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
            .isThrownBy(() -> words.saveAsIfItRead(new Word("b", "two")));
        words.save(new Word("a", "one"));
        assertThat(words.removeByText("one")).containsExactly(new Word("a", "one"));
        assertThatExceptionOfType(IllegalTransactionStateException.class)
            .isThrownBy(() -> words.saveAll(List.of(new Word("c", "three"))));
        OwnWords own = this.context.getBean(OwnWords.class);
        assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> own.existsByText("one"));
        assertThat(own.isInTransaction()).isFalse();
        assertThat(own.count()).isZero();
    }

    @Test
    void inheritedMethodsOfAnInterfaceThatSaysSoAreTransactionsThatMayChangeWhatTheyHaveTo() {
        List<String> seen = new ArrayList<>();
        this.context.addApplicationListener(
                (ApplicationListener<EntityEvent<?>>) (event) -> seen.add(event.getClass().getSimpleName()
                        + (TransactionSynchronizationManager.isCurrentTransactionReadOnly() ? " read-only"
                                : (TransactionSynchronizationManager.isActualTransactionActive() ? " in" : " out"))));
        ReadWords words = this.context.getBean(ReadWords.class);
        words.save(new Word("a", "one"));
        words.findById("a");
        words.deleteById("a");
        assertThat(seen).containsExactly("BeforeConvertEvent in", "BeforeSaveEvent in", "AfterSaveEvent in",
                "AfterConvertEvent read-only", "AfterConvertEvent in", "BeforeDeleteEvent in", "AfterDeleteEvent in");
        seen.clear();
        this.context.getBean(Words.class).save(new Word("a", "one"));
        assertThat(seen).contains("AfterSaveEvent out");
    }

    @Test
    void everyInheritedMethodThatChangesSomethingIsLeftToDoSo() {
        ReadWords words = this.context.getBean(ReadWords.class);
        Word word = new Word("a", "one");
        for (Runnable delete : List.<Runnable>of(() -> words.delete(word), () -> words.deleteById("a"),
                () -> words.deleteAll(), () -> words.deleteAll(List.of(word)),
                () -> words.deleteAllById(List.of("a")))) {
            assertThat(words.save(word)).isEqualTo(word);
            delete.run();
            assertThat(words.count()).isZero();
        }
        assertThat(this.context.getBean(OwnWords.class).saveAll(List.of(word))).containsExactly(word);
    }

}
