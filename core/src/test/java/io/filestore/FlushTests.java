package io.filestore;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreClosedException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreIOException;
import io.filestore.event.StoreListener;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.report.FlushReport;
import io.filestore.row.Row;
import io.filestore.wal.WalOptions;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FlushTests {

    private final Stores stores = new Stores(
            (builder) -> builder.collection("users", CollectionOptions.filePerRecord().withIndexed("n"))
                .collection("lines", CollectionOptions.singleFile("lines.jsonl").withIndexed("n"))
                .collection("plain", CollectionOptions.filePerRecord().withWal(false)));

    private Store store = this.stores.open();

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void put(String collection, String id, int n) {
        this.store.collection(collection).put(id, row("{'n':" + n + "}"));
    }

    private List<String> flush() {
        return flushWithChecksums().stream().filter((call) -> !call.contains("_checksums.jsonl")).toList();
    }

    private List<String> flushWithChecksums() {
        return this.stores.calls(() -> this.store.flush())
            .stream()
            .filter((call) -> call.startsWith("rename") || call.startsWith("append") || call.startsWith("delete"))
            .filter((call) -> !call.contains("_wal") && !call.contains("_checkpoint"))
            .toList();
    }

    @Test
    void oneChangedRowOfManyIsOneRowFileOneChecksumAndOneIndexLine() {
        for (int i = 0; i < 1000; i++) {
            put("users", "user-" + i, i);
        }
        this.store.flush();
        put("users", "user-500", -1);
        List<String> calls = flushWithChecksums();
        assertThat(calls).containsExactly("append users/_checksums.jsonl", "rename users/user-500.json",
                "append users/indices/n.jsonl", "append users/_checksums.jsonl");
        assertThat(this.stores.disk().text("users/indices/n.jsonl")).hasLineCount(1001)
            .endsWith("{\"key\":-1,\"rowId\":\"user-500\"}\n");
        put("users", "user-500", -1);
        assertThat(flushWithChecksums()).containsExactly("append users/_checksums.jsonl", "rename users/user-500.json",
                "append users/_checksums.jsonl");
    }

    @Test
    void oneChangedRowOfManyIsOneLine() {
        for (int i = 0; i < 100; i++) {
            put("lines", "line-" + i, i);
        }
        this.store.flush();
        put("lines", "line-5", -1);
        this.store.collection("lines").delete("line-7");
        FlushReport report = this.store.flush();
        assertThat(this.stores.disk().text("lines.jsonl")).hasLineCount(102)
            .contains("{\"id\":\"line-5\",\"n\":-1}\n", "{\"id\":\"line-7\",\"_deleted\":true}\n");
        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.collections()).containsOnlyKeys("lines");
        assertThat(report.lsn()).isEqualTo(102);
    }

    @Test
    void anIdleStoreWritesNothing() {
        put("users", "a", 1);
        this.store.flush();
        assertThat(this.stores.calls(() -> this.store.flush())).isEmpty();
        this.store = this.stores.reopen();
        this.store.flush();
        assertThat(this.stores.calls(() -> this.store.flush())).isEmpty();
        assertThat(this.stores.calls(() -> Stores.tick(this.store))).isEmpty();
    }

    @Test
    void compactionLeavesEachRowOneLine() {
        for (int i = 0; i < 10; i++) {
            put("lines", "a", i);
            this.store.flush();
        }
        put("lines", "b", 1);
        this.store.collection("lines").delete("a");
        assertThat(this.store.compact("lines").collections()).containsOnlyKeys("lines");
        assertThat(this.stores.disk().text("lines.jsonl")).isEqualTo("{\"id\":\"b\",\"n\":1}\n");
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void aStartCountsTheLinesThatANextFlushLeavesOut() {
        putLines(1200);
        putLines(1100);
        assertThat(this.stores.disk().text("lines.jsonl")).hasLineCount(2300);
        this.store = this.stores.reopen();
        putLines(200);
        assertThat(this.stores.disk().text("lines.jsonl")).hasLineCount(2500);
        this.store.flush();
        assertThat(this.stores.disk().text("lines.jsonl")).hasLineCount(1200);
    }

    private void putLines(int count) {
        for (int i = 0; i < count; i++) {
            put("lines", "line-" + i, count);
        }
        this.store.flush();
    }

    @ParameterizedTest
    @ValueSource(strings = { "write users/b.json.tmp", "force users/b.json.tmp", "rename users/b.json",
            "delete users/a.json", "append lines.jsonl", "force lines.jsonl", "forceDirectory users",
            "rename _checkpoint.json", "force _checkpoint.json.tmp", "rename plain/b.json" })
    void whatAFailedFlushCouldNotWriteIsWrittenByTheNext(String call) {
        for (String name : List.of("users", "lines", "plain")) {
            put(name, "a", 1);
            put(name, "b", 1);
        }
        this.store.flush();
        for (String name : List.of("users", "lines", "plain")) {
            this.store.collection(name).delete("a");
            put(name, "b", 2);
        }
        this.stores.disk().failOnce(call::equals, Fault.IO_ERROR_HALFWAY);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(() -> this.store.flush());
        assertThat(this.store.stats().failedFlushes()).isOne();
        assertThat(this.store.stats().lastFlushFailure()).contains("Input/output error");
        put("users", "c", 3);
        this.store.flush();
        assertThat(this.store.stats().failedFlushes()).isZero();
        assertThat(this.store.stats().lastFlushFailure()).isNull();
        assertThat(this.store.stats().pendingRows()).isZero();
        assertThat(this.store.verify().findings()).isEmpty();
        this.store = this.stores.crash(CrashMode.NOTHING);
        for (String name : List.of("users", "lines", "plain")) {
            assertThat(this.store.collection(name).contains("a")).as(name).isFalse();
            assertThat(this.store.collection(name).get("b")).contains(row("{'n':2}"));
        }
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void aDeleteAfterAFailedFlushDoesNotComeBack() {
        put("users", "a", 1);
        put("plain", "a", 1);
        this.stores.disk().failOnce("forceDirectory users"::equals, Fault.IO_ERROR);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.store.flush());
        this.store.collection("users").delete("a");
        this.store.collection("plain").delete("a");
        this.store.flush();
        assertThat(this.stores.disk().files()).noneMatch((file) -> file.endsWith("a.json"));
        this.store = this.stores.reopen();
        assertThat(this.store.collection("users").count() + this.store.collection("plain").count()).isZero();
    }

    @Test
    void aFailureOfIndexFilesDoesNotHoldUpTheFlush() {
        put("users", "a", 1);
        this.store.flush();
        put("users", "a", 2);
        this.stores.disk().failOnce("append users/indices/n.jsonl"::equals, Fault.DISK_FULL_HALFWAY);
        assertThat(this.store.flush().lsn()).isEqualTo(2);
        this.store.flush();
        assertThat(this.stores.disk().text("users/indices/n.jsonl")).isEqualTo("{\"key\":2,\"rowId\":\"a\"}\n");
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void aSegmentThatCannotBeSealedGoesOnTakingWrites() {
        put("users", "a", 1);
        this.stores.disk().failOnce((call) -> call.startsWith("rename _wal-"), Fault.IO_ERROR);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(() -> this.store.flush());
        put("users", "b", 2);
        this.store.flush();
        put("users", "c", 3);
        assertThat(this.store.stats().failure()).isNull();
        this.store = this.stores.crash(CrashMode.NOTHING);
        assertThat(this.store.collection("users").ids()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void lagIsTheAgeOfTheOldestChangeThatIsNotInFiles() {
        assertThat(this.store.stats().flushLag()).isZero();
        put("users", "a", 1);
        this.stores.clock().advance(Duration.ofSeconds(3));
        put("lines", "b", 1);
        this.stores.clock().advance(Duration.ofSeconds(4));
        assertThat(this.store.stats().flushLag()).hasSeconds(7);
        assertThat(this.store.stats().pendingRows()).isEqualTo(2);
        this.stores.disk().failOnce((call) -> call.startsWith("write users"), Fault.IO_ERROR);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(() -> this.store.flush());
        this.stores.clock().advance(Duration.ofSeconds(1));
        assertThat(this.store.stats().flushLag()).hasSeconds(8);
        this.store.flush();
        assertThat(this.store.stats().flushLag()).isZero();
        assertThat(this.store.stats().lastFlush()).isEqualTo(this.stores.clock().instant());
    }

    @Test
    void closingFlushesAndClosingTwiceDoesNothing() {
        put("users", "a", 1);
        this.store.close();
        assertThat(this.stores.disk().text("users/a.json")).isEqualTo("{\n  \"n\": 1\n}\n");
        assertThat(this.stores.calls(() -> this.store.close())).isEmpty();
        RowCollection<Row> users = this.stores.open().collection("users");
        this.stores.close();
        List<Runnable> uses = List.of(() -> users.get("a"), () -> users.put("a", row("{}")), () -> users.delete("a"),
                users::count, users::ids, () -> users.find("n", 1), () -> this.store.flush(),
                () -> this.store.compact("users"), () -> this.store.verify(), () -> this.store.collection("users"),
                () -> this.store.values().get("a"), () -> this.store.transact((transaction) -> null),
                () -> this.store.startFlushing(), users::clear);
        uses.forEach((use) -> assertThatExceptionOfType(StoreClosedException.class).isThrownBy(use::run));
    }

    @Test
    void closingWithAFailingDiskSaysSoAndKeepsTheLog() {
        put("users", "a", 1);
        this.stores.disk().failAlways((call) -> call.startsWith("rename users"), Fault.IO_ERROR);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(() -> this.store.close());
        this.stores.disk().heal();
        this.store = this.stores.open();
        assertThat(this.store.stats().replayed()).isOne();
        assertThat(this.store.collection("users").contains("a")).isTrue();
    }

    @Test
    void aLogAtItsLargestSizeIsEmptiedAlthoughExpiredRowsWait() {
        this.stores.close();
        this.stores
            .configure((builder) -> builder.wal(WalOptions.defaults().withSegmentSizeBytes(4096).withMaxSizeBytes(4096))
                .collection("sessions", CollectionOptions.singleFile("sessions.jsonl").withTtl(Duration.ofSeconds(1))));
        this.store = this.stores.open();
        RowCollection<Row> sessions = this.store.collection("sessions");
        assertThatExceptionOfType(StoreFullException.class).isThrownBy(() -> {
            for (int i = 0; i < 100; i++) {
                sessions.put("session-" + i, row("{'text':'" + "x".repeat(100 - i) + "'}"));
            }
        }).withMessageContaining("wal.max-size");
        assertThatExceptionOfType(StoreFullException.class).isThrownBy(() -> {
            for (int i = 0; i < 100; i++) {
                sessions.delete("session-" + i);
            }
        });
        this.stores.clock().advance(Duration.ofMinutes(1));
        Stores.tick(this.store);
        sessions.put("another", row("{}"));
    }

    @Test
    void aStrategyThatThrowsAnythingIsAFailedFlush() {
        this.stores.close();
        AtomicReference<Throwable> error = new AtomicReference<>();
        this.stores.configure((builder) -> builder.strategy(new BrokenStrategy(error))
            .collection("broken", CollectionOptions.of("broken")));
        this.store = this.stores.open();
        put("broken", "a", 1);
        error.set(new IllegalArgumentException("An error in the code"));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.store.flush());
        assertThat(this.store.stats().failedFlushes()).isOne();
        error.set(new AssertionError("Another one"));
        this.store.startFlushing();
        Stores.await(() -> this.store.stats().failedFlushes() > 2);
        error.set(null);
        Stores.await(() -> this.stores.disk().text("broken/a.json") != null);
    }

    /**
     * Those that have nothing to write are asked while a flush takes what the others
     * have.
     */
    @Test
    void whatAFlushHasTakenBeforeAStrategyThrewIsStillToBeFlushed() {
        this.stores.close();
        AtomicReference<Throwable> error = new AtomicReference<>();
        List<String> sound = IntStream.range(0, 8).mapToObj((i) -> "sound-" + i).toList();
        this.stores.configure((builder) -> {
            builder.strategy(new BrokenStrategy(error));
            for (String name : sound) {
                builder.collection(name, CollectionOptions.singleFile(name + ".json"))
                    .collection(name + "-idle", CollectionOptions.of("broken"));
            }
            return builder;
        });
        this.store = this.stores.open();
        sound.forEach((name) -> put(name, "a", 1));
        error.set(new BrokenStrategy.Early(sound.size()));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.store.flush());
        error.set(null);
        assertThat(this.store.flush().rows()).isEqualTo(sound.size());
        assertThat(this.store.verify().findings()).isEmpty();
        this.store = this.stores.reopen();
        sound.forEach((name) -> assertThat(this.store.collection(name).contains("a")).as(name).isTrue());
    }

    @Test
    void aFlushReportsTheBytesThatItHasWritten() {
        this.stores.close();
        this.stores.configure((builder) -> builder.collection("files", CollectionOptions.filePerRecord())
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("lines", CollectionOptions.singleFile("lines.jsonl")));
        this.store = this.stores.open();
        int large = 20_000;
        for (String name : List.of("files", "map", "lines")) {
            this.store.collection(name).put("a", row("{'text':'" + "x".repeat(large) + "'}"));
        }
        FlushReport report = this.store.flush();
        for (String name : List.of("files", "map", "lines")) {
            assertThat(report.collections().get(name).bytes()).as(name).isBetween((long) large, 2L * large);
        }
        assertThat(this.store.compact("lines").collections().get("lines").bytes()).isBetween((long) large, 2L * large);
    }

    @Test
    void failuresAreToldToListenersAndLeaveThemAsTheyWere() throws Exception {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        AutoCloseable listening = this.store.addListener(new StoreListener() {

            @Override
            public void onFlush(FlushReport report) {
                told.add("flushed " + report.rows());
            }

            @Override
            public void onFlushFailure(Exception failure) {
                told.add("failed " + (failure.getCause() instanceof IOException));
            }

        });
        put("users", "a", 1);
        this.stores.disk().failOnce((call) -> call.startsWith("rename users"), Fault.IO_ERROR);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(() -> this.store.flush());
        this.store.flush();
        this.store.flush();
        Stores.await(() -> told.size() == 2);
        listening.close();
        put("users", "a", 2);
        this.store.flush();
        assertThat(told).containsExactly("failed true", "flushed 1");
    }

}
