package io.filestore.crash;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.Store;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreIOException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.row.Change;
import io.filestore.wal.LogBatch;
import io.filestore.wal.Operation;
import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** After a failed force of the log the store takes no more writes, and says so. */
class FailStopTests {

    private Session session = Session.create(new Setting(Shape.FILES, SyncPolicy.ALWAYS));

    @AfterEach
    void end() {
        this.session.end();
    }

    private Store open(SyncPolicy sync) {
        this.session = Session.create(new Setting(Shape.FILES, sync)).open();
        Store store = this.session.store();
        store.collection("alpha").put("a", Rows.row(1, "a"));
        return store;
    }

    @Test
    void failedForceRefusesWritesAndGoesOnReading() {
        Store store = open(SyncPolicy.ALWAYS);
        this.session.disk().failOnce("force _wal.jsonl"::equals, Fault.IO_ERROR);
        assertThatExceptionOfType(OutcomeUnknownException.class)
            .isThrownBy(() -> store.collection("alpha").put("b", Rows.row(1, "b")))
            .withMessageContaining("unknown whether the last writes are on disk")
            .withMessageContaining("Input/output error");
        int calls = this.session.disk().calls();
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(StoreFailedException.class)
                .isThrownBy(() -> store.collection("alpha").put("c", Rows.row(1, "c")));
            assertThatExceptionOfType(StoreFailedException.class)
                .isThrownBy(() -> store.collection("plain").put("c", Rows.row(1, "c")));
            assertThatExceptionOfType(StoreFailedException.class).isThrownBy(store::flush);
        }
        assertThat(this.session.disk().calls()).as("calls after the failure").isEqualTo(calls);
        assertThat(store.stats().failure()).contains("stopped taking writes");
        assertThat(store.collection("alpha").ids()).containsExactly("a");
        assertThatNoException().isThrownBy(store::close);
        assertThat(this.session.disk().log().subList(calls, this.session.disk().calls()))
            .as("what closing does to a disk that is not to be trusted")
            .isEmpty();
        Store after = this.session.next(this.session.disk().crash(CrashMode.NOTHING)).open().store();
        assertThat(after.collection("alpha").contains("a")).isTrue();
        after.close();
    }

    /** Another thread may have met the failure first, and not yet have told the store. */
    @ParameterizedTest
    @EnumSource
    void forceAfterAFailedForceProvesNothing(SyncPolicy sync) {
        open(sync);
        LogBatch batch = this.session.log().begin(1);
        append(batch);
        this.session.disk().failOnce("force _wal.jsonl"::equals, Fault.IO_ERROR);
        if (sync == SyncPolicy.ALWAYS) {
            assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.session.log().append());
        }
        else {
            this.session.log().append();
            assertThatExceptionOfType(StoreFailedException.class).isThrownBy(() -> this.session.log().sync());
        }
        long durable = this.session.log().stats().durableLsn();
        append(this.session.log().begin(1));
        assertThatExceptionOfType(StoreFailedException.class).isThrownBy(() -> this.session.log().append());
        assertThatExceptionOfType(StoreFailedException.class).isThrownBy(() -> this.session.log().sync());
        assertThat(this.session.log().stats().durableLsn()).isEqualTo(durable);
    }

    private static void append(LogBatch batch) {
        Change change = new Change("alpha", "x", "{}".getBytes(), 0);
        batch.add(Operation.INSERT, LogBatch.table("alpha"), change, batch.nextLsn(), batch.nextLsn());
    }

    /** Nobody can say any more whether the last write is there, so a restart must not. */
    @Test
    void writeThatCouldNotBeForcedIsTakenBackFromTheLog() throws Exception {
        Store store = open(SyncPolicy.ALWAYS);
        byte[] before = this.session.disk().bytes("_wal.jsonl");
        this.session.disk().failOnce("force _wal.jsonl"::equals, Fault.IO_ERROR);
        assertThatExceptionOfType(OutcomeUnknownException.class)
            .isThrownBy(() -> store.collection("alpha").put("b", Rows.row(1, "b")));
        assertThat(this.session.disk().bytes("_wal.jsonl")).isEqualTo(before);
    }

    @Test
    void segmentThatCannotBeBegunLeavesTheOldOne() {
        for (String failing : new String[] { "rename _wal-00000000000000000001.jsonl", "create _wal.jsonl",
                "truncate _wal.jsonl", "append _wal.jsonl" }) {
            Store store = open(SyncPolicy.ALWAYS);
            this.session.disk().failOnce(failing::equals, Fault.DISK_FULL_HALFWAY);
            assertThatExceptionOfType(StoreIOException.class).as(failing).isThrownBy(store::flush);
            store.collection("alpha").put("b", Rows.row(1, "b"));
            Store after = this.session.next(this.session.disk().crash(CrashMode.NOTHING)).open().store();
            assertThat(after.collection("alpha").ids()).as(failing).containsExactlyInAnyOrder("a", "b");
            after.close();
            this.session.end();
        }
    }

    @Test
    void failedForceOfTheLogInAFlushStopsTheStore() {
        Store store = open(SyncPolicy.NEVER);
        this.session.disk().failOnce((call) -> call.startsWith("force _wal"), Fault.IO_ERROR);
        assertThatExceptionOfType(StoreFailedException.class).isThrownBy(store::flush);
        assertThat(store.stats().failure()).contains("forcing the write-ahead log to disk failed");
        assertThatExceptionOfType(StoreFailedException.class)
            .isThrownBy(() -> store.collection("alpha").put("b", Rows.row(1, "b")));
    }

    @Test
    void failedForceInTheBackgroundStopsTheStore() {
        Setting setting = new Setting(Shape.FILES, SyncPolicy.INTERVAL);
        this.session = Session.create(setting);
        this.session.open(setting.log().withSyncInterval(Duration.ofMillis(1)));
        Store store = this.session.store();
        this.session.disk().failAlways("force _wal.jsonl"::equals, Fault.IO_ERROR);
        store.collection("alpha").put("a", Rows.row(1, "a"));
        Awaitility.await().until(() -> store.stats().failure() != null);
        assertThat(store.stats().failure()).contains("forcing the write-ahead log to disk failed");
        assertThatExceptionOfType(StoreFailedException.class)
            .isThrownBy(() -> store.collection("alpha").put("b", Rows.row(1, "b")));
    }

    @Test
    void closeOfAFailedStoreTellsWhichRowsAreLost() {
        Store store = open(SyncPolicy.ALWAYS);
        store.collection("plain").put("p", Rows.row(1, "p"));
        store.collection("plain").put("q", Rows.row(1, "q"));
        this.session.disk().failOnce("force _wal.jsonl"::equals, Fault.IO_ERROR);
        assertThatExceptionOfType(OutcomeUnknownException.class)
            .isThrownBy(() -> store.collection("alpha").put("b", Rows.row(1, "b")));
        assertThatExceptionOfType(StoreFailedException.class).isThrownBy(store::close)
            .withMessageContaining("closed without a last flush")
            .withMessageContaining("Changed rows of collections without a log are lost: 2 of 'plain'.")
            .withMessageContaining("the next start brings it back");
        assertThat(store.isClosed()).isTrue();
    }

    /** As when all descriptors of the process are in use for a moment. */
    @ParameterizedTest
    @EnumSource
    void forceThatCouldNotBeTriedRefusesThisWriteAndTakesTheNext(SyncPolicy sync) throws Exception {
        Store store = open(sync);
        store.flush();
        byte[] before = this.session.disk().bytes("_wal.jsonl");
        this.session.disk().failAlways((call) -> call.startsWith("forceDirectory"), Fault.NO_DESCRIPTOR);
        if (sync == SyncPolicy.ALWAYS) {
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(StoreIOException.class)
                    .isThrownBy(() -> store.collection("alpha").put("b", Rows.row(1, "b")))
                    .withMessageContaining("nothing was changed")
                    .withMessageContaining("Too many open files");
                assertThat(this.session.disk().bytes("_wal.jsonl")).isEqualTo(before);
            }
        }
        else {
            store.collection("alpha").put("c", Rows.row(1, "c"));
            assertThatExceptionOfType(StoreIOException.class).isThrownBy(store::flush)
                .withMessageContaining("Too many open files");
        }
        assertThat(store.stats().failure()).isNull();
        this.session.disk().heal();
        store.collection("alpha").put("c", Rows.row(1, "c"));
        store.flush();
        Store after = this.session.next(this.session.disk().crash(CrashMode.NOTHING)).open().store();
        assertThat(after.collection("alpha").ids()).containsExactlyInAnyOrder("a", "c");
        after.close();
    }

}
