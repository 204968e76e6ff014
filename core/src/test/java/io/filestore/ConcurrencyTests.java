package io.filestore;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.error.StoreFailedException;
import io.filestore.record.Row;

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
            .withCauseInstanceOf(StoreFailedException.class));
        clock.broken = false;
        assertThat(lines.count()).isZero();
        assertThat(store.stats().failure()).contains("stopped taking writes");
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
