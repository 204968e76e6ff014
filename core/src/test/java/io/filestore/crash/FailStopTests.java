package io.filestore.crash;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.Store;
import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreIOException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.wal.LogBatch;
import io.filestore.wal.Operation;
import io.filestore.wal.SyncPolicy;
import io.filestore.record.Change;

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
        assertThatExceptionOfType(StoreFailedException.class)
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
            assertThatExceptionOfType(StoreFailedException.class).isThrownBy(() -> this.session.log().append());
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
        assertThatExceptionOfType(StoreFailedException.class)
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

}
