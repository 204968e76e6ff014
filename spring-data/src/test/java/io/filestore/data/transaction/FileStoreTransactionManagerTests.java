package io.filestore.data.transaction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.error.ReadOnlyTransactionException;
import io.filestore.error.TransactionExpiredException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FileStoreTransactionManagerTests {

    @TempDir
    private Path directory;

    private Store store;

    private RowCollection<Row> rows;

    private AnnotationConfigApplicationContext context;

    private Accounts accounts;

    private TransactionTemplate template;

    @BeforeEach
    void open() {
        this.store = Store.builder(this.directory)
            .collection("accounts", CollectionOptions.memoryOnly().withUnique("iban"))
            .open();
        this.rows = this.store.collection("accounts");
        this.context = new AnnotationConfigApplicationContext();
        this.context.registerBean(Store.class, () -> this.store);
        this.context.register(Application.class);
        this.context.refresh();
        this.accounts = this.context.getBean(Accounts.class);
        this.template = new TransactionTemplate(this.context.getBean(FileStoreTransactionManager.class));
    }

    @AfterEach
    void close() {
        this.context.close();
        this.store.close();
    }

    private boolean isThere(String id) {
        return CompletableFuture.supplyAsync(() -> this.rows.contains(id)).join();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @EnableResilientMethods
    static class Application {

        @Bean
        FileStoreTransactionManager transactionManager(Store store) {
            return new FileStoreTransactionManager(store);
        }

        @Bean
        Accounts accounts(Store store, ApplicationEventPublisher events) {
            return new Accounts(store, events);
        }

        @Bean
        Told told() {
            return new Told();
        }

    }

    static class Told {

        private final List<String> events = new ArrayList<>();

        @TransactionalEventListener
        void committed(String event) {
            this.events.add("committed " + event);
        }

        @TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
        void rolledBack(String event) {
            this.events.add("rolled back " + event);
        }

    }

    static class Accounts {

        private final Store store;

        private final ApplicationEventPublisher events;

        Accounts(Store store, ApplicationEventPublisher events) {
            this.store = store;
            this.events = events;
        }

        private void put(String id) {
            this.store.collection("accounts").put(id, Row.parse("{}"));
            this.store.values().put("last", id);
            this.events.publishEvent(id);
        }

        @Transactional
        public void add(String id, Runnable afterwards) {
            put(id);
            afterwards.run();
        }

        @Transactional(noRollbackFor = IllegalArgumentException.class)
        public void addAnyway(String id) {
            put(id);
            throw new IllegalArgumentException("of no account");
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        public void addApart(String id, Runnable afterwards) {
            add(id, afterwards);
        }

        @Transactional(propagation = Propagation.NESTED)
        public void addNested(String id, Runnable afterwards) {
            add(id, afterwards);
        }

        @Transactional(propagation = Propagation.NOT_SUPPORTED)
        public void addOutside(String id) {
            put(id);
        }

        @Transactional(propagation = Propagation.MANDATORY)
        public void addWithin(String id) {
            put(id);
        }

        @Retryable(includes = ConcurrencyFailureException.class, delay = 1)
        @Transactional
        public void count(String id, Runnable meanwhile) {
            RowCollection<Row> accounts = this.store.collection("accounts");
            Row row = accounts.get(id).orElseThrow();
            meanwhile.run();
            accounts.put(id, row.with("n", row.get("n").intValue() + 1));
        }

        @Transactional(readOnly = true)
        public void addReadOnly(String id) {
            put(id);
        }

    }

    private static Runnable fail() {
        return () -> {
            throw new IllegalStateException("no");
        };
    }

    @Test
    void methodCommitsWhenItReturnsAndRollsBackWhenItThrows() {
        this.accounts.add("a", () -> assertThat(isThere("a")).isFalse());
        assertThat(isThere("a")).isTrue();
        assertThat(this.store.values().get("last", String.class)).contains("a");
        assertThatIllegalStateException().isThrownBy(() -> this.accounts.add("b", fail()));
        assertThat(isThere("b")).isFalse();
        assertThat(this.store.values().get("last", String.class)).contains("a");
        assertThatIllegalArgumentException().isThrownBy(() -> this.accounts.addAnyway("c"));
        assertThat(isThere("c")).isTrue();
        assertThat(this.context.getBean(Told.class).events).containsExactly("committed a", "rolled back b",
                "committed c");
    }

    @Test
    void requiresNewIsATransactionOfItsOwn() {
        assertThatIllegalStateException().isThrownBy(() -> this.accounts.add("outer", () -> {
            this.accounts.addApart("inner", () -> {
                assertThat(this.rows.contains("inner")).isTrue();
                assertThat(this.rows.contains("outer")).isFalse();
            });
            assertThat(isThere("inner")).isTrue();
            assertThat(this.rows.contains("outer")).isTrue();
            fail().run();
        }));
        assertThat(isThere("inner")).isTrue();
        assertThat(isThere("outer")).isFalse();
    }

    @Test
    void nestedOneGoesBackToItsBeginning() {
        this.accounts.add("outer", () -> {
            assertThatIllegalStateException().isThrownBy(() -> this.accounts.addNested("inner", fail()));
            assertThat(this.rows.contains("inner")).isFalse();
            this.accounts.addNested("second", () -> {
            });
        });
        assertThat(this.rows.ids()).containsExactlyInAnyOrder("outer", "second");
    }

    @Test
    void nestedOneForgetsFailuresOfWorkThatHadJoinedIt() {
        this.accounts.add("outer", () -> assertThatIllegalStateException()
            .isThrownBy(() -> this.accounts.addNested("inner", () -> this.store.transact((joined) -> {
                throw new IllegalStateException("no");
            }))));
        assertThat(this.rows.ids()).containsExactly("outer");
    }

    @Test
    void suspendedOneTakesNoPartOutside() {
        assertThatIllegalStateException().isThrownBy(() -> this.accounts.add("outer", () -> {
            this.accounts.addOutside("outside");
            assertThat(isThere("outside")).isTrue();
            fail().run();
        }));
        assertThat(this.rows.ids()).containsExactly("outside");
    }

    @Test
    void mandatoryOneIsRefusedOutsideAndJoinsInside() {
        assertThatExceptionOfType(IllegalTransactionStateException.class)
            .isThrownBy(() -> this.accounts.addWithin("a"));
        this.accounts.add("b", () -> this.accounts.addWithin("c"));
        assertThat(this.rows.ids()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void readOnlyOneRefusesChanges() {
        assertThatExceptionOfType(ReadOnlyTransactionException.class).isThrownBy(() -> this.accounts.addReadOnly("a"));
        assertThat(isThere("a")).isFalse();
    }

    @Test
    void oneWhoseTimeIsOverIsRefused() {
        this.template.setTimeout(1);
        assertThatExceptionOfType(TransactionExpiredException.class)
            .isThrownBy(() -> this.template.executeWithoutResult((status) -> {
                long begun = System.nanoTime();
                while (System.nanoTime() - begun < 10_000_000_000L) {
                    this.rows.put("a", Row.parse("{}"));
                }
            }));
        assertThat(isThere("a")).isFalse();
        this.rows.put("b", Row.parse("{}"));
    }

    @Test
    void transactionThatOthersWereFasterThanIsAConcurrencyFailureAndThenRunsAgain() {
        this.rows.put("a", Row.parse("{\"n\":1}"));
        assertThatExceptionOfType(ConcurrencyFailureException.class)
            .isThrownBy(() -> this.template.executeWithoutResult((status) -> {
                this.rows.update("a", (row) -> row.with("n", 2));
                CompletableFuture.runAsync(() -> this.rows.put("a", Row.parse("{\"n\":7}"))).join();
            }))
            .withMessageContaining("nothing was changed");
        this.template.executeWithoutResult(
                (status) -> this.rows.update("a", (row) -> row.with("n", row.get("n").intValue() + 1)));
        assertThat(this.rows.get("a").orElseThrow().get("n").intValue()).isEqualTo(8);
    }

    @Test
    void retryableMethodRunsAgainInANewTransaction() {
        this.rows.put("a", Row.parse("{\"n\":1}"));
        AtomicInteger runs = new AtomicInteger();
        this.accounts.count("a", () -> {
            if (runs.incrementAndGet() <= 2) {
                CompletableFuture
                    .runAsync(() -> this.rows.update("a", (row) -> row.with("n", row.get("n").intValue() + 10)))
                    .join();
            }
        });
        assertThat(runs).hasValue(3);
        assertThat(this.rows.get("a").orElseThrow().get("n").intValue()).isEqualTo(22);
    }

    @Test
    void uniqueFieldIsSpringsDuplicateKeyAtTheCommit() {
        this.rows.put("a", Row.parse("{\"iban\":1}"));
        List<Integer> statuses = new ArrayList<>();
        assertThatExceptionOfType(DuplicateKeyException.class)
            .isThrownBy(() -> this.template.executeWithoutResult((status) -> {
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                    @Override
                    public void afterCompletion(int completed) {
                        statuses.add(completed);
                    }

                });
                this.rows.put("b", Row.parse("{\"iban\":1}"));
            }));
        assertThat(statuses).containsExactly(TransactionSynchronization.STATUS_ROLLED_BACK);
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
        this.rows.put("b", Row.parse("{}"));
        assertThat(isThere("b")).isTrue();
    }

    @Test
    void transactJoinsAndItsFailureIsToldAtTheCommit() {
        this.template.executeWithoutResult((status) -> {
            this.store.transact((joined) -> joined.collection("accounts").put("a", Row.parse("{}")));
            assertThat(isThere("a")).isFalse();
        });
        assertThat(isThere("a")).isTrue();
        assertThatExceptionOfType(UnexpectedRollbackException.class)
            .isThrownBy(() -> this.template.executeWithoutResult(
                    (status) -> assertThatIllegalStateException().isThrownBy(() -> this.store.transact((joined) -> {
                        joined.collection("accounts").put("b", Row.parse("{}"));
                        throw new IllegalStateException("inner");
                    }))))
            .withMessageContaining("inner");
        assertThat(isThere("b")).isFalse();
    }

    @Test
    void partThatFailsRollsTheWholeBackAlsoIfItIsCaught() {
        assertThatExceptionOfType(UnexpectedRollbackException.class)
            .isThrownBy(() -> this.template.executeWithoutResult(
                    (status) -> assertThatIllegalStateException().isThrownBy(() -> this.accounts.add("a", fail()))));
        this.template.executeWithoutResult((status) -> {
            this.rows.put("b", Row.parse("{}"));
            status.setRollbackOnly();
        });
        assertThat(this.rows.count()).isZero();
    }

    @Test
    void whatIsSynchronizedRunsAroundTheCommit() {
        List<String> seen = new ArrayList<>();
        this.template.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        this.template.executeWithoutResult((status) -> {
            this.rows.put("a", Row.parse("{}"));
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void beforeCommit(boolean readOnly) {
                    FileStoreTransactionManagerTests.this.rows.put("b", Row.parse("{}"));
                    seen.add("before " + isThere("a"));
                }

                @Override
                public void afterCommit() {
                    seen.add("after " + isThere("a") + " " + isThere("b"));
                }

            });
        });
        assertThat(seen).containsExactly("before false", "after true true");
    }

}
