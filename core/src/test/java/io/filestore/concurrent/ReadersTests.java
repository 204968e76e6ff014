package io.filestore.concurrent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.Transaction;
import io.filestore.config.CollectionOptions;
import io.filestore.row.RowEntry;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class ReadersTests {

    private static final int ROUNDS = 400;

    @TempDir
    Path directory;

    private final AtomicBoolean done = new AtomicBoolean();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private final AtomicLong reads = new AtomicLong();

    /**
     * Whole if all three say the same.
     *
     * @param a a number
     * @param b the same number
     * @param text the number as text
     */
    record Whole(long a, long b, String text) {

        static Whole of(long n) {
            return new Whole(n, n, String.valueOf(n).repeat(50));
        }

        void check() {
            assertThat(this).isEqualTo(of(this.a));
        }

    }

    private StoreBuilder builder() {
        return Store.builder(this.directory)
            .flushInterval(Duration.ofMillis(2))
            .wal(WalOptions.defaults().withSync(SyncPolicy.NEVER).withSegmentSizeBytes(16384))
            .collection("records", CollectionOptions.filePerRecord().withIndexed("a"))
            .collection("lines", CollectionOptions.singleFile("lines.jsonl").withIndexed("a"));
    }

    @Test
    void rowsAreWholeAndTransactionsAreAtomicDuringFlushAndCompaction() throws Exception {
        try (Store store = builder().open()) {
            write(store, 0);
            List<Thread> threads = new ArrayList<>();
            threads.add(thread(() -> store.compact("lines")));
            threads.add(thread(() -> readPair(store)));
            threads.add(thread(() -> readOneAfterTheOther(store)));
            threads.add(thread(() -> readRows(store.collection("lines", Whole.class))));
            threads.add(thread(() -> readRows(store.collection("records", Whole.class))));
            for (int n = 1; n <= ROUNDS && this.failure.get() == null; n++) {
                write(store, n);
            }
            await().until(() -> this.failure.get() != null || this.reads.get() > 1000);
            this.done.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(this.failure).hasNullValue();
            assertThat(store.verify().findings()).isEmpty();
        }
        try (Store store = builder().open()) {
            assertThat(store.collection("lines", Whole.class).get("x")).contains(Whole.of(ROUNDS));
        }
    }

    private static void write(Store store, long n) {
        store.transact((tx) -> {
            tx.collection("records", Whole.class).put("x", Whole.of(n));
            tx.collection("lines", Whole.class).put("x", Whole.of(n));
            tx.collection("lines", Whole.class).put("r" + n % 10, Whole.of(n));
            return null;
        });
        if (n % 7 == 0) {
            store.collection("lines").delete("r" + n % 10);
        }
    }

    /** Rows of several collections, as one moment had them. */
    private void readPair(Store store) {
        List<Whole> pair = store.transact((tx) -> List.of(read(tx, "records"), read(tx, "lines")));
        assertThat(pair.get(0)).isEqualTo(pair.get(1));
        pair.get(0).check();
    }

    /** Who has seen one row of a transaction finds the others, too. */
    private static void readOneAfterTheOther(Store store) {
        RowCollection<Whole> first = store.collection("lines", Whole.class);
        RowCollection<Whole> then = store.collection("records", Whole.class);
        long seen = first.get("x").orElseThrow().a();
        assertThat(then.get("x").orElseThrow().a()).isGreaterThanOrEqualTo(seen);
        seen = then.get("x").orElseThrow().a();
        assertThat(first.get("x").orElseThrow().a()).isGreaterThanOrEqualTo(seen);
    }

    private static Whole read(Transaction tx, String collection) {
        return tx.collection(collection, Whole.class).get("x").orElseThrow();
    }

    /** Each row that is found is whole, and found by what it is indexed by. */
    private void readRows(RowCollection<Whole> rows) {
        long a = rows.get("x").orElseThrow().a();
        List<RowEntry<Whole>> found = rows.find("a", a);
        assertThat(found).allSatisfy((row) -> assertThat(row.value().a()).isEqualTo(a));
        rows.stream().forEach((row) -> row.value().check());
        assertThat(rows.get("x").orElseThrow().a()).isGreaterThanOrEqualTo(a);
    }

    @Test
    void aRowThatIsReadForTheFirstTimeWhileItChangesKeepsTheChange() throws Exception {
        try (Store store = builder().automaticFlush(false).open()) {
            RowCollection<Whole> rows = store.collection("lines", Whole.class);
            rows.put("x", Whole.of(0));
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                threads.add(thread(() -> rows.get("x").orElseThrow().check()));
            }
            for (int n = 1; n <= 20_000; n++) {
                rows.put("x", Whole.of(n));
                assertThat(rows.get("x").orElseThrow().a()).isEqualTo(n);
            }
            this.done.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(this.failure).hasNullValue();
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(() -> {
            try {
                while (!this.done.get()) {
                    work.run();
                    this.reads.incrementAndGet();
                }
            }
            catch (Throwable ex) {
                this.failure.set(ex);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void theLogIsForcedOnceAnInterval() {
        WalOptions wal = WalOptions.defaults().withSync(SyncPolicy.INTERVAL).withSyncInterval(Duration.ofMillis(20));
        try (Store store = builder().automaticFlush(false).wal(wal).open()) {
            for (int n = 1; n <= 3; n++) {
                write(store, n);
                long lsn = store.stats().log().lastLsn();
                assertThat(lsn).isGreaterThanOrEqualTo(3L * n);
                await().until(() -> store.stats().log().durableLsn() >= lsn);
            }
            assertThat(store.stats().log().syncs()).isGreaterThanOrEqualTo(3);
            assertThat(store.stats().flushes()).isZero();
        }
    }

}
