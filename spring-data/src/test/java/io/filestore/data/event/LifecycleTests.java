package io.filestore.data.event;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.data.mapping.callback.EntityCallbacks;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import io.filestore.Store;
import io.filestore.data.FileStoreTemplate;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.config.EnableFileStoreRepositories;
import io.filestore.data.transaction.FileStoreTransactionManager;
import io.filestore.query.Query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LifecycleTests {

    @TempDir
    private Path directory;

    private Store store;

    private AnnotationConfigApplicationContext context;

    @BeforeEach
    void open() {
        this.store = Store.builder(this.directory).unconfiguredCollections("memory-only").open();
    }

    @AfterEach
    void close() {
        if (this.context != null) {
            this.context.close();
        }
        this.store.close();
    }

    private FileStoreTemplate start(Class<?>... classes) {
        this.context = new AnnotationConfigApplicationContext();
        this.context.registerBean("fileStore", Store.class, () -> this.store);
        this.context.register(Application.class);
        this.context.register(classes);
        this.context.refresh();
        return this.context.getBean(FileStoreTemplate.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableFileStoreRepositories(considerNestedRepositories = true)
    @EnableTransactionManagement
    static class Application {

        @Bean
        FileStoreTransactionManager fileStoreTransactionManager(Store store) {
            return new FileStoreTransactionManager(store);
        }

    }

    record Word(@Id String id, String text) {
    }

    record Other(@Id String id) {
    }

    interface Words extends FileStoreRepository<Word, String> {

        List<Word> findByText(String text);

        List<Word> removeByText(String text);

    }

    static class Basket extends AbstractAggregateRoot<Basket> {

        @Id
        public String id;

        void buy() {
            registerEvent("bought");
        }

    }

    interface Baskets extends FileStoreRepository<Basket, String> {

    }

    @Configuration(proxyBeanMethods = false)
    static class Heard {

        final List<String> events = new ArrayList<>();

        @EventListener
        void on(EntityEvent<?> event) {
            this.events.add(event.toString());
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class HeardOfWords {

        final List<String> events = new ArrayList<>();

        @EventListener
        void on(AfterSaveEvent<Word> event) {
            this.events.add(event.getSource().text() + " " + event.getRowId());
        }

        @EventListener
        void on(BeforeDeleteEvent<Word> event) {
            if (event.getSource().text().equals("precious")) {
                throw new IllegalStateException("not this one");
            }
        }

        @EventListener
        void on(String event) {
            this.events.add(event);
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class HeardAtCommit {

        final List<String> events = new ArrayList<>();

        @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
        void before(AfterSaveEvent<Word> event) {
            this.events.add("before " + event.getSource().text());
        }

        @TransactionalEventListener
        void after(AfterSaveEvent<Word> event) {
            this.events.add("after " + event.getSource().text());
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class LazyListener {

        static final List<Object> HEARD = new ArrayList<>();

        @Bean
        @Lazy
        Listener listener() {
            return new Listener();
        }

    }

    static class Listener implements ApplicationListener<AfterConvertEvent<Word>> {

        @Override
        public void onApplicationEvent(AfterConvertEvent<Word> event) {
            LazyListener.HEARD.add(event.getSource());
        }

    }

    @Order(1)
    static class First implements BeforeConvertCallback<Word> {

        @Override
        public Word onBeforeConvert(Word word, String collection) {
            return new Word(word.id(), word.text() + "1");
        }

    }

    @Order(2)
    static class Second implements BeforeConvertCallback<Word> {

        @Override
        public Word onBeforeConvert(Word word, String collection) {
            return new Word(word.id(), word.text() + "2");
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Callbacks {

        @Bean
        Second second() {
            return new Second();
        }

        @Bean
        First first() {
            return new First();
        }

        @Bean
        BeforeSaveCallback<Word> beforeSave() {
            return (word, id, collection) -> new Word(id, word.text() + " in " + collection);
        }

        @Bean
        AfterSaveCallback<Word> afterSave() {
            return (word, id, collection) -> new Word(id, word.text() + ", saved");
        }

        @Bean
        AfterConvertCallback<Word> afterConvert() {
            return (word, id, collection) -> new Word(id, word.text().toUpperCase(Locale.ROOT));
        }

        @Bean
        BeforeConvertCallback<Other> ofOthers() {
            return (other, collection) -> {
                throw new IllegalStateException(other.toString());
            };
        }

    }

    @Test
    void callbacksChangeWhatIsStoredAndWhatIsRead() {
        FileStoreTemplate template = start(Callbacks.class);
        Words words = this.context.getBean(Words.class);
        Word saved = words.save(new Word(null, "a"));
        assertThat(saved.text()).isEqualTo("a12 in word, saved");
        assertThat(template.rows(Word.class).get(saved.id()).orElseThrow().text()).isEqualTo("a12 in word");
        Word read = new Word(saved.id(), "A12 IN WORD");
        assertThat(words.findById(saved.id())).contains(read);
        assertThat(words.findAll()).containsExactly(read);
        assertThat(words.findAllById(List.of(saved.id()))).containsExactly(read);
        assertThat(words.findByText("a12 in word")).containsExactly(read);
        assertThat(template.stream(Query.all(), Word.class)).containsExactly(read);
        assertThat(template.page(Query.all().limit(1), null, Word.class).rows().get(0).value()).isEqualTo(read);
        assertThat(words.removeByText("a12 in word")).containsExactly(read);
        assertThat(words.saveAll(List.of(new Word("b", "b")))).containsExactly(new Word("b", "b12 in word, saved"));
        assertThatIllegalStateException().isThrownBy(() -> template.save(new Other("x")));
    }

    @Test
    void callbacksCanBeGivenWithoutAnApplication() {
        FileStoreTemplate template = new FileStoreTemplate(this.store);
        BeforeConvertCallback<Word> callback = new BeforeConvertCallback<>() {

            @Override
            public Word onBeforeConvert(Word word, String collection) {
                return new Word(word.id(), "changed");
            }

        };
        template.setEntityCallbacks(EntityCallbacks.create(callback));
        assertThat(template.save(new Word("a", "a")).text()).isEqualTo("changed");
    }

    @Test
    void listenersAreToldWhatIsDone() {
        FileStoreTemplate template = start(Heard.class);
        List<String> events = this.context.getBean(Heard.class).events;
        template.save(new Word("a", "x"));
        assertThat(events).containsExactly("BeforeConvertEvent word", "BeforeSaveEvent word/a",
                "AfterSaveEvent word/a");
        events.clear();
        template.findById("a", Word.class);
        template.findById("b", Word.class);
        assertThat(events).containsExactly("AfterConvertEvent word/a");
        events.clear();
        template.delete(new Word("a", "x"));
        template.delete(new Word("a", "x"));
        assertThat(events).containsExactly("BeforeDeleteEvent word/a", "AfterDeleteEvent word/a",
                "BeforeDeleteEvent word/a");
    }

    @Test
    void everyWayOfDeletingIsTold() {
        FileStoreTemplate template = start(Heard.class);
        List<String> events = this.context.getBean(Heard.class).events;
        Consumer<Runnable> told = (delete) -> {
            template.saveAll(List.of(new Word("a", "x"), new Word("b", "y")));
            events.clear();
            delete.run();
            assertThat(events).contains("BeforeDeleteEvent word/a", "AfterDeleteEvent word/a");
            assertThat(template.existsById("a", Word.class)).isFalse();
        };
        told.accept(() -> template.deleteById("a", Word.class));
        told.accept(() -> template.deleteAllById(List.of("a", "b"), Word.class));
        told.accept(() -> template.deleteAll(List.of(new Word("a", ""))));
        told.accept(() -> template.delete(Query.where("text").is("x"), Word.class));
        told.accept(() -> template.findAndDelete(Query.where("text").is("x"), Word.class));
        told.accept(() -> template.deleteAll(Word.class));
        events.clear();
        template.deleteById("none", Word.class);
        assertThat(events).isEmpty();
    }

    static class Faster {

        private final Store store;

        private final List<String> events = new ArrayList<>();

        Faster(Store store) {
            this.store = store;
        }

        @EventListener
        void on(BeforeDeleteEvent<Word> event) {
            this.store.collection(event.getCollection()).delete(event.getRowId());
        }

        @EventListener
        void on(AfterDeleteEvent<Word> event) {
            this.events.add(event.getRowId());
        }

    }

    @Test
    void whatAnotherHasDeletedMeanwhileIsNotTold() {
        FileStoreTemplate template = start(Faster.class);
        template.saveAll(List.of(new Word("a", "x"), new Word("b", "x")));
        assertThat(template.deleteById("a", Word.class)).isFalse();
        assertThat(template.delete(Query.where("text").is("x"), Word.class)).isZero();
        assertThat(this.context.getBean(Faster.class).events).isEmpty();
    }

    @Test
    void listenerOfOneClassIsToldOfItOnlyAndMayRefuse() {
        FileStoreTemplate template = start(HeardOfWords.class);
        template.save(new Other("o"));
        template.save(new Word("a", "precious"));
        assertThat(this.context.getBean(HeardOfWords.class).events).containsExactly("precious a");
        assertThatIllegalStateException().isThrownBy(() -> template.deleteById("a", Word.class));
        assertThat(template.existsById("a", Word.class)).isTrue();
    }

    @Test
    void transactionalListenersAreToldAtTheCommitAndNotIfThereIsNone() {
        FileStoreTemplate template = start(HeardAtCommit.class);
        List<String> events = this.context.getBean(HeardAtCommit.class).events;
        TransactionTemplate transaction = new TransactionTemplate(
                this.context.getBean(FileStoreTransactionManager.class));
        transaction.executeWithoutResult((status) -> {
            template.save(new Word("a", "x"));
            assertThat(events).isEmpty();
        });
        assertThat(events).containsExactly("before x", "after x");
        transaction.executeWithoutResult((status) -> {
            template.save(new Word("a", "y"));
            status.setRollbackOnly();
        });
        assertThat(events).hasSize(2);
    }

    @Test
    void listenersThatAreMadeOrAddedLaterAreTold() {
        FileStoreTemplate template = start(LazyListener.class);
        LazyListener.HEARD.clear();
        template.save(new Word("a", "x"));
        template.findAll(Word.class);
        template.findAll(Word.class);
        assertThat(LazyListener.HEARD).hasSize(2);
        List<Object> heard = new ArrayList<>();
        this.context.addApplicationListener((ApplicationListener<BeforeSaveEvent<?>>) heard::add);
        template.save(new Word("a", "y"));
        assertThat(heard).isNotEmpty();
    }

    @Test
    void eventsOfAnAggregateArePublishedWhenItIsSaved() {
        start(HeardOfWords.class);
        Basket basket = new Basket();
        basket.buy();
        this.context.getBean(Baskets.class).save(basket);
        this.context.getBean(Baskets.class).save(basket);
        assertThat(this.context.getBean(HeardOfWords.class).events).containsExactly("bought");
    }

}
