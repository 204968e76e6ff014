package io.filestore.schedules;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.row.RowEntry;

import static org.assertj.core.api.Assertions.assertThat;

/** Readers and writers that meet a transaction. */
class TransactionTests {

    private static Disk indexed() {
        return new Disk((store) -> store.collection("rows", CollectionOptions.memoryOnly().withIndexed("n")));
    }

    private static void fill(RowCollection<Amount> rows) {
        rows.put("a", new Amount(0));
        rows.put("b", new Amount(0));
        rows.put("stays", new Amount(0));
    }

    /** Gives two of three rows another key. */
    private static void change(Store store) {
        store.transact((tx) -> {
            tx.collection("rows", Amount.class).put("a", new Amount(1));
            return tx.collection("rows", Amount.class).put("b", new Amount(1));
        });
    }

    private static List<String> find(RowCollection<Amount> rows, long n) {
        List<RowEntry<Amount>> found = rows.find("n", n);
        assertThat(found).allSatisfy((row) -> assertThat(row.value().n()).isEqualTo(n));
        return found.stream().map(RowEntry::id).toList();
    }

    @Test
    void aSearchInATransactionFindsAllOfAnotherOrNothing() throws Exception {
        Schedules.run(() -> {
            try (Store store = indexed().open()) {
                fill(store.collection("rows", Amount.class));
                Threads threads = new Threads();
                threads.start(() -> change(store));
                threads.start(() -> {
                    List<String> before = store.transact((tx) -> find(tx.collection("rows", Amount.class), 0));
                    assertThat(before).isIn(List.of("a", "b", "stays"), List.of("stays"));
                });
                threads.start(() -> {
                    List<String> after = store.transact((tx) -> find(tx.collection("rows", Amount.class), 1));
                    assertThat(after).isIn(List.of("a", "b"), List.of());
                });
                threads.join();
            }
        });
    }

    @Test
    void aSearchMissesNoRowThatStaysAndFindsEachRowOnceAndByTheKeyThatItHas() throws Exception {
        Schedules.run(() -> {
            try (Store store = indexed().open()) {
                RowCollection<Amount> rows = store.collection("rows", Amount.class);
                fill(rows);
                Threads threads = new Threads();
                threads.start(() -> change(store));
                threads.start(() -> {
                    rows.delete("a");
                    rows.put("a", new Amount(0));
                });
                threads.start(() -> assertThat(find(rows, 0)).contains("stays").doesNotHaveDuplicates());
                threads.join();
                assertThat(find(rows, 1)).contains("b");
            }
        });
    }

    @Test
    void whoHasSeenOneRowOfATransactionSeesTheOthers() throws Exception {
        Schedules.run(() -> {
            try (Store store = indexed().open()) {
                RowCollection<Amount> rows = store.collection("rows", Amount.class);
                setAll(rows, 0);
                Threads threads = new Threads();
                threads.start(() -> store.transact((tx) -> setAll(tx.collection("rows", Amount.class), 1)));
                for (int i = 0; i < 2; i++) {
                    threads.start(() -> {
                        if (rows.get("row-0").orElseThrow().n() == 1) {
                            assertThat(rows.get("row-5")).contains(new Amount(1));
                        }
                    });
                }
                threads.join();
            }
        });
    }

    /** Of so many rows that there is time between the first and the last. */
    private static boolean setAll(RowCollection<Amount> rows, long n) {
        for (int i = 0; i <= 5; i++) {
            rows.put("row-" + i, new Amount(n));
        }
        return true;
    }

    @Test
    void twoTransfersAndAnAuditKeepTheSum() throws Exception {
        Schedules.run(() -> {
            try (Store store = indexed().open()) {
                fill(store.collection("rows", Amount.class));
                Threads threads = new Threads();
                threads.start(() -> transfer(store, "a", "b"));
                threads.start(() -> transfer(store, "b", "a"));
                threads.start(() -> {
                    long sum = store.transact((tx) -> {
                        RowCollection<Amount> rows = tx.collection("rows", Amount.class);
                        return rows.get("a").orElseThrow().n() + rows.get("b").orElseThrow().n();
                    });
                    assertThat(sum).isZero();
                });
                threads.join();
                RowCollection<Amount> rows = store.collection("rows", Amount.class);
                assertThat(rows.get("a")).contains(new Amount(0));
                assertThat(rows.get("b")).contains(new Amount(0));
            }
        });
    }

    private static void transfer(Store store, String from, String to) {
        store.transact((tx) -> {
            RowCollection<Amount> rows = tx.collection("rows", Amount.class);
            long taken = rows.get(from).orElseThrow().n();
            long given = rows.get(to).orElseThrow().n();
            rows.put(from, new Amount(taken - 1));
            return rows.put(to, new Amount(given + 1));
        });
    }

}
