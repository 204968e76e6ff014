package io.filestore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.config.CollectionOptions;
import io.filestore.config.LayoutChanges;
import io.filestore.config.OnCorruption;
import io.filestore.config.OpeningListener;
import io.filestore.config.StoreSettings;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreClosedException;
import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreLockedException;
import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.io.StoreLocks;
import io.filestore.memory.RowTable;
import io.filestore.migration.Migrations;
import io.filestore.open.OpenStore;
import io.filestore.open.Recovery;
import io.filestore.remote.Engines;
import io.filestore.row.Row;
import io.filestore.row.RowCodec;
import io.filestore.row.StoredRow;
import io.filestore.storage.StandardStrategies;
import io.filestore.wal.WalOptions;
import io.filestore.wal.WriteAheadLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConcurrencyTests {

    private final Stores stores = new Stores(
            (builder) -> builder.collection("lines", CollectionOptions.singleFile("lines.jsonl").withIndexed("n"))
                .collection("plain", CollectionOptions.filePerRecord().withWal(false)));

    @AfterEach
    void close() {
        this.stores.close();
    }

    @Test
    void anErrorWhileABatchIsMadeReadyIsToldToEveryWriterOfTheBatch() {
        BrokenClock clock = new BrokenClock();
        this.stores.configure((builder) -> builder.clock(clock).collection("lines", CollectionOptions.filePerRecord()));
        Store store = this.stores.open();
        RowCollection<Row> lines = store.collection("lines");
        clock.blocked = new CountDownLatch(1);
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String id = "row-" + i;
            writers.add(CompletableFuture.runAsync(() -> lines.put(id, Row.parse("{}")), (work) -> start(work)));
            int calls = i;
            Stores.await(() -> clock.calls.get() >= calls + 2 && clock.isWaiting());
        }
        clock.broken = true;
        clock.blocked.countDown();
        writers.forEach((writer) -> assertThatExceptionOfType(CompletionException.class).isThrownBy(writer::join)
            .havingCause()
            .isInstanceOfAny(OutcomeUnknownException.class, StoreFailedException.class));
        clock.broken = false;
        assertThat(lines.count()).isZero();
        assertThat(store.stats().failure()).contains("stopped taking writes");
    }

    @Test
    void nobodyButTheHolderOfTheCommitLockChangesTheRowsOfAnOpenStore() throws Exception {
        MemoryDirectory disk = this.stores.disk();
        StoreSettings settings = new StoreSettings(disk, false, Duration.ofDays(1), true, false, OnCorruption.FAIL,
                LayoutChanges.REFUSE, true, null, Map.of("lines", CollectionOptions.singleFile("lines.jsonl")),
                Map.of(), Map.of("single-file", StandardStrategies.singleFile()),
                new RowCodec(RowCodec.defaultMapper().build()), this.stores.clock(),
                new WriteAheadLog(WalOptions.defaults()), new OpeningListener() {
                }, 0, 0, new Migrations(List.of(), Map.of()));
        try (StoreLocks locks = new StoreLocks(disk, false)) {
            OpenStore store = new Recovery(settings, locks, Engines.open(settings, Map.of())).run().store();
            RowTable rows = store.collections().get("lines").memory().rows();
            StoredRow row = StoredRow.of("a", "{}".getBytes(StandardCharsets.UTF_8), 1, 0);
            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> rows.put(row));
            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> rows.remove("a"));
            store.queue().exclusively(() -> rows.put(row));
            assertThat(rows.get("a")).isSameAs(row);
            settings.log().close();
        }
    }

    @Test
    void manyThreadsWriteWhileTheStoreFlushes() {
        Store store = this.stores.open();
        store.startFlushing();
        CompletableFuture<?>[] threads = IntStream.range(0, 4)
            .mapToObj((number) -> CompletableFuture.runAsync(() -> write(store, number)))
            .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(threads).join();
        store.stopFlushing();
        assertThat(store.stats().flushes()).isPositive();
        for (String name : List.of("lines", "plain")) {
            assertThat(store.collection(name).count()).isEqualTo(4 * 40);
            new FindCheck(store, name).run();
        }
        assertThat(store.verify().findings()).isEmpty();
        Store after = this.stores.crash(CrashMode.NOTHING);
        assertThat(after.collection("lines").count()).isEqualTo(4 * 40);
        assertThat(after.verify().findings()).isEmpty();
    }

    private static void write(Store store, int number) {
        for (int i = 0; i < 400; i++) {
            String id = number + "-" + i % 50;
            Row row = Row.of("n", i % 50);
            if (i % 50 >= 40) {
                store.collection("lines").delete(id);
                store.collection("plain").delete(id);
            }
            else if (i % 3 == 0) {
                store.transact((transaction) -> {
                    transaction.collection("lines").put(id, row);
                    return transaction.collection("plain").put(id, row);
                });
            }
            else {
                store.collection("lines").put(id, row);
                store.collection("plain").put(id, row);
            }
            assertThat(store.collection("lines").get(id).isPresent()).isEqualTo(i % 50 < 40);
        }
    }

    @Test
    void interruptsDamageNothing(@TempDir Path directory) throws Exception {
        StoreBuilder builder = Store.builder(directory)
            .flushInterval(Duration.ofMillis(5))
            .collection("lines", CollectionOptions.singleFile("lines.jsonl"))
            .collection("files", CollectionOptions.filePerRecord());
        AtomicInteger written = new AtomicInteger();
        try (Store store = builder.open()) {
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 300; i++) {
                    store.collection("lines").put("row-" + i, Row.of("n", i));
                    store.collection("files").put("row-" + i % 10, Row.of("n", i));
                    if (i % 50 == 0) {
                        store.flush();
                    }
                    written.incrementAndGet();
                }
            });
            writer.start();
            while (writer.isAlive()) {
                writer.interrupt();
                Thread.onSpinWait();
            }
            writer.join();
            assertThat(written).hasValue(300);
            assertThat(store.stats().failure()).isNull();
            assertThat(store.stats().failedFlushes()).isZero();
            assertThat(store.verify().findings()).isEmpty();
        }
        try (Store store = builder.wal(WalOptions.defaults()).open()) {
            assertThat(store.collection("lines").count()).isEqualTo(300);
            assertThat(store.collection("files").get("row-9")).contains(Row.of("n", 299));
            assertThat(store.verify().findings()).isEmpty();
        }
    }

    @Test
    void anInterruptIsKeptForTheCaller() {
        Store store = this.stores.open();
        Thread.currentThread().interrupt();
        store.collection("lines").put("a", Row.parse("{}"));
        store.flush();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.collection("lines").contains("a")).isTrue();
    }

    @Test
    void closingWhileOthersWriteAndFlushLosesNothingAndLetsNobodyWait() {
        for (int round = 0; round < 20; round++) {
            Store store = this.stores.open();
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            String prefix = "round-" + round + "-";
            CompletableFuture<?>[] threads = IntStream.range(0, 3)
                .mapToObj((number) -> CompletableFuture.runAsync(() -> {
                    try {
                        for (int i = 0;; i++) {
                            String id = prefix + number + "-" + i;
                            store.collection("lines").put(id, Row.parse("{}"));
                            store.collection("plain").put(id, Row.parse("{}"));
                            acknowledged.add(id);
                            if (number == 0) {
                                store.flush();
                            }
                        }
                    }
                    catch (StoreClosedException ex) {
                        // As it should be.
                    }
                }, ConcurrencyTests::start))
                .toArray(CompletableFuture<?>[]::new);
            Stores.await(() -> acknowledged.size() > 20);
            store.close();
            CompletableFuture.allOf(threads).orTimeout(10, TimeUnit.SECONDS).join();
            Store after = this.stores.open();
            assertThat(after.stats().replayed()).isZero();
            for (String name : List.of("lines", "plain")) {
                assertThat(after.collection(name).ids().toList()).containsAll(acknowledged);
            }
            after.collection("lines").clear();
            after.collection("plain").clear();
            after.close();
        }
    }

    @Test
    void aDirectoryHasOneStoreInAProcess(@TempDir Path directory) {
        try (Store store = Store.builder(directory).open()) {
            assertThatExceptionOfType(StoreLockedException.class).isThrownBy(() -> Store.builder(directory).open());
            assertThat(store.stats().failure()).isNull();
        }
        Store.builder(directory).open().close();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops whoever asks for the time to commit, and then breaks. */
    private static final class BrokenClock implements InstantSource {

        private final AtomicInteger calls = new AtomicInteger();

        private volatile CountDownLatch blocked = new CountDownLatch(0);

        private volatile Thread waiting;

        private volatile boolean broken;

        @Override
        public Instant instant() {
            boolean commits = StackWalker.getInstance()
                .walk((frames) -> frames.anyMatch((frame) -> frame.getMethodName().equals("logAndApply")));
            if (commits) {
                try {
                    this.waiting = Thread.currentThread();
                    this.blocked.await();
                }
                catch (InterruptedException ex) {
                    throw new IllegalStateException(ex);
                }
                if (this.broken) {
                    throw new IllegalStateException("The clock is broken");
                }
            }
            this.calls.incrementAndGet();
            return Instant.EPOCH.plusMillis(1);
        }

        private boolean isWaiting() {
            return this.waiting != null;
        }

    }

}
