package io.filestore.data.deletes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.annotation.Id;
import org.springframework.transaction.support.TransactionTemplate;

import io.filestore.Store;
import io.filestore.data.event.AfterDeleteEvent;
import io.filestore.data.event.BeforeDeleteEvent;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.config.EnableFileStoreRepositories;
import io.filestore.data.transaction.FileStoreTransactionManager;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Others change rows while some are deleted, so that the store runs that again. */
class DeletesTests {

    @TempDir
    private Path directory;

    private AnnotationConfigApplicationContext context;

    private Store store;

    private Words words;

    private final List<String> events = new ArrayList<>();

    /** What others do when they hear that the first row is to go. */
    private Runnable others = () -> {
    };

    @BeforeEach
    void start() {
        this.store = Store.builder(this.directory).unconfiguredCollections("memory-only").open();
        this.context = new AnnotationConfigApplicationContext();
        this.context.registerBean("fileStore", Store.class, () -> this.store);
        this.context.register(Application.class);
        this.context.refresh();
        this.words = this.context.getBean(Words.class);
        this.words.saveAll(List.of(new Word("a", "x"), new Word("b", "x")));
        this.context.addApplicationListener((ApplicationListener<BeforeDeleteEvent<Word>>) (event) -> {
            this.events.add("before " + event.getRowId());
            Runnable once = this.others;
            this.others = () -> {
            };
            CompletableFuture.runAsync(once).join();
        });
        this.context.addApplicationListener(
                (ApplicationListener<AfterDeleteEvent<Word>>) (event) -> this.events.add("after " + event.getRowId()));
    }

    @AfterEach
    void close() {
        this.context.close();
        this.store.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreRepositories(considerNestedRepositories = true)
    static class Application {

        @Bean
        FileStoreTransactionManager fileStoreTransactionManager(Store store) {
            return new FileStoreTransactionManager(store);
        }

    }

    record Word(@Id String id, String text) {
    }

    interface Words extends FileStoreRepository<Word, String> {

        long deleteByText(String text);

        List<Word> removeByText(String text);

        Word removeOneByText(String text);

    }

    private void put(String id, String text) {
        this.store.collection("word").put(id, Row.of("text", text));
    }

    @Test
    void eachRowIsToldOnceThoughTheStoreRunsTheDeletionAgain() {
        this.others = () -> put("c", "x");
        assertThat(this.words.deleteByText("x")).isEqualTo(3);
        assertThat(this.events).containsExactly("before a", "before b", "before c", "after a", "after b", "after c");
    }

    @Test
    void rowThatOthersHaveChangedIsToldAgainBeforeItGoes() {
        this.others = () -> put("b", "x");
        assertThat(this.words.removeByText("x")).hasSize(2);
        assertThat(this.events).containsExactly("before a", "before b", "before b", "after a", "after b");
    }

    @Test
    void rowThatOthersTakeAwayMeanwhileIsNotToldToBeGone() {
        this.others = () -> put("b", "y");
        assertThat(this.words.removeByText("x")).containsExactly(new Word("a", "x"));
        assertThat(this.events).containsExactly("before a", "before b", "after a");
    }

    private <T> Iterable<T> once(List<T> all) {
        Iterator<T> iterator = all.iterator();
        return () -> iterator;
    }

    @Test
    void whatCanBeReadOnceOnlyIsDeletedThoughTheStoreRunsTheDeletionAgain() {
        this.others = () -> put("a", "y");
        this.words.deleteAllById(once(List.of("a", "b")));
        assertThat(this.words.count()).isZero();
        assertThat(this.events).containsExactly("before a", "before b", "before a", "after a", "after b");
        this.events.clear();
        this.words.saveAll(List.of(new Word("a", "x"), new Word("b", "x")));
        this.others = () -> put("a", "y");
        this.words.deleteAll(once(List.of(new Word("a", "x"), new Word("b", "x"))));
        assertThat(this.words.count()).isZero();
        assertThat(this.events).containsExactly("before a", "before b", "after a", "after b");
    }

    @Test
    void oneIsDeletedOnlyIfItIsTheOnlyOneWhenThatBecomesVisible() {
        this.words.deleteById("b");
        this.events.clear();
        this.others = () -> put("c", "x");
        assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
            .isThrownBy(() -> this.words.removeOneByText("x"))
            .withMessageContaining("None was deleted");
        assertThat(this.words.findAll()).hasSize(2);
        assertThat(this.events).containsExactly("before a");
        this.words.deleteById("a");
        assertThat(this.words.removeOneByText("x")).isEqualTo(new Word("c", "x"));
        assertThat(this.words.removeOneByText("x")).isNull();
    }

    @Test
    void transactionGoesOnAfterDeletingOneOfSeveralWasRefused() {
        new TransactionTemplate(this.context.getBean(FileStoreTransactionManager.class))
            .executeWithoutResult((status) -> {
                assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
                    .isThrownBy(() -> this.words.removeOneByText("x"));
                this.words.save(new Word("d", "y"));
            });
        assertThat(this.words.findAll()).hasSize(3);
    }

}
