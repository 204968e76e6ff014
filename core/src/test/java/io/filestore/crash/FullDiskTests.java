package io.filestore.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.Store;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreIOException;
import io.filestore.error.WriteTooLargeException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** No room, for the log or for the files. */
class FullDiskTests {

    private Session session = Session.create(new Setting(Shape.LINES, SyncPolicy.ALWAYS));

    @AfterEach
    void end() {
        this.session.end();
    }

    private Store open(SyncPolicy sync) {
        this.session = Session.create(new Setting(Shape.LINES, sync)).open();
        this.session.store().collection("alpha").put("a", Rows.row(1, "a"));
        return this.session.store();
    }

    @ParameterizedTest
    @EnumSource
    void fullDiskRefusesOneWriteAndLeavesNoHalfLine(SyncPolicy sync) throws Exception {
        Store store = open(sync);
        byte[] before = this.session.disk().bytes("_wal.jsonl");
        this.session.disk().failAlways((call) -> call.startsWith("append"), Fault.DISK_FULL_HALFWAY);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> store.collection("alpha").put("b", Rows.row(1, "b")))
                .withMessageContaining("disk is full")
                .withMessageContaining("Nothing was changed");
            assertThat(this.session.disk().bytes("_wal.jsonl")).isEqualTo(before);
        }
        assertThat(store.collection("alpha").ids()).containsExactly("a");
        this.session.disk().heal();
        store.collection("alpha").put("c", Rows.row(1, "c"));
        assertThat(store.stats().log().lastLsn()).isEqualTo(2);
        assertThat(afterKill().collection("alpha").ids()).containsExactlyInAnyOrder("a", "c");
    }

    /** Half a line at the end of a sealed segment would look like its torn tail. */
    @Test
    void refusedWriteDoesNotHideLaterOnesBehindIt() {
        Store store = open(SyncPolicy.ALWAYS);
        this.session.disk().failOnce("append _wal.jsonl"::equals, Fault.DISK_FULL_HALFWAY);
        assertThatExceptionOfType(StoreFullException.class)
            .isThrownBy(() -> store.collection("alpha").put("b", Rows.row(1, "b")));
        this.session.disk().failOnce((call) -> call.startsWith("write logs/"), Fault.DISK_FULL_HALFWAY);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(store::flush);
        store.collection("alpha").put("c", Rows.row(1, "c"));
        assertThat(afterKill().collection("alpha").ids()).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void flushesThatFailAreReportedKeepRowsAndRecoverByThemselves() {
        Store store = open(SyncPolicy.ALWAYS);
        store.collection("plain").put("p", Rows.row(1, "p"));
        this.session.disk().failAlways((call) -> call.startsWith("write logs/"), Fault.DISK_FULL);
        for (int i = 1; i <= 3; i++) {
            assertThatExceptionOfType(StoreIOException.class).isThrownBy(store::flush)
                .withMessageContaining("tried again");
            assertThat(store.stats().failedFlushes()).isEqualTo(i);
            assertThat(store.stats().lastFlushFailure()).isNotNull();
            assertThat(store.stats().pendingRows()).isEqualTo(2);
            assertThat(store.stats().flushedLsn()).isZero();
            assertThat(store.stats().log().segments()).isEqualTo(2);
        }
        store.collection("alpha").put("b", Rows.row(1, "b"));
        this.session.disk().heal();
        store.flush();
        assertThat(store.stats().failedFlushes()).isZero();
        assertThat(store.stats().lastFlushFailure()).isNull();
        assertThat(store.stats().pendingRows()).isZero();
        assertThat(store.stats().log().segments()).isOne();
        Store after = this.session.next(this.session.disk().crash(CrashMode.NOTHING)).open().store();
        assertThat(after.stats().replayed()).isZero();
        assertThat(after.collection("alpha").ids()).containsExactlyInAnyOrder("a", "b");
        assertThat(after.collection("plain").ids()).containsExactly("p");
        after.close();
    }

    @Test
    void logAtItsLargestRefusesWritesUntilAFlushSucceeds() {
        this.session = Session.create(new Setting(Shape.LINES, SyncPolicy.ALWAYS));
        this.session.open(this.session.setting().log().withMaxSizeBytes(4 * Setting.SEGMENT_BYTES));
        Store store = this.session.store();
        this.session.disk().failAlways((call) -> call.startsWith("write logs/"), Fault.IO_ERROR);
        assertThatExceptionOfType(StoreFullException.class)
            .isThrownBy(() -> IntStream.range(0, 100)
                .forEach((i) -> store.collection("alpha").put("a" + i, Rows.row(1, "a".repeat(900)))))
            .withMessageContaining("wal.max-size")
            .withMessageContaining("flush");
        long rows = store.collection("alpha").count();
        assertThat(rows).isBetween(10L, 20L);
        assertThat(store.stats().log().bytes()).isLessThanOrEqualTo(4 * Setting.SEGMENT_BYTES);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(store::flush);
        assertThatExceptionOfType(StoreFullException.class)
            .isThrownBy(() -> store.collection("alpha").put("b", Rows.row(1, "a".repeat(900))));
        this.session.disk().heal();
        store.flush();
        store.collection("alpha").put("b", Rows.row(1, "b"));
        assertThat(afterKill().collection("alpha").count()).isEqualTo(rows + 1);
    }

    @Test
    void transactionThatCanNeverFitIsToldSoAndTheOthersGoOn() {
        this.session = Session.create(new Setting(Shape.LINES, SyncPolicy.ALWAYS));
        this.session.open(this.session.setting().log().withMaxSizeBytes(4 * Setting.SEGMENT_BYTES));
        Store store = this.session.store();
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(WriteTooLargeException.class).isThrownBy(() -> store.transact((tx) -> {
                for (int i = 0; i < 30; i++) {
                    tx.collection("alpha").put("t" + i, Rows.row(1, "a".repeat(900)));
                }
                return "";
            }))
                .withMessageContaining("all of it may have 16384 (wal.max-size)")
                .withMessageContaining("No retry can help")
                .withMessageContaining("smaller transactions");
            store.flush();
        }
        store.collection("alpha").put("b", Rows.row(1, "b"));
        assertThat(afterKill().collection("alpha").ids()).containsExactly("b");
    }

    /** Two writes are one batch here, because both wait for the one before them. */
    @Test
    void writeThatFindsNoRoomDoesNotTakeTheOthersOfItsBatchWithIt() throws Exception {
        Store store = open(SyncPolicy.NEVER);
        List<Thread> writers = new ArrayList<>();
        List<String> refused = java.util.Collections.synchronizedList(new ArrayList<>());
        for (String id : List.of("b", "c", "d")) {
            writers.add(new Thread(() -> {
                try {
                    store.collection("alpha").put(id, Rows.row(1, id));
                }
                catch (StoreFullException ex) {
                    refused.add(id);
                }
            }));
        }
        AtomicInteger appends = new AtomicInteger();
        this.session.disk().failAlways((call) -> {
            if (!call.equals("append _wal.jsonl")) {
                return false;
            }
            int number = appends.incrementAndGet();
            if (number == 1) {
                writers.subList(1, 3).forEach(Thread::start);
                writers.subList(1, 3).forEach((writer) -> waitFor(writer));
            }
            // The batch of both, and then the first of them alone.
            return number == 2 || number == 3;
        }, Fault.DISK_FULL_HALFWAY);
        writers.get(0).start();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(appends).hasValue(4);
        assertThat(refused).hasSize(1);
        List<String> there = new ArrayList<>(List.of("a", "b", "c", "d"));
        there.removeAll(refused);
        assertThat(store.collection("alpha").ids()).containsExactlyInAnyOrderElementsOf(there);
        assertThat(afterKill().collection("alpha").ids()).containsExactlyInAnyOrderElementsOf(there);
    }

    private static void waitFor(Thread writer) {
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> writer.getState() == Thread.State.WAITING);
    }

    private Store afterKill() {
        Session after = this.session.next(this.session.disk().kill()).open();
        this.session.end();
        this.session = after;
        assertThat(after.store().verify().findings()).isEmpty();
        return after.store();
    }

}
