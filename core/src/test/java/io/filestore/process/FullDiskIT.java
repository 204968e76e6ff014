package io.filestore.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreIOException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

/** A real disk of two megabytes that is really full. */
@Timeout(120)
class FullDiskIT {

    private static final String PADDING = "x".repeat(2000);

    @TempDir
    Path temporary;

    private final Map<String, Row> acknowledged = new TreeMap<>();

    private static StoreBuilder builder(MountedDisk disk) {
        return Store.builder(disk.path().resolve("store"))
            .automaticFlush(false)
            .flushInterval(Duration.ofMillis(20))
            .collection("records", CollectionOptions.filePerRecord())
            .collection("lines", CollectionOptions.singleFile("lines.jsonl"));
    }

    private static Row row(String id) {
        return Row.parse("{\"id\":\"" + id + "\",\"padding\":\"" + PADDING + "\"}");
    }

    private void put(Store store, String id) {
        store.collection("lines").put(id, row(id));
        this.acknowledged.put(id, row(id));
    }

    private void writeUntilFull(Store store, String name) {
        for (int i = 0; i < 10_000; i++) {
            try {
                put(store, name + i);
            }
            catch (StoreFullException ex) {
                assertThat(ex).hasMessageContaining("The disk is full")
                    .hasMessageContaining("Make room; writes are taken again as soon as there is some");
                return;
            }
        }
        fail("The disk is not full");
    }

    private void assertAllThere(Store store) {
        assertThat(store.collection("lines").ids()).containsExactlyInAnyOrderElementsOf(this.acknowledged.keySet());
        this.acknowledged.forEach((id, row) -> assertThat(store.collection("lines").get(id)).contains(row));
    }

    @Test
    void aFullDiskRefusesWritesAndServesAgainWhenThereIsRoom() throws Exception {
        try (MountedDisk disk = MountedDisk.inMemory(this.temporary, "2m")) {
            try (Store store = builder(disk).open()) {
                put(store, "first");
                disk.fill();
                writeUntilFull(store, "a");
                writeUntilFull(store, "b");
                assertAllThere(store);
                assertThat(log(disk)).endsWith("\n").doesNotContain("\0");
                assertThat(store.stats().failure()).isNull();
                disk.makeRoom();
                put(store, "again");
                assertAllThere(store);
            }
            try (Store store = builder(disk).open()) {
                assertAllThere(store);
                assertThat(store.verify().findings()).isEmpty();
            }
        }
    }

    private static String log(MountedDisk disk) throws Exception {
        return Files.readString(disk.path().resolve("store/_wal.jsonl"));
    }

    @Test
    void aFlushThatFindsNoRoomIsReportedAndSucceedsByItselfLater() throws Exception {
        try (MountedDisk disk = MountedDisk.inMemory(this.temporary, "2m")) {
            try (Store store = builder(disk).open()) {
                for (int i = 0; i < 50; i++) {
                    put(store, "a" + i);
                }
                disk.fill();
                assertThatExceptionOfType(StoreIOException.class).isThrownBy(store::flush)
                    .withMessageContaining("flush failed");
                assertThat(store.stats().failedFlushes()).isPositive();
                assertThat(store.stats().lastFlushFailure()).isNotNull();
                assertThat(store.stats().failure()).isNull();
                assertAllThere(store);
                store.startFlushing();
                disk.makeRoom();
                await().until(() -> store.stats().pendingRows() == 0);
                assertThat(store.stats().failedFlushes()).isZero();
                assertThat(store.stats().lastFlushFailure()).isNull();
                put(store, "again");
                assertThat(store.verify().findings()).isEmpty();
            }
            try (Store store = builder(disk).open()) {
                assertAllThere(store);
            }
        }
    }

    @Test
    void aStoreThatIsRestartedWhileTheDiskIsFullLosesNothing() throws Exception {
        try (MountedDisk disk = MountedDisk.inMemory(this.temporary, "2m")) {
            Store full = builder(disk).open();
            put(full, "first");
            disk.fill();
            writeUntilFull(full, "a");
            try {
                full.close();
            }
            catch (StoreIOException ex) {
                assertThat(ex).hasMessageContaining("flush failed");
            }
            openOnFullDisk(disk);
            try (Store reader = builder(disk).readOnly(true).open()) {
                assertAllThere(reader);
            }
            disk.makeRoom();
            try (Store store = builder(disk).open()) {
                assertAllThere(store);
                put(store, "again");
                assertThat(store.verify().findings()).isEmpty();
                assertThat(store.stats().quarantined()).isZero();
            }
        }
    }

    /** Either it opens, with everything in it, or it says why not. */
    private void openOnFullDisk(MountedDisk disk) {
        for (int i = 0; i < 3; i++) {
            Store store;
            try {
                store = builder(disk).open();
            }
            catch (StoreException ex) {
                assertThat(ex).isInstanceOf(StoreFullException.class)
                    .hasMessageContaining(disk.path().toString())
                    .hasMessageContaining("the disk is full (No space left on device)")
                    .hasMessageContaining("Make room, and start again.");
                continue;
            }
            assertAllThere(store);
            try {
                store.close();
            }
            catch (StoreIOException ex) {
                assertThat(ex).hasStackTraceContaining("No space left on device");
            }
        }
    }

    @Test
    void aDiskThatBecomesReadOnlyRefusesWritesAndKeepsWhatWasAcknowledged() throws Exception {
        try (MountedDisk disk = MountedDisk.inFile(this.temporary, 8)) {
            Store store = builder(disk).open();
            put(store, "flushed");
            store.flush();
            put(store, "logged");
            disk.spoil();
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> put(store, "refused"))
                .withStackTraceContaining("Read-only file system");
            assertThatExceptionOfType(StoreException.class).isThrownBy(store::flush);
            assertAllThere(store);
            try {
                store.close();
            }
            catch (StoreException ex) {
                assertThat(ex).hasStackTraceContaining("Read-only file system");
            }
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> builder(disk).open())
                .withStackTraceContaining("Read-only file system");
            disk.mountAgain();
            try (Store again = builder(disk).open()) {
                assertThat(again.stats().quarantined()).isZero();
                assertAllThere(again);
                put(again, "after");
                assertThat(again.verify().findings()).isEmpty();
            }
        }
    }

}
