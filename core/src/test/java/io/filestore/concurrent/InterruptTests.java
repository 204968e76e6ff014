package io.filestore.concurrent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** An interrupt closes a FileChannel under its writer; the store must not care. */
@Timeout(120)
class InterruptTests {

    private static final int WRITERS = 4;

    private static final int WRITES = 160;

    @TempDir
    Path directory;

    private final ConcurrentHashMap<String, Integer> acknowledged = new ConcurrentHashMap<>();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private final AtomicInteger interrupts = new AtomicInteger();

    private StoreBuilder builder() {
        return Store.builder(this.directory)
            .flushInterval(Duration.ofMillis(5))
            .wal(WalOptions.defaults().withSegmentSizeBytes(8192))
            .collection("records", CollectionOptions.filePerRecord().withIndexed("n"))
            .collection("lines", CollectionOptions.singleFile("lines.jsonl"))
            .collection("packed", CollectionOptions.compressed("packed"));
    }

    @Test
    void interruptsInALoopDamageNothing() throws Exception {
        try (Store store = builder().open()) {
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(new Thread(() -> write(store, number)));
            }
            writers.forEach(Thread::start);
            Random random = new Random(1);
            while (writers.stream().anyMatch(Thread::isAlive)) {
                writers.get(random.nextInt(WRITERS)).interrupt();
                LockSupport.parkNanos(random.nextInt(300_000));
            }
            assertThat(this.failure).hasNullValue();
            assertThat(store.stats().failure()).isNull();
            assertThat(store.stats().failedFlushes()).isZero();
            assertThat(store.verify().findings()).isEmpty();
        }
        assertThat(this.interrupts).hasPositiveValue();
        assertThat(this.acknowledged).hasSize(WRITERS * WRITES);
        try (Store store = builder().open()) {
            this.acknowledged.forEach((id, n) -> assertThat(store.collection(collection(id)).get(id))
                .contains(Row.parse("{\"n\":" + n + "}")));
            assertThat(store.verify().findings()).isEmpty();
        }
    }

    private void write(Store store, int writer) {
        try {
            for (int i = 0; i < WRITES; i++) {
                String id = writer + "-" + i;
                write(store, id, i);
                this.acknowledged.put(id, i);
                // The interrupt is still there for whoever it was meant for.
                if (Thread.interrupted()) {
                    this.interrupts.incrementAndGet();
                }
            }
        }
        catch (Throwable ex) {
            this.failure.set(ex);
        }
    }

    private static void write(Store store, String id, int n) {
        Row row = Row.parse("{\"n\":" + n + "}");
        if (n % 50 == 0) {
            store.flush();
        }
        if (n % 75 == 0) {
            store.compact(collection(id));
        }
        if (n % 3 == 0) {
            store.transact((tx) -> tx.collection(collection(id)).put(id, row));
        }
        else {
            store.collection(collection(id)).put(id, row);
        }
    }

    private static String collection(String id) {
        return List.of("records", "lines", "packed").get(Math.floorMod(id.hashCode(), 3));
    }

    @Test
    void theFlagOfAnInterruptedThreadSurvivesEveryCall() throws Exception {
        Thread.currentThread().interrupt();
        try (Store store = builder().open()) {
            assertInterrupted();
            store.collection("records").put("a", Row.parse("{}"));
            assertInterrupted();
            store.transact((tx) -> tx.collection("lines").put("a", Row.parse("{}")));
            assertInterrupted();
            store.flush();
            assertInterrupted();
            store.compact("lines");
            assertInterrupted();
            assertThat(store.verify().findings()).isEmpty();
            assertInterrupted();
        }
        finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        try (Store store = builder().open()) {
            assertThat(store.collection("records").get("a")).isPresent();
            assertThat(store.collection("lines").get("a")).isPresent();
        }
    }

    private static void assertInterrupted() {
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

}
