package io.filestore.concurrent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreFailedException;
import io.filestore.io.MemoryDirectory;
import io.filestore.io.StoreDirectory;
import io.filestore.process.WrappedDirectory;
import io.filestore.row.Row;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What becomes of writes when an error strikes on their way, and there is not even memory
 * to say so.
 */
@Timeout(60)
class ErrorWhileCommittingTests {

    private final MemoryDirectory disk = new MemoryDirectory();

    private final AtomicBoolean armed = new AtomicBoolean();

    private StoreBuilder builder(StoreDirectory directory) {
        return Store.builder(Path.of("unused"))
            .directory(directory)
            .automaticFlush(false)
            .wal(WalOptions.defaults().withSync(SyncPolicy.ALWAYS))
            .collection("rows", CollectionOptions.filePerRecord());
    }

    private StoreDirectory without(String call) {
        return new WrappedDirectory(this.disk) {

            @Override
            protected void before(String name, Path file) {
                if (ErrorWhileCommittingTests.this.armed.get() && (name + " " + file.getFileName()).equals(call)) {
                    throw new Speechless();
                }
            }

        };
    }

    @Test
    void anErrorWhileLoggingIsNoSuccessAndStopsTheStore() {
        failsStop("append _wal.jsonl");
    }

    @Test
    void anErrorWhileForcingIsNoSuccessAndStopsTheStore() {
        failsStop("sync _wal.jsonl");
    }

    private void failsStop(String call) {
        try (Store store = builder(without(call)).open()) {
            store.collection("rows").put("a", Row.parse("{\"n\":1}"));
            this.armed.set(true);
            assertThat(catchThrowable(() -> store.collection("rows").put("a", Row.parse("{\"n\":2}"))))
                .isInstanceOf(OutcomeUnknownException.class);
            this.armed.set(false);
            assertThatExceptionOfType(StoreFailedException.class)
                .isThrownBy(() -> store.collection("rows").put("b", Row.parse("{}")));
            assertThat(store.collection("rows").get("a")).contains(Row.parse("{\"n\":1}"));
            assertThat(store.stats().failure()).isNotNull();
        }
        try (Store store = builder(this.disk).open()) {
            assertThat(store.collection("rows").get("a")).isPresent();
            assertThat(store.collection("rows").get("b")).isEmpty();
            assertThat(store.verify().findings()).isEmpty();
        }
    }

    @Test
    void allWritersEndAndNoneIsToldOfASuccessThatWasNone() throws Exception {
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch written = new CountDownLatch(100);
        try (Store store = builder(without("append _wal.jsonl")).open()) {
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < 16; writer++) {
                String name = "w" + writer + "-";
                writers.add(new Thread(() -> {
                    try {
                        for (int i = 0; true; i++) {
                            store.collection("rows").put(name + i, Row.parse("{}"));
                            acknowledged.add(name + i);
                            written.countDown();
                        }
                    }
                    catch (OutcomeUnknownException | StoreFailedException ex) {
                        refused.incrementAndGet();
                    }
                }));
            }
            writers.forEach(Thread::start);
            written.await();
            this.armed.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            assertThat(refused).hasValue(16);
        }
        try (Store store = builder(this.disk).open()) {
            assertThat(store.collection("rows").ids()).containsAll(acknowledged);
        }
    }

    /** As when there is no memory left to describe an error. */
    private static final class Speechless extends OutOfMemoryError {

        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            throw this;
        }

        @Override
        public String getMessage() {
            throw this;
        }

    }

}
