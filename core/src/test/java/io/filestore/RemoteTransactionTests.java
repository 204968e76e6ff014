package io.filestore;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.error.CrossDomainTransactionException;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.ReadOnlyTransactionException;
import io.filestore.error.TransactionConflictException;
import io.filestore.error.TransactionEndedException;
import io.filestore.error.TransactionExpiredException;
import io.filestore.error.TransactionRolledBackException;
import io.filestore.error.VersionConflictException;
import io.filestore.query.Query;
import io.filestore.remote.MemoryEngine;
import io.filestore.remote.MemoryEngine.Fault;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Transactions over collections that an engine keeps, and those that cannot be. */
class RemoteTransactionTests {

    private final Instances instances = new Instances();

    private final Stores stores = this.instances.prepare();

    private final Store store = this.stores.open();

    private final Store other = this.instances.open();

    private final RowCollection<Row> accounts = this.store.collection("accounts");

    private final RowCollection<Row> orders = this.store.collection("orders");

    private final RowCollection<Row> notes = this.store.collection("notes");

    @AfterEach
    void close() {
        this.instances.close();
    }

    private static Row n(int n) {
        return Row.of("n", n);
    }

    private static int n(Row row) {
        return row.get("n").asInt();
    }

    private void refused(Runnable work, String... names) {
        assertThatExceptionOfType(CrossDomainTransactionException.class)
            .isThrownBy(() -> this.store.transact((transaction) -> {
                work.run();
                return null;
            }))
            .withMessageContainingAll(names)
            .withMessageContaining("group");
    }

    @Test
    void aTransactionThatTouchesAGroupAndALocalCollectionIsRefusedBeforeAnythingIsWritten() {
        this.notes.put("seen", n(0));
        refused(() -> {
            this.accounts.put("a", n(1));
            this.notes.put("a", n(1));
        }, "accounts", "notes", "in memory and local files", "group billing");
        refused(() -> {
            this.notes.put("a", n(1));
            this.accounts.put("a", n(1));
        }, "accounts", "notes");
        refused(() -> {
            this.notes.get("seen");
            this.accounts.get("a");
        }, "accounts", "notes");
        refused(() -> {
            this.accounts.count();
            this.notes.find(Query.all());
        }, "accounts", "notes");
        refused(() -> {
            this.accounts.get("a");
            this.store.values().get("version");
        }, "accounts", "_values");
        assertThat(this.notes.contains("a")).isFalse();
        assertThat(this.accounts.contains("a")).isFalse();
    }

    @Test
    void aTransactionThatTouchesTwoGroupsIsRefused() {
        refused(() -> {
            this.accounts.put("a", n(1));
            this.store.collection("carts").get("a");
        }, "accounts", "carts", "group billing", "group shop");
        refused(() -> {
            this.orders.get("a");
            this.store.collection("carts").get("a");
        }, "orders", "carts");
        assertThat(this.accounts.contains("a")).isFalse();
    }

    @Test
    void whatTakesNoPartInATransactionMayBeAskedInIt() {
        this.store.transact((transaction) -> {
            this.accounts.put("a", n(1));
            assertThat(this.notes.name()).isEqualTo("notes");
            assertThat(this.notes.explain(Query.all()).steps()).isNotEmpty();
            return transaction.collection("notes");
        });
        assertThat(this.accounts.contains("a")).isTrue();
    }

    @Test
    void localTransactionsAreAsWithoutAnEngine() {
        AtomicInteger runs = new AtomicInteger();
        this.store.transact((transaction) -> {
            int found = transaction.collection("notes").get("n").map(RemoteTransactionTests::n).orElse(0);
            if (runs.incrementAndGet() == 1) {
                CompletableFuture.runAsync(() -> this.notes.put("n", n(5))).join();
            }
            return this.notes.put("n", n(found + 1));
        });
        assertThat(runs).hasValue(2);
        assertThat(this.notes.get("n")).contains(n(6));
        this.store.transact((transaction) -> {
            transaction.values().put("v", 1);
            return this.notes.putIfAbsent("m", n(1));
        });
        assertThat(this.store.values().get("v", Integer.class)).contains(1);
    }

    @Test
    void oneRowOfACollectionInNoGroupIsReadAndWrittenByItsVersion() {
        this.orders.put("a", n(1));
        AtomicInteger runs = new AtomicInteger();
        this.store.transact((transaction) -> {
            RowCollection<Row> rows = transaction.collection("orders");
            int before = n(rows.get("a").orElseThrow());
            if (runs.incrementAndGet() == 1) {
                CompletableFuture.runAsync(() -> this.other.collection("orders").put("a", n(10))).join();
            }
            assertThat(n(rows.get("a").orElseThrow())).isEqualTo(before);
            rows.put("a", n(before + 1));
            return rows.put("a", n(before + 2));
        });
        assertThat(runs).hasValue(2);
        assertThat(this.orders.get("a")).contains(n(12));
        this.store.transact((transaction) -> this.orders.delete("a"));
        this.store.transact((transaction) -> this.orders.putIfAbsent("b", n(1)));
        assertThat(this.orders.ids()).containsExactly("b");
    }

    @Test
    void aSecondRowOfACollectionInNoGroupIsRefused() {
        this.orders.put("b", Row.of("status", "open"));
        List<Runnable> others = List.of(() -> this.orders.put("b", n(1)), () -> this.orders.get("b"),
                () -> this.orders.delete("b"), () -> this.orders.find("status", "open"),
                () -> this.orders.find(where("status").is("open")), () -> this.orders.stream().count(),
                () -> this.orders.count(), () -> this.orders.count(where("status").is("open")), this.orders::clear,
                () -> this.orders.getAll(List.of("a", "b")), () -> this.orders.delete(where("status").is("open")));
        for (Runnable another : others) {
            refused(() -> {
                this.orders.put("a", n(1));
                another.run();
            }, "row 'a' of collection 'orders'", "filestore.collections.orders.group");
        }
        assertThat(this.orders.ids()).containsExactly("b");
    }

    @Test
    void whatATransactionHasReadHoldsWhenItCommits() {
        this.accounts.put("a", n(1));
        AtomicInteger runs = new AtomicInteger();
        int read = this.store.transact((transaction) -> {
            int n = n(this.accounts.get("a").orElseThrow());
            if (runs.incrementAndGet() == 1) {
                CompletableFuture.runAsync(() -> this.other.collection("accounts").put("a", n(5))).join();
            }
            assertThat(n(this.accounts.get("a").orElseThrow())).isEqualTo(n);
            return n;
        });
        assertThat(runs).hasValue(2);
        assertThat(read).isEqualTo(5);
        assertThat(this.store.stats().remote().get("accounts").retries()).isOne();
    }

    @Test
    void workThatHasThrownBecauseItHasReadRowsOfDifferentMomentsRunsAgain() {
        this.accounts.put("a", n(0));
        this.accounts.put("b", n(0));
        AtomicInteger runs = new AtomicInteger();
        this.store.transact((transaction) -> {
            int a = n(this.accounts.get("a").orElseThrow());
            if (runs.incrementAndGet() == 1) {
                CompletableFuture.runAsync(() -> this.other.transact((moving) -> {
                    moving.collection("accounts").put("a", n(1));
                    return moving.collection("accounts").put("b", n(-1));
                })).join();
            }
            int b = n(this.accounts.get("b").orElseThrow());
            if (a + b != 0) {
                throw new IllegalStateException("The sum is " + (a + b));
            }
            return null;
        });
        assertThat(runs).hasValue(2);
    }

    @Test
    void aTransactionSeesItsOwnChangesInSearchesQueriesAndCounts() {
        IntStream.range(0, 6).forEach((i) -> this.accounts.put("c" + i, Row.of("city", "Rome", "n", i)));
        this.store.transact((transaction) -> {
            this.accounts.delete("c0");
            this.accounts.put("c1", Row.of("city", "Paris", "n", 1));
            this.accounts.put("c9", Row.of("city", "Rome", "n", 9));
            assertThat(this.accounts.find("city", "Rome")).extracting(RowEntry::id)
                .containsExactly("c2", "c3", "c4", "c5", "c9");
            Query rome = where("city").is("Rome").orderBy("n").descending();
            assertThat(this.accounts.find(rome.limit(2))).extracting(RowEntry::id).containsExactly("c9", "c5");
            assertThat(this.accounts.page(rome.limit(2), this.accounts.page(rome.limit(2), null).last()).rows())
                .extracting(RowEntry::id)
                .containsExactly("c4", "c3");
            assertThat(this.accounts.count(where("city").is("Rome"))).isEqualTo(5);
            assertThat(this.accounts.count()).isEqualTo(6);
            assertThat(this.accounts.count(Query.all())).isEqualTo(6);
            assertThat(this.accounts.exists(where("city").is("Paris"))).isTrue();
            assertThat(this.accounts.ids()).containsExactlyInAnyOrder("c1", "c2", "c3", "c4", "c5", "c9");
            assertThat(this.accounts.find(Query.all())).extracting(RowEntry::id)
                .containsExactly("c1", "c2", "c3", "c4", "c5", "c9");
            assertThat(this.accounts.getAll(List.of("c9", "c0", "c2"))).extracting(RowEntry::id)
                .containsExactly("c9", "c2");
            assertThat(CompletableFuture.supplyAsync(() -> this.accounts.count()).join()).isEqualTo(6);
            assertThat(CompletableFuture.supplyAsync(() -> this.accounts.contains("c9")).join()).isFalse();
            return null;
        });
        assertThat(this.other.collection("accounts").contains("c9")).isTrue();
        assertThat(this.other.collection("accounts").contains("c0")).isFalse();
    }

    @Test
    void theSumOfTransfersBetweenInstancesHolds() {
        int accountCount = 4;
        IntStream.range(0, accountCount).forEach((i) -> this.accounts.put("a" + i, n(100)));
        CompletableFuture<?>[] threads = Stream.of(this.store, this.store, this.other, this.other)
            .map((instance) -> CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 25; i++) {
                    String from = "a" + (i % accountCount);
                    String to = "a" + ((i + 1) % accountCount);
                    instance.transact((transaction) -> {
                        RowCollection<Row> rows = transaction.collection("accounts");
                        int taken = n(rows.get(from).orElseThrow());
                        int given = n(rows.get(to).orElseThrow());
                        rows.put(from, n(taken - 1));
                        return rows.put(to, n(given + 1));
                    });
                }
            }))
            .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(threads).join();
        assertThat(this.accounts.stream().mapToInt((row) -> n(row.value())).sum()).isEqualTo(400);
    }

    @Test
    void workThatRunsAgainMayGoOnInAnotherGroup() {
        this.instances.engine().fail(Fault.STALE, Fault.STALE);
        AtomicInteger runs = new AtomicInteger();
        this.store
            .transact((transaction) -> transaction.collection((runs.incrementAndGet() == 1) ? "accounts" : "carts")
                .put("a", n(1)));
        assertThat(runs).hasValue(3);
        assertThat(this.store.collection("carts").contains("a")).isTrue();
        assertThat(this.accounts.contains("a")).isFalse();
    }

    @Test
    void innerWorkThatFailsLetsTheOuterTransactionChangeNothing() {
        assertThatExceptionOfType(TransactionRolledBackException.class)
            .isThrownBy(() -> this.store.transact((outer) -> {
                this.accounts.put("a", n(1));
                assertThatIllegalStateException().isThrownBy(() -> this.store.transact((inner) -> {
                    this.accounts.put("b", n(1));
                    throw new IllegalStateException("No");
                }));
                return null;
            }));
        assertThat(this.accounts.count()).isZero();
    }

    @Test
    void aBegunTransactionIsCommittedRolledBackOrRefused() {
        try (OpenTransaction begun = this.store.begin()) {
            this.accounts.put("a", n(1));
            begun.commit();
            assertThat(begun.isEnded()).isTrue();
        }
        assertThat(this.accounts.contains("a")).isTrue();
        try (OpenTransaction begun = this.store.begin()) {
            this.accounts.put("b", n(1));
            assertThat(begun.isEnded()).isFalse();
        }
        assertThat(this.accounts.contains("b")).isFalse();
        try (OpenTransaction begun = this.store.begin()) {
            this.accounts.get("a");
            this.accounts.put("b", n(1));
            this.other.collection("accounts").put("a", n(2));
            assertThatExceptionOfType(TransactionConflictException.class).isThrownBy(begun::commit);
        }
        try (OpenTransaction begun = this.store.begin()) {
            this.accounts.put("b", n(1));
            begun.fail(new IllegalStateException("No"));
            assertThatExceptionOfType(TransactionRolledBackException.class).isThrownBy(begun::commit);
        }
        assertThat(this.accounts.contains("b")).isFalse();
        assertThat(this.accounts.put("c", n(1)).version()).isNotEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aBegunTransactionIsSuspendedAndResumed() {
        OpenTransaction begun = this.store.begin();
        this.accounts.put("a", n(1));
        begun.suspend();
        assertThat(this.accounts.contains("a")).isFalse();
        this.notes.put("n", n(1));
        try (OpenTransaction between = this.store.begin()) {
            this.accounts.put("b", n(1));
            between.commit();
        }
        begun.resume();
        assertThat(this.accounts.contains("a")).isTrue();
        begun.rollback();
        assertThat(this.accounts.ids()).containsExactly("b");
    }

    @Test
    void whatWasWrittenSinceASavepointIsTakenBack() {
        try (OpenTransaction begun = this.store.begin()) {
            OpenTransaction.Savepoint untouched = begun.savepoint();
            this.accounts.put("a", n(1));
            OpenTransaction.Savepoint one = begun.savepoint();
            this.accounts.put("a", n(2));
            this.accounts.put("b", n(2));
            begun.rollbackTo(one);
            assertThat(this.accounts.get("a")).contains(n(1));
            assertThat(this.accounts.contains("b")).isFalse();
            begun.rollbackTo(untouched);
            assertThat(this.accounts.contains("a")).isFalse();
            begun.rollbackTo(one);
            begun.commit();
        }
        assertThat(this.accounts.ids()).containsExactly("a");
    }

    @Test
    void aTransactionThatIsReadOnlyOrTooLateChangesNothing() {
        try (OpenTransaction begun = this.store.begin(new TransactionOptions(true, null))) {
            assertThat(this.accounts.contains("a")).isFalse();
            assertThatExceptionOfType(ReadOnlyTransactionException.class)
                .isThrownBy(() -> this.accounts.put("a", n(1)));
            begun.commit();
        }
        try (OpenTransaction begun = this.store.begin(new TransactionOptions(false, Duration.ofSeconds(1)))) {
            this.accounts.put("a", n(1));
            this.stores.clock().advance(Duration.ofSeconds(2));
            assertThatExceptionOfType(TransactionExpiredException.class).isThrownBy(() -> this.accounts.get("a"));
            assertThatExceptionOfType(TransactionExpiredException.class).isThrownBy(begun::commit);
        }
        assertThat(this.accounts.contains("a")).isFalse();
    }

    @Test
    void streamsOfATransactionAreRefusedOnceItHasEnded() {
        IntStream.range(0, 3).forEach((i) -> this.accounts.put("a" + i, n(i)));
        Stream<String> kept = this.store.transact((transaction) -> transaction.collection("accounts").ids());
        assertThatExceptionOfType(TransactionEndedException.class).isThrownBy(kept::toList);
    }

    @Test
    void anExpectedVersionIsThatOfTheRowWhenItWasRead() {
        long version = this.accounts.put("a", n(1)).version();
        this.accounts.put("a", n(2));
        assertThatExceptionOfType(VersionConflictException.class)
            .isThrownBy(() -> this.store.transact((transaction) -> this.accounts.put("a", n(3), version)));
        assertThat(this.accounts.get("a")).contains(n(2));
    }

    @Test
    void rowsOfWhichTheLastWriteWinsDependOnNoVersionAndTakeNoPartInTransactions() {
        RowCollection<Row> views = this.store.collection("views");
        long version = views.put("a", n(1)).version();
        List<Runnable> refused = List.of(() -> views.put("a", n(2), version), () -> views.putIfAbsent("b", n(1)),
                () -> views.delete("a", version), () -> views.update("a", (row) -> n(2)),
                () -> this.store.transact((transaction) -> views.put("a", n(2))));
        for (Runnable each : refused) {
            assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(each::run)
                .withMessageContaining("views.writes");
        }
        assertThat(views.get("a")).contains(n(1));
        assertThat(views.delete("a")).isTrue();
    }

    @Test
    void aTransactionThatOnlyWritesIsOneCommit() {
        this.store.transact((transaction) -> {
            this.accounts.put("a", n(1));
            this.accounts.put("b", n(1));
            return this.store.collection("users").put("u", Row.of("email", "x"));
        });
        assertThat(this.instances.engine().commits()).hasSize(1);
        assertThat(this.instances.engine().commits().get(0)).extracting((change) -> change.collection())
            .containsExactly("accounts", "accounts", "users", "!unique!users");
    }

    @Test
    void thatThereWasNothingToDeleteIsAgreedUponBeforeItIsAcknowledged() {
        boolean deleted = this.store.transact((transaction) -> this.orders.delete("a"));
        assertThat(deleted).isFalse();
        assertThat(this.instances.engine().commits()).hasSize(1);
        assertThat(this.instances.engine().commits().get(0)).singleElement()
            .satisfies((change) -> assertThat(change.expected()).isZero());
        assertThat(this.store.collection("users").delete("a")).isFalse();
        assertThat(this.orders.delete("a")).isFalse();
        deleted = this.store.transact((transaction) -> this.accounts.delete("a"));
        assertThat(deleted).isFalse();
        assertThat(this.instances.engine().commits()).hasSize(4);
    }

    @Test
    void aTransactionRunsAgainAsLongAsItIsStale() {
        this.instances.engine().fail(Stream.generate(() -> Fault.STALE).limit(3).toArray(Fault[]::new));
        AtomicInteger runs = new AtomicInteger();
        this.store.transact((transaction) -> {
            runs.incrementAndGet();
            return this.accounts.put("a", n(1));
        });
        assertThat(runs).hasValue(4);
        assertThat(this.store.stats().remote().get("accounts").conflicts()).isEqualTo(3);
    }

}
