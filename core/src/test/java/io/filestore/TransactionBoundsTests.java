package io.filestore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreClosedException;
import io.filestore.error.TransactionConflictException;
import io.filestore.error.TransactionEndedException;
import io.filestore.error.TransactionRolledBackException;
import io.filestore.error.WriteTooLargeException;
import io.filestore.event.RowChange;
import io.filestore.event.StoreListener;
import io.filestore.io.CrashMode;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What is inside a transaction, what is outside, and where it ends. */
class TransactionBoundsTests {

    private final Stores stores = new Stores(
            (builder) -> builder.collection("rows", CollectionOptions.singleFile("rows.jsonl").withIndexed("n", "tags"))
                .collection("plain", CollectionOptions.filePerRecord().withWal(false)));

    private Store store = this.stores.open();

    private final RowCollection<Row> rows = this.store.collection("rows");

    @AfterEach
    void close() {
        this.stores.close();
    }

    private static void elsewhere(Runnable work) {
        try {
            CompletableFuture.runAsync(work).join();
        }
        catch (CompletionException ex) {
            throw (RuntimeException) ex.getCause();
        }
    }

    private long lastLsn() {
        return this.store.stats().log().lastLsn();
    }

    private static void assertEnded(Runnable use) {
        assertThatExceptionOfType(TransactionEndedException.class).isThrownBy(use::run);
    }

    @Test
    void whatIsKeptOfATransactionIsRefusedOnceItHasEnded() {
        this.rows.put("a", row("{'n':1}"));
        AtomicReference<Transaction> kept = new AtomicReference<>();
        AtomicReference<Stream<String>> ids = new AtomicReference<>();
        RowCollection<Row> inside = this.store.transact((transaction) -> {
            kept.set(transaction);
            ids.set(transaction.collection("rows").ids());
            return transaction.collection("rows");
        });
        Values values = valuesOfAFailedTransaction();
        long lsn = lastLsn();
        List<Consumer<RowCollection<Row>>> uses = List.of((own) -> own.put("b", row("{}")), (own) -> own.add(row("{}")),
                (own) -> own.putIfAbsent("b", row("{}")), (own) -> own.put("a", row("{}"), 0),
                (own) -> own.update("a", (row) -> row), (own) -> own.delete("a"), (own) -> own.delete("a", 1),
                (own) -> own.delete("absent"), RowCollection::clear, (own) -> own.get("a"), (own) -> own.entry("a"),
                (own) -> own.contains("a"), (own) -> own.find("n", 1), RowCollection::count, RowCollection::ids,
                RowCollection::stream);
        for (Consumer<RowCollection<Row>> use : uses) {
            assertEnded(() -> use.accept(inside));
            // Another transaction of the thread is not its own.
            assertEnded(() -> this.store.transact((transaction) -> {
                use.accept(inside);
                return null;
            }));
        }
        assertEnded(() -> ids.get().toList());
        assertEnded(() -> kept.get().collection("rows"));
        assertEnded(() -> kept.get().values());
        assertEnded(() -> values.put("v", 1));
        assertEnded(() -> values.get("v"));
        assertThat(lastLsn()).isEqualTo(lsn);
        assertThat(this.rows.ids()).containsExactly("a");
    }

    private Values valuesOfAFailedTransaction() {
        AtomicReference<Values> values = new AtomicReference<>();
        assertThatIllegalStateException().isThrownBy(() -> this.store.transact((transaction) -> {
            values.set(transaction.values());
            throw new IllegalStateException();
        }));
        return values.get();
    }

    @Test
    void anAttemptThatIsRunAgainHasEnded() {
        List<RowCollection<Row>> attempts = new ArrayList<>();
        this.store.transact((transaction) -> {
            attempts.add(transaction.collection("rows"));
            if (attempts.size() == 1) {
                transaction.collection("rows").get("a");
                elsewhere(() -> this.rows.put("a", row("{}")));
            }
            else {
                assertEnded(() -> attempts.get(0).get("a"));
            }
            return null;
        });
        assertThat(attempts).hasSize(2);
    }

    @Test
    void collectionsAndValuesOfTheStoreJoinTheTransactionOfTheirThread() {
        this.rows.put("a", row("{'n':1}"));
        Values values = this.store.values();
        this.store.transact((transaction) -> {
            this.rows.put("b", row("{'n':2}"));
            this.store.collection("plain").put("c", row("{}"));
            values.put("v", 1);
            this.rows.delete("a");
            assertThat(transaction.collection("rows").ids()).containsExactly("b");
            assertThat(this.rows.count()).isOne();
            assertThat(this.rows.find("n", 2)).extracting(RowEntry::id).containsExactly("b");
            transaction.collection("rows").put("d", row("{'n':2}"));
            assertThat(this.rows.find("n", 2)).extracting(RowEntry::id).containsExactly("b", "d");
            assertThat(values.keys()).containsExactly("v");
            elsewhere(() -> {
                assertThat(this.rows.ids()).containsExactly("a");
                assertThat(values.keys()).isEmpty();
            });
            return null;
        });
        assertThat(this.rows.ids()).containsExactlyInAnyOrder("b", "d");
        this.store = this.stores.crash(CrashMode.NOTHING);
        assertThat(this.store.collection("rows").ids()).containsExactlyInAnyOrder("b", "d");
    }

    @Test
    void anExceptionTakesWhatHasJoinedWithIt() {
        long lsn = lastLsn();
        assertThatIllegalStateException().isThrownBy(() -> this.store.transact((transaction) -> {
            this.rows.put("a", row("{}"));
            this.rows.clear();
            this.rows.put("b", row("{}"));
            this.store.values().put("v", 1);
            this.store.collection("plain").put("c", row("{}"));
            this.store.transact((inner) -> inner.collection("rows").put("d", row("{}")));
            throw new IllegalStateException();
        }));
        assertThat(lastLsn()).isEqualTo(lsn);
        assertThat(this.rows.count() + this.store.collection("plain").count()).isZero();
        assertThat(this.store.values().keys()).isEmpty();
        this.rows.put("after", row("{}"));
        assertThat(lastLsn()).isEqualTo(lsn + 1);
    }

    @Test
    void aTransactionInsideAnotherIsPartOfIt() {
        AtomicInteger told = new AtomicInteger();
        this.store.addListener(new StoreListener() {

            @Override
            public void onCommit(List<RowChange> changes) {
                told.addAndGet(100 + changes.size());
            }

        });
        int result = this.store.transact((outer) -> {
            outer.collection("rows").put("a", row("{}"));
            int inside = this.store.transact((inner) -> {
                assertThat(inner.collection("rows").contains("a")).isTrue();
                inner.collection("rows").put("b", row("{}"));
                return 7;
            });
            assertThat(this.rows.contains("b")).isTrue();
            elsewhere(() -> assertThat(this.rows.count()).isZero());
            return inside;
        });
        assertThat(result).isEqualTo(7);
        assertThat(this.rows.ids()).containsExactlyInAnyOrder("a", "b");
        this.store.close();
        assertThat(told).hasValue(102);
    }

    @Test
    void aTransactionWhoseInnerOneHasFailedChangesNothingThoughItCaughtTheException() {
        long lsn = lastLsn();
        assertThatExceptionOfType(TransactionRolledBackException.class)
            .isThrownBy(() -> this.store.transact((outer) -> {
                outer.collection("rows").put("a", row("{}"));
                assertThatIllegalStateException().isThrownBy(() -> this.store.transact((inner) -> {
                    this.rows.put("b", row("{}"));
                    throw new IllegalStateException("the inner one");
                }));
                return null;
            }))
            .withMessageContaining("the inner one")
            .withCauseInstanceOf(IllegalStateException.class);
        assertThat(lastLsn()).isEqualTo(lsn);
        assertThat(this.rows.count()).isZero();
    }

    @Test
    void anInnerTransactionThatHasReadWhatHoldsNoLongerLetsTheOuterOneRunAgain() {
        this.rows.put("a", row("{'n':1}"));
        AtomicInteger runs = new AtomicInteger();
        this.store.transact((outer) -> {
            try {
                return this.store.transact((inner) -> {
                    int n = this.rows.get("a").orElseThrow().get("n").intValue();
                    if (runs.incrementAndGet() == 1) {
                        elsewhere(() -> this.rows.put("a", row("{'n':2}")));
                    }
                    if (n == 1) {
                        throw new IllegalStateException("This was never true at one moment");
                    }
                    return null;
                });
            }
            catch (IllegalStateException ex) {
                return null;
            }
        });
        assertThat(runs).hasValue(2);
    }

    @Test
    void otherThreadsHaveNoPartInATransaction() {
        this.store.transact((transaction) -> {
            RowCollection<Row> inside = transaction.collection("rows");
            inside.put("a", row("{}"));
            elsewhere(() -> {
                assertEnded(() -> inside.get("a"));
                assertEnded(() -> inside.put("b", row("{}")));
                assertEnded(() -> transaction.collection("plain"));
                assertThat(this.rows.contains("a")).isFalse();
                this.rows.put("c", row("{}"));
            });
            assertThat(inside.ids().parallel()).containsExactlyInAnyOrder("a", "c");
            return null;
        });
    }

    @Test
    void transactionsOfTwoStoresKnowNothingOfEachOther() {
        Stores others = new Stores((builder) -> builder.collection("rows", CollectionOptions.memoryOnly()));
        try (others) {
            Store other = others.open();
            assertThatIllegalStateException().isThrownBy(() -> this.store.transact((transaction) -> {
                this.rows.put("a", row("{}"));
                other.collection("rows").put("a", row("{}"));
                other.transact((own) -> own.collection("rows").put("b", row("{}")));
                throw new IllegalStateException();
            }));
            assertThat(other.collection("rows").ids()).containsExactlyInAnyOrder("a", "b");
            assertThat(this.rows.count()).isZero();
        }
    }

    @Test
    void filesCanBeFlushedCheckedAndCompactedInsideATransaction() {
        this.rows.put("before", row("{}"));
        this.store.transact((transaction) -> {
            this.rows.put("inside", row("{}"));
            assertThat(this.store.flush().rows()).isOne();
            this.store.compact("rows");
            assertThat(this.store.verify().findings()).isEmpty();
            assertThat(this.store.stats().pendingRows()).isZero();
            return null;
        });
        assertThat(this.store.flush().rows()).isOne();
    }

    @Test
    void aStoreThatIsClosedInsideATransactionDoesNotCommitIt() {
        assertThatExceptionOfType(StoreClosedException.class).isThrownBy(() -> this.store.transact((transaction) -> {
            this.rows.put("inside", row("{}"));
            this.store.close();
            return null;
        }));
        assertThat(this.stores.open().collection("rows").count()).isZero();
    }

    @Test
    void twoReadsWithDifferentAnswersRunTheWorkAgainAlsoIfTheFirstAnswerIsTrueAgain() {
        this.rows.put("a", row("{'n':1}"));
        List<Consumer<RowCollection<Row>>> reads = List.of((inside) -> inside.get("b"), (inside) -> inside.find("n", 2),
                RowCollection::count);
        for (Consumer<RowCollection<Row>> read : reads) {
            AtomicInteger runs = new AtomicInteger();
            this.store.transact((transaction) -> {
                RowCollection<Row> inside = transaction.collection("rows");
                boolean first = runs.incrementAndGet() == 1;
                read.accept(inside);
                if (first) {
                    elsewhere(() -> this.rows.put("b", row("{'n':2}")));
                }
                read.accept(inside);
                if (first) {
                    elsewhere(() -> this.rows.delete("b"));
                }
                return null;
            });
            assertThat(runs).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aRowThatIsWrittenWithoutALookIsStillComparedWithWhatItReplaces(boolean delete) {
        this.rows.put("a", row("{'n':1}"));
        List<Boolean> inserted = new ArrayList<>();
        this.store.transact((transaction) -> {
            inserted.add(transaction.collection("rows").put("a", row("{'n':2}")).inserted());
            if (inserted.size() == 1) {
                elsewhere(() -> {
                    if (delete) {
                        this.rows.delete("a");
                    }
                    else {
                        this.rows.put("a", row("{'n':3}"));
                    }
                });
            }
            return null;
        });
        assertThat(inserted).containsExactly(false, delete);
        assertThat(this.rows.get("a")).contains(row("{'n':2}"));
    }

    @Test
    void searchesSeeEachChangeOfTheTransactionOnce() {
        this.rows.put("committed", row("{'n':1,'tags':['x','y']}"));
        this.store.transact((transaction) -> {
            RowCollection<Row> inside = transaction.collection("rows");
            assertThat(found(inside, "n", 1)).containsExactly("committed");
            inside.put("own", row("{'n':1,'tags':['x','x']}"));
            assertThat(found(inside, "n", 1)).containsExactly("committed", "own");
            assertThat(found(inside, "tags", "x")).containsExactly("committed", "own");
            inside.put("own", row("{'n':2,'tags':['y']}"));
            assertThat(found(inside, "n", 1)).containsExactly("committed");
            assertThat(found(inside, "n", 2)).containsExactly("own");
            assertThat(found(inside, "tags", "x")).containsExactly("committed");
            assertThat(found(inside, "tags", "y")).containsExactly("committed", "own");
            inside.put("committed", row("{'n':2,'tags':null}"));
            assertThat(found(inside, "n", 2)).containsExactly("committed", "own");
            assertThat(found(inside, "tags", "y")).containsExactly("own");
            inside.delete("own");
            assertThat(found(inside, "n", 2)).containsExactly("committed");
            assertThat(found(inside, "tags", "y")).isEmpty();
            inside.put("own", row("{'n':2}"));
            assertThat(found(inside, "n", 2)).containsExactly("committed", "own");
            return null;
        });
        assertThat(found(this.rows, "n", 2)).containsExactly("committed", "own");
        assertThat(this.store.verify().findings()).isEmpty();
    }

    private static List<String> found(RowCollection<Row> rows, String field, Object value) {
        return rows.find(field, value).stream().map(RowEntry::id).toList();
    }

    @Test
    void aTransactionThatOthersAlwaysDisturbGivesUpAfterSoManyAttempts() {
        AtomicInteger runs = new AtomicInteger();
        assertThatExceptionOfType(TransactionConflictException.class).isThrownBy(() -> disturbed(runs, Duration.ZERO))
            .withMessageContaining("1000 times in 0 ms");
        assertThat(runs).hasValue(1000);
        assertThat(this.rows.contains("mine")).isFalse();
    }

    @Test
    void aLongTransactionThatOthersAlwaysDisturbGivesUpAfterSomeTime() {
        AtomicInteger runs = new AtomicInteger();
        assertThatExceptionOfType(TransactionConflictException.class)
            .isThrownBy(() -> disturbed(runs, Duration.ofSeconds(4)))
            .withMessageContaining("3 times in 12000 ms");
        assertThat(runs).hasValue(3);
        assertThat(this.rows.contains("mine")).isFalse();
    }

    private void disturbed(AtomicInteger runs, Duration duration) {
        this.store.transact((transaction) -> {
            transaction.collection("rows").get("a");
            transaction.collection("rows").put("mine", row("{}"));
            elsewhere(() -> this.rows.put("a", row("{'n':" + runs.incrementAndGet() + "}")));
            this.stores.clock().advance(duration);
            return null;
        });
    }

    @Test
    void aTransactionLargerThanOneCanBeIsRefusedAtTheRowThatIsTooMuch() {
        // Sixteen megabytes that all rows share in memory.
        Row large = row("{'t':'" + "x".repeat((1 << 24) - 100) + "'}");
        int most = (int) ((1L << 30) / (1 << 24)) - 1;
        assertThatExceptionOfType(WriteTooLargeException.class).isThrownBy(() -> this.store.transact((transaction) -> {
            for (int i = 0; i <= most; i++) {
                transaction.collection("plain").put("row-" + i, large);
            }
            return null;
        })).withMessageContaining("row 'row-" + most + "'").withMessageContaining("several transactions");
        assertThat(this.store.collection("plain").count()).isZero();
        // What replaces itself takes no more room.
        this.store.transact((transaction) -> {
            for (int i = 0; i <= 2 * most; i++) {
                transaction.collection("plain").put("same", large);
            }
            transaction.collection("plain").delete("same");
            return null;
        });
    }

}
