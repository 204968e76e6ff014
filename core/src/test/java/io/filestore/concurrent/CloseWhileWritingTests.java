package io.filestore.concurrent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreClosedException;
import io.filestore.error.StoreLockedException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class CloseWhileWritingTests {

    private static final int WRITERS = 6;

    private static final List<String> COLLECTIONS = List.of("records", "lines", "free");

    @TempDir
    Path directory;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private StoreBuilder builder() {
        return Store.builder(this.directory)
            .flushInterval(Duration.ofMillis(3))
            .collection("records", CollectionOptions.filePerRecord())
            .collection("lines", CollectionOptions.singleFile("lines.jsonl"))
            .collection("free", CollectionOptions.singleFile("free.json").withWal(false));
    }

    @RepeatedTest(5)
    void eachWriteIsThereAfterwardsOrWasRefused() throws Exception {
        CountDownLatch some = new CountDownLatch(60);
        Store store = builder().open();
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = writer + "-";
            String collection = COLLECTIONS.get(writer % COLLECTIONS.size());
            writers.add(new Thread(() -> write(store, collection, name, some)));
        }
        writers.forEach(Thread::start);
        some.await();
        store.close();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(this.failure).hasNullValue();
        assertThat(this.refused).hasSize(WRITERS);
        try (Store again = builder().open()) {
            Set<String> found = ConcurrentHashMap.newKeySet();
            COLLECTIONS.forEach((name) -> again.collection(name).ids().forEach(found::add));
            assertThat(found).containsExactlyInAnyOrderElementsOf(this.acknowledged);
            assertThat(again.verify().findings()).isEmpty();
        }
    }

    private void write(Store store, String collection, String name, CountDownLatch some) {
        String id = name;
        try {
            for (int i = 0; true; i++) {
                id = name + i;
                store.collection(collection).put(id, Row.parse("{}"));
                this.acknowledged.add(id);
                some.countDown();
            }
        }
        catch (StoreClosedException ex) {
            this.refused.add(id);
        }
        catch (Throwable ex) {
            this.failure.set(ex);
        }
    }

    @Test
    void everythingIsRefusedByAClosedStoreAndClosingTwiceIsFine() {
        Store store = builder().open();
        store.close();
        store.close();
        assertThatExceptionOfType(StoreClosedException.class).isThrownBy(() -> store.collection("lines").get("a"));
        assertThatExceptionOfType(StoreClosedException.class)
            .isThrownBy(() -> store.collection("lines").put("a", Row.parse("{}")));
        assertThatExceptionOfType(StoreClosedException.class).isThrownBy(store::flush);
        assertThatExceptionOfType(StoreClosedException.class).isThrownBy(store::verify);
        assertThatExceptionOfType(StoreClosedException.class).isThrownBy(() -> store.transact((tx) -> ""));
    }

    @Test
    void oneDirectoryIsOpenedByOneOfManyThreads() throws Exception {
        AtomicInteger locked = new AtomicInteger();
        List<Store> opened = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(() -> {
                try {
                    opened.add(builder().open());
                }
                catch (StoreLockedException ex) {
                    locked.incrementAndGet();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(opened).hasSize(1);
        assertThat(locked).hasValue(7);
        opened.get(0).collection("lines").put("a", Row.parse("{}"));
        assertThatExceptionOfType(StoreLockedException.class).isThrownBy(() -> builder().readOnly(true).open());
        opened.get(0).close();
        try (Store store = builder().open()) {
            assertThat(store.collection("lines").get("a")).isPresent();
        }
    }

}
