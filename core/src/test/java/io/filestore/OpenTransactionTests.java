package io.filestore;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.OpenTransaction.Savepoint;
import io.filestore.config.CollectionOptions;
import io.filestore.error.ReadOnlyTransactionException;
import io.filestore.error.TransactionConflictException;
import io.filestore.error.TransactionEndedException;
import io.filestore.error.TransactionExpiredException;
import io.filestore.error.TransactionRolledBackException;
import io.filestore.error.UniqueViolationException;
import io.filestore.io.CrashMode;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OpenTransactionTests {

    private static final TransactionOptions READ_ONLY = new TransactionOptions(true, null);

    private final Stores stores = new Stores(
            (builder) -> builder.collection("c", CollectionOptions.filePerRecord().withIndexed("n").withUnique("u"))
                .collection("d", CollectionOptions.singleFile("d.jsonl")));

    private Store store = this.stores.open();

    private RowCollection<Row> rows = this.store.collection("c");

    @AfterEach
    void close() {
        this.stores.close();
    }

    private static <T> T elsewhere(java.util.function.Supplier<T> work) {
        return CompletableFuture.supplyAsync(work).join();
    }

    private static List<String> ids(List<RowEntry<Row>> found) {
        return found.stream().map(RowEntry::id).toList();
    }

    private boolean isSeenElsewhere(String id) {
        return elsewhere(() -> this.rows.contains(id));
    }

    @Test
    void changesOfTheThreadComeTogetherAtTheCommitAndSurvive() {
        OpenTransaction transaction = this.store.begin();
        this.rows.put("a", row("{'n':1}"));
        this.store.collection("d").put("a", row("{'n':1}"));
        this.store.values().put("v", 1);
        assertThat(this.rows.get("a")).isPresent();
        assertThat(this.rows.find("n", 1)).hasSize(1);
        assertThat(isSeenElsewhere("a")).isFalse();
        transaction.commit();
        assertThat(isSeenElsewhere("a")).isTrue();
        this.store = this.stores.crash(CrashMode.NOTHING);
        assertThat(this.store.collection("c").get("a")).isPresent();
        assertThat(this.store.collection("d").get("a")).isPresent();
        assertThat(this.store.values().get("v", Integer.class)).contains(1);
    }

    @Test
    void whatIsRolledBackOrOnlyClosedIsGone() {
        OpenTransaction transaction = this.store.begin();
        this.rows.put("a", row("{}"));
        transaction.rollback();
        assertThat(transaction.isEnded()).isTrue();
        transaction.rollback();
        try (OpenTransaction other = this.store.begin()) {
            this.rows.put("b", row("{}"));
            assertThat(other.isEnded()).isFalse();
        }
        assertThat(this.rows.count()).isZero();
        this.rows.put("c", row("{}"));
        assertThat(isSeenElsewhere("c")).isTrue();
    }

    @Test
    void commitIsRefusedIfOthersHaveChangedWhatWasRead() {
        this.rows.put("a", row("{'n':1}"));
        OpenTransaction transaction = this.store.begin();
        this.rows.update("a", (row) -> row.with("n", 2));
        elsewhere(() -> this.rows.put("a", row("{'n':5}")));
        assertThatExceptionOfType(TransactionConflictException.class).isThrownBy(transaction::commit)
            .withMessageContaining("nothing was changed");
        assertThat(transaction.isEnded()).isTrue();
        assertThat(this.rows.get("a")).contains(row("{'n':5}"));
        this.rows.put("b", row("{}"));
        assertThat(isSeenElsewhere("b")).isTrue();
    }

    @Test
    void conflictIsKnownBeforeTheCommit() {
        assertThat(this.store.hasConflict()).isFalse();
        this.rows.put("a", row("{'n':1}"));
        OpenTransaction transaction = this.store.begin();
        elsewhere(() -> this.rows.put("a", row("{'n':2}")));
        this.rows.get("a");
        this.rows.find("n", 7);
        this.rows.put("b", row("{}"));
        assertThat(this.store.hasConflict()).isFalse();
        elsewhere(() -> this.rows.put("c", row("{'n':7}")));
        assertThat(this.store.hasConflict()).isTrue();
        assertThat(elsewhere(this.store::hasConflict)).isFalse();
        transaction.suspend();
        assertThat(this.store.hasConflict()).isFalse();
        transaction.resume();
        transaction.rollback();
        OpenTransaction other = this.store.begin();
        this.rows.put("b", row("{}"));
        elsewhere(() -> this.rows.put("b", row("{'n':3}")));
        assertThat(this.store.hasConflict()).isTrue();
        other.rollback();
        assertThat(this.store.hasConflict()).isFalse();
    }

    @Test
    void commitThatAUniqueFieldForbidsEndsItToo() {
        this.rows.put("a", row("{'u':1}"));
        OpenTransaction transaction = this.store.begin();
        this.rows.put("b", row("{'u':1}"));
        this.rows.put("c", row("{}"));
        assertThatExceptionOfType(UniqueViolationException.class).isThrownBy(transaction::commit);
        assertThat(transaction.isEnded()).isTrue();
        assertThat(this.rows.count()).isOne();
    }

    @Test
    void workGivenToTransactJoinsItAndItsFailureIsTheWholeOnes() {
        OpenTransaction transaction = this.store.begin();
        this.store.transact((joined) -> joined.collection("c").put("a", row("{}")));
        assertThat(isSeenElsewhere("a")).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> this.store.transact((joined) -> {
            throw new IllegalStateException("no");
        }));
        assertThat(transaction.isFailed()).isTrue();
        assertThatExceptionOfType(TransactionRolledBackException.class).isThrownBy(transaction::commit)
            .withMessageContaining("no");
        assertThat(this.rows.count()).isZero();
    }

    @Test
    void oneThatWasToldToFailCommitsNothing() {
        OpenTransaction transaction = this.store.begin();
        this.rows.put("a", row("{}"));
        assertThat(transaction.isFailed()).isFalse();
        transaction.fail(new IllegalStateException("too late"));
        assertThatExceptionOfType(TransactionRolledBackException.class).isThrownBy(transaction::commit)
            .withMessageContaining("too late");
        assertThat(this.rows.count()).isZero();
    }

    @Test
    void threadHasOneTransactionAtATimeUnlessItSuspendsTheFirst() {
        OpenTransaction outer = this.store.begin();
        assertThatIllegalStateException().isThrownBy(() -> this.store.begin()).withMessageContaining("suspend");
        this.rows.put("outer", row("{}"));
        outer.suspend();
        assertThatIllegalStateException().isThrownBy(outer::commit).withMessageContaining("suspended");
        assertThat(this.rows.contains("outer")).isFalse();
        OpenTransaction inner = this.store.begin();
        this.rows.put("inner", row("{}"));
        assertThatIllegalStateException().isThrownBy(outer::resume);
        inner.commit();
        assertThat(isSeenElsewhere("inner")).isTrue();
        this.rows.put("between", row("{}"));
        assertThat(isSeenElsewhere("between")).isTrue();
        outer.resume();
        assertThat(this.rows.contains("outer")).isTrue();
        outer.commit();
        assertThat(this.rows.count()).isEqualTo(3);
    }

    @Test
    void oneThatIsRolledBackWhileSuspendedLeavesTheOtherOpen() {
        OpenTransaction outer = this.store.begin();
        outer.suspend();
        OpenTransaction inner = this.store.begin();
        outer.rollback();
        this.rows.put("a", row("{}"));
        assertThat(isSeenElsewhere("a")).isFalse();
        inner.commit();
        assertThat(isSeenElsewhere("a")).isTrue();
    }

    @Test
    void savepointTakesBackWhatCameLaterAlsoInSearchesAndOtherCollections() {
        this.rows.put("old", row("{'n':1}"));
        OpenTransaction transaction = this.store.begin();
        this.rows.put("a", row("{'n':1}"));
        Savepoint savepoint = transaction.savepoint();
        this.rows.put("a", row("{'n':2}"));
        this.rows.put("b", row("{'n':1}"));
        this.rows.delete("old");
        this.store.collection("d").put("x", row("{}"));
        assertThat(ids(this.rows.find("n", 1))).containsExactly("b");
        transaction.rollbackTo(savepoint);
        assertThat(ids(this.rows.find("n", 1))).containsExactly("a", "old");
        assertThat(this.rows.find("n", 2)).isEmpty();
        this.rows.put("c", row("{}"));
        transaction.rollbackTo(savepoint);
        transaction.commit();
        assertThat(this.rows.ids()).containsExactlyInAnyOrder("a", "old");
        assertThat(this.store.collection("d").count()).isZero();
    }

    @Test
    void failureAfterASavepointIsForgottenWithTheChanges() {
        OpenTransaction transaction = this.store.begin();
        this.rows.put("a", row("{}"));
        Savepoint savepoint = transaction.savepoint();
        assertThatIllegalStateException().isThrownBy(() -> this.store.transact((joined) -> {
            this.rows.put("b", row("{}"));
            throw new IllegalStateException("no");
        }));
        transaction.rollbackTo(savepoint);
        transaction.commit();
        assertThat(this.rows.ids()).containsExactly("a");
    }

    @Test
    void whatWasReadForChangesThatWereTakenBackMustStillHold() {
        this.rows.put("a", row("{'n':1}"));
        OpenTransaction transaction = this.store.begin();
        Savepoint savepoint = transaction.savepoint();
        this.rows.update("a", (row) -> row.with("n", 2));
        transaction.rollbackTo(savepoint);
        this.rows.put("b", row("{}"));
        elsewhere(() -> this.rows.put("a", row("{'n':5}")));
        assertThatExceptionOfType(TransactionConflictException.class).isThrownBy(transaction::commit);
        assertThat(this.rows.contains("b")).isFalse();
    }

    @Test
    void savepointOfAnotherTransactionIsRefused() {
        OpenTransaction first = this.store.begin();
        Savepoint savepoint = first.savepoint();
        first.rollback();
        OpenTransaction second = this.store.begin();
        assertThatIllegalArgumentException().isThrownBy(() -> second.rollbackTo(savepoint));
        second.rollback();
    }

    @Test
    void readOnlyOneReadsAndRefusesChanges() {
        this.rows.put("a", row("{}"));
        OpenTransaction transaction = this.store.begin(READ_ONLY);
        assertThat(this.rows.get("a")).isPresent();
        assertThatExceptionOfType(ReadOnlyTransactionException.class).isThrownBy(() -> this.rows.put("b", row("{}")))
            .withMessageContaining("read-only");
        assertThatExceptionOfType(ReadOnlyTransactionException.class).isThrownBy(() -> this.rows.delete("a"));
        assertThatExceptionOfType(ReadOnlyTransactionException.class).isThrownBy(() -> this.store.values().put("v", 1));
        transaction.commit();
        assertThat(this.rows.count()).isOne();
    }

    @Test
    void oneWhoseTimeIsOverIsRefusedAndEndsAtItsCommit() {
        OpenTransaction transaction = this.store.begin(new TransactionOptions(false, Duration.ofSeconds(2)));
        this.rows.put("a", row("{}"));
        this.stores.clock().advance(Duration.ofSeconds(2));
        assertThatExceptionOfType(TransactionExpiredException.class).isThrownBy(() -> this.rows.get("a"))
            .withMessageContaining("longer than it may");
        assertThatExceptionOfType(TransactionExpiredException.class).isThrownBy(transaction::commit);
        assertThat(transaction.isEnded()).isTrue();
        assertThat(this.rows.contains("a")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new TransactionOptions(false, Duration.ZERO));
    }

    @Test
    void endedOneAndThoseOfOtherThreadsAreRefused() {
        OpenTransaction transaction = this.store.begin();
        assertThatExceptionOfType(CompletionException.class)
            .isThrownBy(() -> CompletableFuture.runAsync(transaction::commit).join())
            .withCauseInstanceOf(TransactionEndedException.class);
        assertThatExceptionOfType(CompletionException.class)
            .isThrownBy(() -> CompletableFuture.runAsync(transaction::rollback).join())
            .withCauseInstanceOf(TransactionEndedException.class);
        transaction.commit();
        assertThatExceptionOfType(TransactionEndedException.class).isThrownBy(transaction::commit);
        assertThatExceptionOfType(TransactionEndedException.class).isThrownBy(transaction::savepoint);
        assertThatExceptionOfType(TransactionEndedException.class).isThrownBy(transaction::resume);
    }

}
