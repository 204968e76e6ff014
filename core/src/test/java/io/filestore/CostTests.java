package io.filestore;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.config.CollectionOptions;
import io.filestore.io.Fault;
import io.filestore.report.FlushReport;
import io.filestore.row.Row;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;
import io.filestore.wal.WriteAheadLog;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What things cost, as far as it can be counted exactly: calls to the disk, bytes
 * written, memory allocated. So a slower design is noticed without a clock.
 */
class CostTests {

    private static final String APPEND = "append _wal.jsonl";

    private static final String FORCE = "force _wal.jsonl";

    private Stores stores = new Stores(UnaryOperator.identity());

    @AfterEach
    void close() {
        this.stores.close();
    }

    private Store open(SyncPolicy sync, CollectionOptions options) {
        this.stores = new Stores((builder) -> builder.log(new WriteAheadLog(WalOptions.defaults().withSync(sync)))
            .collection("rows", options));
        return this.stores.open();
    }

    private static CollectionOptions options(String form) {
        CollectionOptions options = form.equals("files") ? CollectionOptions.filePerRecord()
                : CollectionOptions.singleFile("rows.jsonl");
        return options.withIndexed("name", "n").withUnique("name");
    }

    private static Row numbered(int i) {
        return row("{'name':'name-%05d','n':%d,'text':'as long as any other %05d'}".formatted(i, i % 5, i));
    }

    @ParameterizedTest
    @EnumSource(SyncPolicy.class)
    void aPutIsOneAppendAndOneForceIfItIsForced(SyncPolicy sync) {
        RowCollection<Row> rows = open(sync, options("lines")).collection("rows");
        rows.put("first", numbered(0));
        List<String> expected = (sync == SyncPolicy.ALWAYS) ? List.of(APPEND, FORCE) : List.of(APPEND);
        assertThat(this.stores.calls(() -> rows.put("new", numbered(1)))).isEqualTo(expected);
        assertThat(this.stores.calls(() -> rows.put("new", numbered(2)))).isEqualTo(expected);
        assertThat(this.stores.calls(() -> rows.delete("new"))).isEqualTo(expected);
    }

    @Test
    void aTransactionOfManyRowsIsOneAppendAndOneForce() {
        Store store = open(SyncPolicy.ALWAYS, options("lines"));
        store.collection("rows").put("first", numbered(0));
        assertThat(this.stores.calls(() -> store.transact((tx) -> {
            for (int i = 1; i <= 500; i++) {
                tx.collection("rows").put("row-" + i, numbered(i));
            }
            return null;
        }))).containsExactly(APPEND, FORCE);
    }

    @Test
    void aReadAsksNothingOfTheDisk() {
        RowCollection<Row> rows = open(SyncPolicy.ALWAYS, options("files")).collection("rows");
        rows.put("first", numbered(0));
        int reads = this.stores.disk().reads();
        assertThat(this.stores.calls(() -> {
            assertThat(rows.get("first")).isPresent();
            assertThat(rows.find("name", "name-00000")).hasSize(1);
            assertThat(rows.find("n", 0)).hasSize(1);
        })).isEmpty();
        assertThat(this.stores.disk().reads()).isEqualTo(reads);
    }

    @Test
    void writersThatWaitForOneAnotherShareOneAppendAndOneForce() throws InterruptedException {
        Store store = open(SyncPolicy.ALWAYS, options("lines"));
        RowCollection<Row> rows = store.collection("rows");
        rows.put("first", numbered(0));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicBoolean once = new AtomicBoolean();
        this.stores.disk().failOnce((call) -> {
            if (call.equals(APPEND) && once.compareAndSet(false, true)) {
                entered.countDown();
                awaitQuietly(released);
            }
            return false;
        }, Fault.IO_ERROR);
        int before = this.stores.disk().calls();
        List<Thread> writers = new ArrayList<>();
        writers.add(start(() -> rows.put("slow", numbered(1))));
        entered.await();
        for (int i = 2; i < 66; i++) {
            int number = i;
            writers.add(start(() -> rows.put("row-" + number, numbered(number))));
        }
        Stores.await(() -> writers.stream().allMatch((writer) -> writer.getState() == Thread.State.WAITING));
        released.countDown();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(this.stores.disk().log().subList(before, this.stores.disk().calls())).containsExactly(APPEND, FORCE,
                APPEND, FORCE);
        assertThat(rows.count()).isEqualTo(66);
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "files", "lines" })
    void theFlushOfOneRowCostsTheSameAmongTenAndAmongThousands(String form) {
        List<String> few = new ArrayList<>();
        List<String> many = new ArrayList<>();
        long fewBytes = flushOfOneRowAmong(10, form, few);
        long manyBytes = flushOfOneRowAmong(3000, form, many);
        assertThat(many).isEqualTo(few).isNotEmpty();
        // The checksums name the file's size, their line and the LSN, which then have
        // digits more.
        assertThat(manyBytes).isBetween(fewBytes, fewBytes + 8).isLessThan(400);
    }

    private long flushOfOneRowAmong(int count, String form, List<String> calls) {
        Store store = open(SyncPolicy.NEVER, options(form));
        store.transact((tx) -> {
            for (int i = 10_000; i < 10_000 + count; i++) {
                tx.collection("rows").put("row-" + i, numbered(i));
            }
            return null;
        });
        store.flush();
        store.collection("rows").put("row-10005", numbered(50_000));
        FlushReport[] report = new FlushReport[1];
        calls.addAll(this.stores.calls(() -> report[0] = store.flush()));
        calls.replaceAll((call) -> call.replaceAll("_wal-\\d+", "_wal-n"));
        this.stores.close();
        return report[0].bytes();
    }

    @Test
    void anIdleFlushCallsNothing() {
        Store store = open(SyncPolicy.INTERVAL, options("files"));
        store.collection("rows").put("row", numbered(0));
        store.flush();
        assertThat(this.stores.calls(store::flush)).isEmpty();
    }

    @Test
    void openingForcesEachFileAndDirectoryOnce() {
        this.stores.configure((builder) -> collections(50, builder));
        Store store = this.stores.open();
        store.collectionNames().forEach((name) -> store.collection(name).put("row", numbered(0)));
        store.close();
        List<String> forces = new ArrayList<>(this.stores.calls(this.stores::open));
        forces.removeIf((call) -> !call.startsWith("force") || !call.contains("many"));
        assertThat(forces).hasSize(51).contains("forceDirectory many").doesNotHaveDuplicates();
    }

    private static StoreBuilder collections(int count, StoreBuilder builder) {
        for (int i = 0; i < count; i++) {
            builder.collection("lines-" + i, CollectionOptions.singleFile("many/" + i + ".jsonl"));
        }
        return builder;
    }

    /** What is left of the cost of opening grows with the collections, not faster. */
    @Test
    void collectionsAreNotComparedWithOneAnother() {
        long few = openingAllocates(200);
        assertThat(openingAllocates(800)).isLessThan(6 * few);
    }

    private long openingAllocates(int count) {
        this.stores.configure((builder) -> collections(count, builder));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        this.stores.open();
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        this.stores.close();
        return allocated;
    }

    record Numbered(String name, int n, String text) {
    }

    /** The bound is half as much again as what it takes today. */
    @Test
    void aPutAllocatesAFewTimesItsRow(@TempDir Path directory) {
        try (Store store = unforced(directory)) {
            RowCollection<Row> rows = store.collection("rows");
            Row[] values = { numbered(1), numbered(2) };
            assertThat(allocatedBy((i) -> rows.put("row", values[i & 1]))).isBetween(100L, 2600L);
        }
    }

    /** The bounds are half as much again as what it takes today. */
    @Test
    void aSearchAllocatesLittleMoreThanItsResult(@TempDir Path directory) {
        try (Store store = unforced(directory)) {
            RowCollection<Numbered> rows = store.collection("rows", Numbered.class);
            for (int i = 0; i < 500; i++) {
                store.collection("rows").put("row-" + i, numbered(i));
            }
            assertThat(rows.find("n", 3)).hasSize(100);
            assertThat(allocatedBy((i) -> rows.find("name", "name-00007"))).isBetween(24L, 240L);
            assertThat(allocatedBy((i) -> rows.find("n", 3))).isBetween(2400L, 5900L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void anIndexedArrayThatIsPutAgainWithOneElementChangedCostsWhatItsElementsCost(boolean unique) {
        long small = bytesOfChangingOneOf(1000, unique);
        assertThat(bytesOfChangingOneOf(4000, unique)).isBetween(small, 7 * small);
    }

    private long bytesOfChangingOneOf(int elements, boolean unique) {
        CollectionOptions options = CollectionOptions.memoryOnly().withIndexed("tags");
        RowCollection<Row> rows = open(SyncPolicy.NEVER, unique ? options.withUnique("tags") : options)
            .collection("rows");
        String tags = IntStream.range(0, elements).mapToObj((i) -> "'tag-" + i + "'").collect(Collectors.joining(","));
        rows.put("row", row("{'tags':[" + tags + "]}"));
        Row changed = row("{'tags':[" + tags + ",'another'],'more':1}");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        rows.put("row", changed);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(rows.find("tags", "another")).hasSize(1);
        this.stores.close();
        return bytes;
    }

    /** A search takes the same among few own changes and among many. */
    @Test
    void aSearchInATransactionDoesNotLookThroughItsChanges(@TempDir Path directory) {
        try (Store store = unforced(directory)) {
            long few = searchAmong(10, store);
            long many = searchAmong(3000, store);
            assertThat(many).isBetween(24L, few * 2);
        }
    }

    private static long searchAmong(int count, Store store) {
        return store.transact((tx) -> {
            RowCollection<Row> rows = tx.collection("rows");
            for (int i = 0; i < count; i++) {
                rows.put("row-" + i, numbered(i));
            }
            return allocatedBy((i) -> assertThat(rows.find("name", "name-00007")).hasSize(1));
        });
    }

    private static Store unforced(Path directory) {
        return Store.builder(directory)
            .log(new WriteAheadLog(WalOptions.defaults().withSync(SyncPolicy.NEVER)))
            .automaticFlush(false)
            .collection("rows", options("lines"))
            .open();
    }

    /** What one call allocates in this thread, once it has been compiled. */
    private static long allocatedBy(IntConsumer call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 40; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 500; i++) {
                call.accept(i);
            }
            least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / 500);
        }
        return least;
    }

}
