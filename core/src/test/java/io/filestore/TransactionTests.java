package io.filestore;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.error.VersionConflictException;
import io.filestore.io.CrashMode;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TransactionTests {

    private final Stores stores = new Stores(
            (builder) -> builder.collection("accounts", CollectionOptions.filePerRecord().withIndexed("n"))
                .collection("log", CollectionOptions.singleFile("log.jsonl"))
                .collection("plain", CollectionOptions.filePerRecord().withWal(false))
                .collection("sessions", CollectionOptions.memoryOnly()));

    private Store store = this.stores.open();

    @AfterEach
    void close() {
        this.stores.close();
    }

    /** In another thread, which has no part in the transaction of this one. */
    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    private int balance(RowCollection<Row> accounts, String id) {
        return accounts.get(id).orElseThrow().get("n").intValue();
    }

    private void move(String from, String to, int amount) {
        this.store.transact((transaction) -> {
            RowCollection<Row> accounts = transaction.collection("accounts");
            accounts.update(from, (row) -> row.with("n", row.get("n").intValue() - amount));
            accounts.update(to, (row) -> row.with("n", row.get("n").intValue() + amount));
            return null;
        });
    }

    @Test
    void allChangesComeTogetherOverCollectionsWithAndWithoutLog() {
        String result = this.store.transact((transaction) -> {
            for (String name : List.of("accounts", "log", "plain", "sessions")) {
                transaction.collection(name).put("a", row("{'n':1}"));
            }
            transaction.values().put("v", 1);
            return "done";
        });
        assertThat(result).isEqualTo("done");
        for (String name : List.of("accounts", "log", "plain", "sessions")) {
            assertThat(this.store.collection(name).get("a")).contains(row("{'n':1}"));
        }
        this.store = this.stores.crash(CrashMode.NOTHING);
        assertThat(this.store.collection("accounts").contains("a")).isTrue();
        assertThat(this.store.collection("log").contains("a")).isTrue();
        assertThat(this.store.values().get("v", Integer.class)).contains(1);
        assertThat(this.store.collection("plain").contains("a")).isFalse();
        assertThat(this.store.collection("sessions").contains("a")).isFalse();
    }

    @Test
    void anExceptionRollsEverythingBack() {
        this.store.collection("accounts").put("a", row("{'n':1}"));
        long lsn = this.store.stats().log().lastLsn();
        assertThatIllegalArgumentException().isThrownBy(() -> this.store.transact((transaction) -> {
            transaction.collection("accounts").put("a", row("{'n':2}"));
            transaction.collection("log").add(row("{}"));
            transaction.values().put("v", 1);
            transaction.collection("accounts").clear();
            throw new IllegalArgumentException();
        }));
        assertThat(this.store.collection("accounts").get("a")).contains(row("{'n':1}"));
        assertThat(this.store.collection("log").count()).isZero();
        assertThat(this.store.values().keys()).isEmpty();
        assertThat(this.store.stats().log().lastLsn()).isEqualTo(lsn);
    }

    @Test
    void aTransactionSeesItsOwnChangesAndNobodyElseDoes() {
        this.store.collection("accounts").put("a", row("{'n':1}"));
        this.store.collection("accounts").put("b", row("{'n':1}"));
        this.store.transact((transaction) -> {
            RowCollection<Row> inside = transaction.collection("accounts");
            assertThat(inside.put("a", row("{'n':2}")).inserted()).isFalse();
            assertThat(inside.put("c", row("{'n':1}")).inserted()).isTrue();
            assertThat(inside.delete("b")).isTrue();
            assertThat(inside.delete("b")).isFalse();
            assertThat(inside.putIfAbsent("c", row("{}"))).isFalse();
            assertThat(inside.putIfAbsent("b", row("{'n':5}"))).isTrue();
            assertThat(inside.get("a")).contains(row("{'n':2}"));
            assertThat(inside.find("n", 1)).extracting(RowEntry::id).containsExactly("c");
            assertThat(inside.find("n", 5)).extracting(RowEntry::id).containsExactly("b");
            assertThat(inside.count()).isEqualTo(3);
            assertThat(inside.ids()).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(inside.update("a", (row) -> row.with("m", 1))).contains(row("{'n':2,'m':1}"));
            transaction.values().put("v", 1);
            assertThat(transaction.values().keys()).containsExactly("v");
            elsewhere(() -> {
                assertThat(this.store.collection("accounts").get("a")).contains(row("{'n':1}"));
                assertThat(this.store.collection("accounts").ids()).containsExactlyInAnyOrder("a", "b");
            });
            inside.clear();
            assertThat(inside.count()).isZero();
            inside.put("d", row("{}"));
            return null;
        });
        assertThat(this.store.collection("accounts").ids()).containsExactly("d");
    }

    @Test
    void workRunsAgainIfWhatItReadHasChanged() {
        RowCollection<Row> accounts = this.store.collection("accounts");
        accounts.put("a", row("{'n':1}"));
        AtomicInteger runs = new AtomicInteger();
        int seen = this.store.transact((transaction) -> {
            int n = balance(transaction.collection("accounts"), "a");
            if (runs.incrementAndGet() == 1) {
                elsewhere(() -> accounts.put("a", row("{'n':5}")));
            }
            transaction.collection("log").put("seen", row("{'n':" + n + "}"));
            return n;
        });
        assertThat(runs).hasValue(2);
        assertThat(seen).isEqualTo(5);
        assertThat(this.store.collection("log").get("seen")).contains(row("{'n':5}"));
    }

    @Test
    void absencesSearchesAndCountsAreReadsToo() {
        RowCollection<Row> accounts = this.store.collection("accounts");
        List<java.util.function.Consumer<RowCollection<Row>>> reads = List.of((inside) -> inside.contains("new"),
                (inside) -> inside.find("n", 7), RowCollection::count, (inside) -> inside.ids().toList(),
                (inside) -> inside.delete("new"));
        for (java.util.function.Consumer<RowCollection<Row>> read : reads) {
            AtomicInteger runs = new AtomicInteger();
            this.store.transact((transaction) -> {
                read.accept(transaction.collection("accounts"));
                if (runs.incrementAndGet() == 1) {
                    elsewhere(() -> accounts.put("new", row("{'n':7}")));
                }
                return null;
            });
            assertThat(runs).hasValue(2);
            accounts.delete("new");
        }
    }

    @Test
    void anExceptionFromMomentsThatDoNotFitRunsTheWorkAgain() {
        this.store.collection("accounts").put("a", row("{'n':1}"));
        AtomicInteger runs = new AtomicInteger();
        this.store.transact((transaction) -> {
            int n = balance(transaction.collection("accounts"), "a");
            if (runs.incrementAndGet() == 1) {
                elsewhere(() -> this.store.collection("accounts").put("a", row("{'n':2}")));
            }
            if (n == 1) {
                throw new IllegalStateException("This was never true at one moment");
            }
            return null;
        });
        assertThat(runs).hasValue(2);
    }

    @Test
    void aConflictThatIsRealIsTheCallersToHandle() {
        long version = this.store.collection("accounts").put("a", row("{}")).version();
        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> this.store
            .transact((transaction) -> transaction.collection("accounts").put("a", row("{}"), version + 1)));
        this.store.transact((transaction) -> transaction.collection("accounts").put("a", row("{'n':1}"), version));
        assertThat(this.store.collection("accounts").get("a")).contains(row("{'n':1}"));
    }

    @Test
    void aTransactionThatOnlyReadsWritesNothing() {
        this.store.collection("accounts").put("a", row("{}"));
        assertThat(this.stores.calls(() -> this.store
            .<Object>transact((transaction) -> transaction.collection("accounts").get("a").orElseThrow()))).isEmpty();
    }

    @Test
    void amountsThatMoveKeepTheirSumForEveryReader() {
        RowCollection<Row> accounts = this.store.collection("accounts");
        for (String id : List.of("a", "b", "c")) {
            accounts.put(id, row("{'n':100}"));
        }
        AtomicBoolean moving = new AtomicBoolean(true);
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> moves("a", "b", "c"));
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> moves("c", "a", "b"));
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            while (moving.get()) {
                int sum = this.store.transact((transaction) -> {
                    RowCollection<Row> inside = transaction.collection("accounts");
                    return balance(inside, "a") + balance(inside, "b") + balance(inside, "c");
                });
                assertThat(sum).isEqualTo(300);
                assertThat(this.store.<Integer>transact((transaction) -> transaction.collection("accounts")
                    .stream()
                    .mapToInt((entry) -> entry.value().get("n").intValue())
                    .sum())).isEqualTo(300);
            }
        });
        CompletableFuture.allOf(first, second).join();
        moving.set(false);
        reader.join();
        this.store = this.stores.crash(CrashMode.NOTHING);
        assertThat(
                this.store.collection("accounts").stream().mapToInt((entry) -> entry.value().get("n").intValue()).sum())
            .isEqualTo(300);
    }

    private void moves(String one, String two, String three) {
        for (int i = 0; i < 200; i++) {
            move(one, two, i % 7);
            move(two, three, i % 5);
        }
    }

}
