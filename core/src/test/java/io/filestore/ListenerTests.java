package io.filestore;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreClosedException;
import io.filestore.event.Listeners;
import io.filestore.event.RowChange;
import io.filestore.event.StoreListener;
import io.filestore.report.FlushReport;
import io.filestore.report.StoreStats;
import io.filestore.row.Row;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ListenerTests {

    private final Stores stores = new Stores((builder) -> builder.collection("rows", CollectionOptions.filePerRecord())
        .collection("copies", CollectionOptions.memoryOnly()));

    private final Store store = this.stores.open();

    private final RowCollection<Row> rows = this.store.collection("rows");

    /** Lets listeners go that a test has left waiting. */
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        this.released.countDown();
        this.stores.close();
    }

    private AutoCloseable listen(Consumer<List<RowChange>> work) {
        return this.store.addListener(new StoreListener() {

            @Override
            public void onCommit(List<RowChange> changes) {
                work.accept(changes);
            }

        });
    }

    /** Waits in its first call, and writes down what it is told. */
    private final class Slow implements StoreListener {

        private final CountDownLatch entered = new CountDownLatch(1);

        private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();

        @Override
        public void onCommit(List<RowChange> changes) {
            this.entered.countDown();
            awaitQuietly(ListenerTests.this.released);
            this.told.add((changes.size() == 1) ? changes.get(0).rowId() : changes.size() + " changes");
        }

        @Override
        public void onFlush(FlushReport report) {
            this.told.add("flush of " + report.rows());
        }

        @Override
        public void onOverflow(long missed) {
            this.told.add(missed + " missed");
        }

    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private Slow slow() {
        Slow slow = new Slow();
        this.store.addListener(slow);
        this.rows.put("first", row("{}"));
        awaitQuietly(slow.entered);
        return slow;
    }

    @Test
    void changesAreToldAsTheyWereMade() {
        ConcurrentLinkedQueue<RowChange> queue = new ConcurrentLinkedQueue<>();
        listen(queue::addAll);
        long version = this.rows.put("a", row("{'n':1}")).version();
        this.rows.put("a", row("{'n':2}"));
        this.rows.delete("a");
        this.rows.delete("a");
        this.rows.putIfAbsent("b", row("{}"));
        this.rows.putIfAbsent("b", row("{}"));
        this.store.values().put("v", 1);
        Stores.await(() -> queue.size() == 5);
        List<RowChange> told = new ArrayList<>(queue);
        assertThat(told).extracting(RowChange::toString)
            .containsExactly("INSERTED rows/a", "UPDATED rows/a", "DELETED rows/a", "INSERTED rows/b",
                    "INSERTED _values/v");
        assertThat(told.get(0).version()).isEqualTo(version);
        assertThat(told.get(0).json()).isEqualTo("{\"n\":1}");
        assertThat(told.get(2).json()).isNull();
        assertThat(told.get(2).version()).isZero();
    }

    @Test
    void changesOfATransactionAreToldTogether() {
        ConcurrentLinkedQueue<Integer> told = new ConcurrentLinkedQueue<>();
        listen((changes) -> told.add(changes.size()));
        this.store.transact((transaction) -> {
            transaction.collection("rows").put("a", row("{}"));
            transaction.collection("copies").put("b", row("{}"));
            transaction.collection("rows").delete("absent");
            return null;
        });
        this.store.close();
        assertThat(told).containsExactly(2);
    }

    @Test
    void aListenerMayUseTheStore() throws Exception {
        listen((changes) -> {
            for (RowChange change : changes) {
                if (change.collection().equals("rows")) {
                    this.store
                        .transact((transaction) -> transaction.collection("copies").put(change.rowId(), row("{}")));
                    this.store.flush();
                    this.store.verify();
                }
            }
        });
        CompletableFuture
            .allOf(IntStream.range(0, 3)
                .mapToObj((i) -> CompletableFuture
                    .runAsync(() -> IntStream.range(0, 30).forEach((j) -> this.rows.put(i + "-" + j, row("{}")))))
                .toArray(CompletableFuture<?>[]::new))
            .get(10, TimeUnit.SECONDS);
        Stores.await(() -> this.store.collection("copies").count() == 90);
    }

    @Test
    void changesAreToldInTheOrderOfTheirVersionsOneAtATime() {
        List<ConcurrentLinkedQueue<Long>> told = List.of(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
        told.forEach((versions) -> listen((changes) -> changes.forEach((change) -> versions.add(change.version()))));
        CompletableFuture
            .allOf(IntStream.range(0, 4)
                .mapToObj((i) -> CompletableFuture
                    .runAsync(() -> IntStream.range(0, 200).forEach((j) -> this.rows.put("row-" + j % 5, row("{}")))))
                .toArray(CompletableFuture<?>[]::new))
            .join();
        for (ConcurrentLinkedQueue<Long> versions : told) {
            Stores.await(() -> versions.size() == 800);
            assertThat(new ArrayList<>(versions)).isSorted();
        }
    }

    @Test
    void whateverAListenerThrowsChangesNoOutcomeAndOthersAreTold() {
        List<Throwable> thrown = List.of(new IllegalStateException("A listener with an error"), new AssertionError(),
                new StackOverflowError(), new OutOfMemoryError("Not really"), new LinkageError(),
                new InterruptedException());
        AtomicLong calls = new AtomicLong();
        StoreListener throwing = new StoreListener() {

            @Override
            public void onCommit(List<RowChange> changes) {
                fail();
            }

            @Override
            public void onFlush(FlushReport report) {
                fail();
            }

            private void fail() {
                Thread.currentThread().interrupt();
                ListenerTests.<RuntimeException>sneak(thrown.get((int) calls.getAndIncrement() % thrown.size()));
            }

        };
        this.store.addListener(throwing);
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        listen((changes) -> told.add(changes.get(0).rowId()));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add("row-" + i);
            assertThat(this.rows.put("row-" + i, row("{}")).inserted()).isTrue();
            assertThat(this.store.flush().rows()).isOne();
        }
        Stores.await(() -> calls.get() == 24 && told.size() == 12);
        assertThat(told).containsExactlyElementsOf(ids);
        assertThat(this.store.stats().listeners().failed()).isEqualTo(24);
        assertThat(this.store.stats().failedFlushes()).isZero();
        assertThat(this.store.stats().failure()).isNull();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aListenerThatDoesNotComeBackHoldsNoWriterNoFlushAndNoOtherListener() {
        Slow slow = slow();
        ConcurrentLinkedQueue<Thread> tellers = new ConcurrentLinkedQueue<>();
        listen((changes) -> tellers.add(Thread.currentThread()));
        this.rows.put("a", row("{}"));
        assertThat(this.store.flush().rows()).isEqualTo(2);
        Stores.tick(this.store);
        this.rows.put("b", row("{}"));
        assertThat(this.store.verify().findings()).isEmpty();
        Stores.await(() -> tellers.size() == 2);
        assertThat(Set.copyOf(tellers)).hasSize(1)
            .allMatch((teller) -> teller.isDaemon() && teller.getName().startsWith("filestore-listener-"));
        assertThat(slow.told).isEmpty();
        this.released.countDown();
        Stores.await(() -> slow.told.size() == 5);
        assertThat(slow.told).containsExactly("first", "a", "flush of 2", "b", "flush of 1");
    }

    @Test
    void whatWaitsForASlowListenerIsBoundedAndItIsToldOfTheGapInItsPlace() {
        Slow slow = slow();
        int more = 25;
        for (int i = 0; i < Listeners.MAX_EVENTS + more; i++) {
            this.store.collection("copies").put("row-" + i, row("{}"));
        }
        StoreStats.ListenerTotals behind = this.store.stats().listeners();
        assertThat(behind).isEqualTo(new StoreStats.ListenerTotals(1, Listeners.MAX_EVENTS, 1, more, 0));
        this.released.countDown();
        Stores.await(() -> slow.told.contains(more + " missed"));
        this.rows.put("last", row("{}"));
        Stores.await(() -> slow.told.contains("last"));
        List<String> told = new ArrayList<>(slow.told);
        assertThat(told).hasSize(Listeners.MAX_EVENTS + 3);
        assertThat(told.subList(told.size() - 3, told.size())).containsExactly("row-" + (Listeners.MAX_EVENTS - 1),
                more + " missed", "last");
        assertThat(this.store.stats().listeners()).isEqualTo(new StoreStats.ListenerTotals(1, 0, 0, more, 0));
    }

    @Test
    void largeEventsAreBoundedByWhatTheyHoldInMemory() {
        Slow slow = slow();
        Row large = row("{'text':'" + "x".repeat(1 << 20) + "'}");
        for (int i = 0; i < 20; i++) {
            this.store.collection("copies").put("large", large);
        }
        StoreStats.ListenerTotals behind = this.store.stats().listeners();
        assertThat(behind.waiting()).isEqualTo((Listeners.MAX_BYTES >> 20) - 1);
        assertThat(behind.missed()).isEqualTo(20 - behind.waiting());
        this.released.countDown();
        Stores.await(() -> slow.told.contains(behind.missed() + " missed"));
    }

    @Test
    void aSingleEventIsToldHoweverLargeItIs() {
        Slow slow = slow();
        int count = (int) (Listeners.MAX_BYTES / 200);
        this.store.transact((transaction) -> {
            IntStream.range(0, count).forEach((i) -> transaction.collection("copies").put("row-" + i, row("{}")));
            return null;
        });
        this.rows.put("after", row("{}"));
        this.released.countDown();
        Stores.await(() -> slow.told.size() == 3);
        assertThat(slow.told).containsExactly("first", count + " changes", "1 missed");
    }

    @Test
    void aListenerThatIsRemovedIsToldNothingMoreAndItsThreadEnds() throws Exception {
        AtomicReference<Thread> teller = new AtomicReference<>();
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        AutoCloseable registration = listen((changes) -> {
            teller.set(Thread.currentThread());
            awaitQuietly(this.released);
            told.add(changes.get(0).rowId());
        });
        this.rows.put("a", row("{}"));
        this.rows.put("b", row("{}"));
        Stores.await(() -> teller.get() != null);
        registration.close();
        this.rows.put("c", row("{}"));
        assertThat(this.store.stats().listeners().count()).isZero();
        this.released.countDown();
        teller.get().join();
        assertThat(told).containsExactly("a");
    }

    @Test
    void aListenerMayRemoveItself() {
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        AtomicReference<AutoCloseable> registration = new AtomicReference<>();
        registration.set(listen((changes) -> {
            told.add(changes.get(0).rowId());
            try {
                registration.get().close();
            }
            catch (Exception ex) {
                throw new IllegalStateException(ex);
            }
        }));
        this.rows.put("a", row("{}"));
        Stores.await(() -> this.store.stats().listeners().count() == 0);
        this.rows.put("b", row("{}"));
        this.store.close();
        assertThat(told).containsExactly("a");
    }

    @Test
    void aStoreThatClosesTellsWhatHasHappenedFirst() {
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        this.store.addListener(new StoreListener() {

            @Override
            public void onCommit(List<RowChange> changes) {
                told.add(changes.get(0).rowId());
            }

            @Override
            public void onFlush(FlushReport report) {
                told.add("flush");
                try {
                    ListenerTests.this.rows.count();
                }
                catch (StoreClosedException ex) {
                    refusal.set(ex);
                    throw ex;
                }
            }

        });
        IntStream.range(0, 100).forEach((i) -> this.rows.put("row-" + i, row("{}")));
        this.store.close();
        assertThat(told).hasSize(101).endsWith("row-99", "flush");
        assertThat(refusal.get()).isNotNull();
        assertThat(this.store.stats().listeners().failed()).isZero();
        assertThatExceptionOfType(StoreClosedException.class).isThrownBy(() -> listen((changes) -> {
        }));
    }

    @Test
    void aListenerMayCloseTheStore() {
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<Thread> teller = new AtomicReference<>();
        this.store.addListener(new StoreListener() {

            @Override
            public void onCommit(List<RowChange> changes) {
                teller.set(Thread.currentThread());
                ListenerTests.this.store.close();
                closed.countDown();
            }

        });
        this.rows.put("a", row("{}"));
        awaitQuietly(closed);
        assertThat(this.store.isClosed()).isTrue();
        Stores.await(() -> !teller.get().isAlive());
        assertThat(this.stores.open().collection("rows").contains("a")).isTrue();
    }

    @Test
    void aStoreClosesAlthoughAListenerDoesNotComeBack() {
        Slow slow = slow();
        this.rows.put("untold", row("{}"));
        this.store.close();
        this.released.countDown();
        Stores.await(() -> slow.told.size() == 1);
        assertThat(slow.told).containsExactly("first");
    }

}
