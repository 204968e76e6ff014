package io.filestore.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.Store;
import io.filestore.error.StoreIOException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.io.FileBatch;
import io.filestore.io.MemoryDirectory;
import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** A flush fails, the next one succeeds, and then the power goes. */
class RepeatedFlushTests {

    private Session session = Session.create(new Setting(Shape.FILES, SyncPolicy.ALWAYS));

    @AfterEach
    void end() {
        this.session.end();
    }

    /**
     * A strategy of a user's own has no checksums, whose file in the same directory would
     * have it forced anyway.
     */
    @Test
    void deletionOfABatchThatFailedIsForcedByTheNextOne() throws IOException {
        MemoryDirectory disk = new MemoryDirectory();
        disk.plant("rows/a.json", "{}");
        Path file = disk.resolve("rows/a.json");
        FileBatch failing = new FileBatch(disk, true);
        failing.delete(file);
        disk.failOnce((call) -> call.startsWith("forceDirectory"), Fault.IO_ERROR);
        assertThatExceptionOfType(IOException.class).isThrownBy(failing::commit);
        FileBatch next = new FileBatch(disk, true);
        next.delete(file);
        next.commit();
        assertThat(disk.crash(CrashMode.NOTHING).stat(file)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void deletedRowStaysDeletedAlthoughItsDirectoryWasForcedLater(Shape shape) {
        Store store = open(shape);
        store.collection("alpha").put("a", Rows.row(1, "a"));
        store.collection("alpha").put("b", Rows.row(1, "b"));
        store.flush();
        store.collection("alpha").delete("a");
        failFlush((call) -> call.startsWith("forceDirectory"));
        store.flush();
        assertThat(afterPowerLoss().collection("alpha").ids()).containsExactly("b");
    }

    @ParameterizedTest
    @EnumSource
    void rowsOfACompactionThatFailedAtTheVeryEndAreWhole(Shape shape) {
        Store store = open(shape);
        store.collection("alpha").put("z", Rows.row(1, "z"));
        store.flush();
        for (int i = 0; i < 20; i++) {
            store.collection("alpha").put("a" + i, Rows.row(i % 3, "a"));
        }
        this.session.disk().failOnce((call) -> call.startsWith("forceDirectory"), Fault.IO_ERROR);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(() -> store.compact("alpha"));
        store.collection("alpha").put("b", Rows.row(2, "b"));
        store.flush();
        Store after = afterPowerLoss();
        assertThat(after.collection("alpha").count()).isEqualTo(22);
        assertThat(after.collection("alpha").get("z")).contains(Rows.row(1, "z"));
        assertThat(after.verify().findings()).isEmpty();
    }

    @Test
    void flushThatEndsInAnErrorIsReportedAndTriedAgain() throws Exception {
        Store store = open(Shape.FILES);
        store.collection("alpha").put("a", Rows.row(1, "a"));
        boolean[] thrown = new boolean[1];
        this.session.disk().failOnce((call) -> {
            if (call.startsWith("write alpha/") && !thrown[0]) {
                thrown[0] = true;
                throw new OutOfMemoryError("in a test");
            }
            return false;
        }, Fault.IO_ERROR);
        store.startFlushing();
        await("no row waits, as it flushes every nanosecond").until(() -> store.stats().pendingRows() == 0);
        store.stopFlushing();
        assertThat(thrown[0]).isTrue();
    }

    private Store open(Shape shape) {
        this.session = Session.create(new Setting(shape, SyncPolicy.ALWAYS)).open();
        return this.session.store();
    }

    private void failFlush(Predicate<String> failing) {
        this.session.disk().failOnce(failing, Fault.IO_ERROR);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(() -> this.session.store().flush());
        assertThat(this.session.store().stats().failedFlushes()).isOne();
    }

    private Store afterPowerLoss() {
        Session after = this.session.next(this.session.disk().crash(CrashMode.NOTHING)).open();
        this.session.end();
        this.session = after;
        return after.store();
    }

}
