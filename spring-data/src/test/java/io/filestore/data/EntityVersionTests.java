package io.filestore.data;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mapping.MappingException;
import org.springframework.transaction.support.TransactionTemplate;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.data.transaction.FileStoreTransactionManager;
import io.filestore.query.Query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EntityVersionTests {

    @TempDir
    private Path directory;

    private Store store;

    private FileStoreTemplate template;

    @BeforeEach
    void open() {
        this.store = Store.builder(this.directory)
            .collection("doc", CollectionOptions.singleFile("docs.json").withUnique("text"))
            .unconfiguredCollections("memory-only")
            .open();
        this.template = new FileStoreTemplate(this.store);
    }

    @AfterEach
    void close() {
        this.store.close();
    }

    record Doc(@Id String id, String text, @Version @JsonProperty("_v") Long version) {

        Doc withText(String newText) {
            return new Doc(this.id, newText, this.version);
        }

    }

    static class Page {

        @Id
        public Long id;

        @Version
        public int version;

        public String text;

    }

    record Small(@Id String id, @Version short version) {
    }

    record Timed(@Id String id, @Version Instant version) {
    }

    record Twice(@Id String id, @Version Long one, @Version Long two) {
    }

    private Doc found() {
        return this.template.findById("a", Doc.class).orElseThrow();
    }

    @Test
    void countsChangesAndIsTheSameAfterARestart() {
        Doc first = this.template.save(new Doc("a", "x", null));
        assertThat(first.version()).isZero();
        Doc second = this.template.save(first.withText("y"));
        assertThat(second.version()).isOne();
        assertThat(found()).isEqualTo(second);
        assertThat(this.store.collection("doc").get("a").orElseThrow()).hasToString("{\"text\":\"y\",\"_v\":1}");
        close();
        open();
        assertThat(found()).isEqualTo(second);
        assertThat(this.template.save(second.withText("z")).version()).isEqualTo(2);
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
            .isThrownBy(() -> this.template.save(second.withText("late")))
            .withMessageContainingAll("'a'", "'doc'", "has the @Version 2", "read with 1", "Read it again");
    }

    @Test
    void primitiveBeginsWithOneAndIsWrittenIntoTheObject() {
        Page page = new Page();
        assertThat(this.template.save(page)).isSameAs(page);
        assertThat(page.version).isOne();
        this.template.save(page);
        assertThat(page.version).isEqualTo(2);
        assertThat(this.template.findById(page.id, Page.class).orElseThrow().version).isEqualTo(2);
        assertThat(this.template.save(new Small("a", (short) 0)).version()).isEqualTo((short) 1);
    }

    @Test
    void newEntityDoesNotTakeTheRowOfAnother() {
        this.template.save(new Doc("a", "x", null));
        assertThatExceptionOfType(DuplicateKeyException.class)
            .isThrownBy(() -> this.template.save(new Doc("a", "y", null)))
            .withMessageContaining("'a'");
        assertThat(found().text()).isEqualTo("x");
    }

    @Test
    void staleEntityIsNeitherStoredNorDeleted() {
        Doc stale = this.template.save(new Doc("a", "x", null));
        Doc newer = this.template.save(stale.withText("y"));
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
            .isThrownBy(() -> this.template.delete(stale));
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
            .isThrownBy(() -> this.template.saveAll(List.of(new Doc("b", "b", null), stale)));
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
            .isThrownBy(() -> this.template.deleteAll(List.of(newer, stale)));
        assertThat(this.template.findAll(Doc.class)).containsExactly(newer);
        this.template.delete(newer);
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.template.save(newer))
            .withMessageContaining("not there");
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
            .isThrownBy(() -> this.template.delete(newer));
        assertThat(this.template.count(Doc.class)).isZero();
    }

    @Test
    void entityThatWasNeverStoredDoesNotDeleteTheRowOfAnother() {
        Doc first = this.template.save(new Doc("a", "x", null));
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
            .isThrownBy(() -> this.template.delete(new Doc("a", "y", null)))
            .withMessageContainingAll("has the @Version 0", "read with none");
        assertThat(found()).isEqualTo(first);
        this.store.collection("doc").put("a", io.filestore.row.Row.of("text", "x"));
        this.template.delete(found());
        assertThat(this.template.count(Doc.class)).isZero();
    }

    @Test
    void objectThatWasNotStoredHasItsOldVersion() {
        Page page = this.template.save(new Page());
        Page copy = this.template.findById(page.id, Page.class).orElseThrow();
        this.template.save(copy);
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.template.save(page));
        assertThat(page.version).isOne();
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
            .isThrownBy(() -> this.template.saveAll(List.of(new Page(), page)));
        assertThat(page.version).isOne();
    }

    @Test
    void objectThatIsGivenTwiceIsStoredOnce() {
        Page page = new Page();
        assertThat(this.template.saveAll(List.of(page, page))).containsExactly(page, page);
        assertThat(this.template.findAll(Page.class)).hasSize(1);
        this.template.saveAll(List.of(page, page));
        assertThat(this.template.findById(page.id, Page.class).orElseThrow().version).isEqualTo(page.version);
    }

    @Test
    void rowWithoutAVersionHasTheVersionZero() {
        this.store.collection("doc").put("a", io.filestore.row.Row.of("text", "x"));
        assertThat(found().version()).isNull();
        assertThat(this.template.save(new Doc("a", "y", 0L)).version()).isOne();
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
            .isThrownBy(() -> this.template.save(new Doc("a", "z", 0L)));
    }

    @Test
    void transactionSeesItsOwnVersions() {
        TransactionTemplate transaction = new TransactionTemplate(new FileStoreTransactionManager(this.store));
        Doc changed = transaction.execute((status) -> {
            Doc first = this.template.save(new Doc("a", "x", null));
            Doc second = this.template.save(first.withText("y"));
            assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> this.template.save(first.withText("z")));
            return second;
        });
        assertThat(found()).isEqualTo(changed);
        assertThatIllegalStateException().isThrownBy(() -> transaction.executeWithoutResult((status) -> {
            this.template.save(changed.withText("no"));
            throw new IllegalStateException();
        }));
        assertThat(this.template.save(changed.withText("yes")).version()).isEqualTo(2);
    }

    @Test
    void changeOfAnotherDuringATransactionIsAConflict() throws Exception {
        TransactionTemplate transaction = new TransactionTemplate(new FileStoreTransactionManager(this.store));
        Doc first = this.template.save(new Doc("a", "x", null));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            assertThatExceptionOfType(ConcurrencyFailureException.class)
                .isThrownBy(() -> transaction.executeWithoutResult((status) -> {
                    this.template.save(first.withText("mine"));
                    await(other.submit(() -> this.template.save(first.withText("theirs"))));
                }));
        }
        finally {
            other.shutdown();
        }
        assertThat(found().text()).isEqualTo("theirs");
    }

    private void inAnotherThread(Runnable work) {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            await(other.submit(work));
        }
        finally {
            other.shutdown();
        }
    }

    private void conflicts(Runnable work) {
        TransactionTemplate transaction = new TransactionTemplate(new FileStoreTransactionManager(this.store));
        assertThatExceptionOfType(ConcurrencyFailureException.class)
            .isThrownBy(() -> transaction.executeWithoutResult((status) -> work.run()))
            .isExactlyInstanceOf(ConcurrencyFailureException.class)
            .withMessageContaining("Begin it again");
    }

    @Test
    void entityThatOthersHaveChangedSinceItsTransactionHasReadItIsAConflict() {
        this.template.save(new Doc("a", "x", null));
        conflicts(() -> {
            Doc read = found();
            inAnotherThread(() -> this.template.save(found().withText("theirs")));
            this.template.save(read.withText("mine"));
        });
        conflicts(() -> {
            Doc read = this.template.find(Query.where("text").is("theirs"), Doc.class).get(0);
            inAnotherThread(() -> this.template.save(found().withText("new")));
            this.template.delete(read);
        });
        assertThat(found().text()).isEqualTo("new");
        conflicts(() -> {
            Doc read = found();
            inAnotherThread(() -> this.template.delete(found()));
            this.template.saveAll(List.of(read));
        });
        assertThat(this.template.count(Doc.class)).isZero();
    }

    @Test
    void newEntityThatOthersHaveStoredSinceItsTransactionHasMissedItIsAConflict() {
        conflicts(() -> {
            assertThat(this.template.existsById("a", Doc.class)).isFalse();
            inAnotherThread(() -> this.template.save(new Doc("a", "theirs", null)));
            this.template.save(new Doc("a", "mine", null));
        });
        assertThat(found().text()).isEqualTo("theirs");
    }

    @Test
    void versionFromOutsideTheTransactionIsStaleAtOnce() {
        TransactionTemplate transaction = new TransactionTemplate(new FileStoreTransactionManager(this.store));
        Doc stale = this.template.save(new Doc("a", "x", null));
        this.template.save(stale.withText("y"));
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
            .isThrownBy(() -> transaction.executeWithoutResult((status) -> {
                assertThat(found().version()).isOne();
                this.template.save(stale.withText("z"));
            }));
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
            .isThrownBy(() -> transaction.executeWithoutResult((status) -> this.template.delete(stale)));
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(
                () -> transaction.executeWithoutResult((status) -> this.template.save(new Doc("a", "new", null))));
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        }
        catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void ofManyWhoChangeOneVersionOneSucceeds() throws Exception {
        Doc first = this.template.save(new Doc("a", "x", null));
        AtomicInteger stored = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String text = "text" + i;
                all.add(threads.submit(() -> {
                    try {
                        this.template.save(first.withText(text));
                        stored.incrementAndGet();
                    }
                    catch (OptimisticLockingFailureException ex) {
                        // Another was faster.
                    }
                }));
            }
            all.forEach(EntityVersionTests::await);
        }
        finally {
            threads.shutdown();
        }
        assertThat(stored).hasValue(1);
        assertThat(found().version()).isOne();
    }

    @Test
    void versionsThatDoNotCountAreRefused() {
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> this.template.rows(Timed.class))
            .withMessageContainingAll("'version'", "Timed", "Instant", "Long");
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> this.template.rows(Twice.class))
            .havingRootCause()
            .withMessageContainingAll("Twice", "more than one @Version", "'one'", "'two'");
    }

}
