package io.filestore.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.io.FileBatch;
import io.filestore.io.MemoryDirectory;
import io.filestore.io.PowerLoss;
import io.filestore.row.DirtyRows;
import io.filestore.row.Row;
import io.filestore.storage.RowSink;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.storage.StrategyContext;

import static org.assertj.core.api.Assertions.assertThat;

/** A flush of more rows than the strategy takes at once ends in the middle. */
class FlushInPartsTests {

    private static final int ROWS = 5;

    @Test
    void eachPartIsInTheFilesBeforeTheNextIsWritten() {
        MemoryDirectory disk = new MemoryDirectory();
        Store store = changed(disk);
        int before = disk.calls();
        store.flush();
        List<String> calls = disk.log().subList(before, disk.calls());
        List<String> logged = calls.stream()
            .filter((call) -> call.matches("(write|rename) logged/\\d.json(.tmp)?|forceDirectory logged"))
            .map((call) -> call.split(" ")[0])
            .toList();
        assertThat(String.join(" ", logged)).startsWith("write write rename rename forceDirectory write");
        store.close();
    }

    @Test
    void powerLossAtAnyCallLosesNothing() {
        int calls = callsOfAFlush();
        for (int call = 1; call <= calls; call++) {
            for (CrashMode mode : List.of(CrashMode.NOTHING, CrashMode.random(new Random(call)))) {
                MemoryDirectory disk = new MemoryDirectory();
                Store store = changed(disk);
                disk.crashAt(disk.calls() + call);
                flush(store);
                assertThat(disk.hasPower()).as("call %d", call).isFalse();
                assertWhole(disk.crash(mode), call);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "IO_ERROR", "DISK_FULL_HALFWAY" })
    void failureAtAnyCallIsMendedByTheNextFlush(Fault fault) {
        int calls = callsOfAFlush();
        for (int call = 1; call <= calls; call++) {
            MemoryDirectory disk = new MemoryDirectory();
            Store store = changed(disk);
            disk.failAt(disk.calls() + call, fault);
            if (!flush(store)) {
                assertWhole(disk.kill(), call);
                disk.heal();
                store.flush();
            }
            MemoryDirectory left = disk.crash(CrashMode.NOTHING);
            assertThat(left.files()).as("call %d", call).noneMatch((name) -> name.endsWith(".tmp"));
            Store after = open(left);
            assertThat(shown(after, "logged")).isEqualTo(rows(2));
            assertThat(shown(after, "plain")).isEqualTo(rows(2));
            assertThat(after.verify().findings()).isEmpty();
            after.close();
        }
    }

    /** Whether it succeeded. */
    private static boolean flush(Store store) {
        try {
            store.flush();
            return true;
        }
        catch (StoreException | PowerLoss ex) {
            return false;
        }
    }

    private static int callsOfAFlush() {
        MemoryDirectory disk = new MemoryDirectory();
        Store store = changed(disk);
        int before = disk.calls();
        store.flush();
        return disk.calls() - before;
    }

    private static Store changed(MemoryDirectory disk) {
        Store store = open(disk);
        for (int n = 1; n <= 2; n++) {
            for (String collection : List.of("logged", "plain")) {
                rows(n).forEach((id, row) -> store.collection(collection).put(id, Row.parse(row)));
            }
            if (n == 1) {
                store.flush();
            }
        }
        return store;
    }

    private static void assertWhole(MemoryDirectory left, int call) {
        Store after = open(left);
        assertThat(shown(after, "logged")).as("call %d", call).isEqualTo(rows(2));
        shown(after, "plain").forEach((id, row) -> assertThat(row).isIn(rows(1).get(id), rows(2).get(id)));
        assertThat(shown(after, "plain")).hasSize(ROWS);
        assertThat(after.verify().findings()).isEmpty();
        assertThat(after.stats().collections().values()).allMatch((collection) -> collection.quarantined() == 0);
        after.close();
    }

    private static Map<String, String> rows(int n) {
        Map<String, String> rows = new TreeMap<>();
        IntStream.range(0, ROWS).forEach((i) -> rows.put(String.valueOf(i), "{\"n\":" + (n * 10 + i) + "}"));
        return rows;
    }

    private static Map<String, String> shown(Store store, String collection) {
        Map<String, String> rows = new TreeMap<>();
        store.collection(collection).stream().forEach((row) -> rows.put(row.id(), row.value().toString()));
        return rows;
    }

    private static Store open(MemoryDirectory disk) {
        CollectionOptions options = CollectionOptions.of("two at once").withIndexed("n");
        return Store.builder(Path.of("/store"))
            .directory(disk)
            .automaticFlush(false)
            .strategy(new TwoAtOnce())
            .collection("logged", options)
            .collection("plain", options.withWal(false))
            .open();
    }

    /** Files a row, two of them at a time. */
    private static final class TwoAtOnce implements StorageStrategyFactory {

        @Override
        public String name() {
            return "two at once";
        }

        @Override
        public StorageStrategy create(StrategyContext context) {
            StorageStrategy files = StandardStrategies.filePerRecord().create(context);
            return new StorageStrategy() {

                @Override
                public int rowsAtOnce() {
                    return 2;
                }

                @Override
                public Path path() {
                    return files.path();
                }

                @Override
                public Path indexDirectory() {
                    return files.indexDirectory();
                }

                @Override
                public Path checksumFile() {
                    return files.checksumFile();
                }

                @Override
                public void load(RowSink sink) throws IOException {
                    files.load(sink);
                }

                @Override
                public long write(DirtyRows rows, FileBatch batch) throws IOException {
                    assertThat(rows.changed()).hasSizeLessThanOrEqualTo(2);
                    return files.write(rows, batch);
                }

                @Override
                public Path fileOf(String rowId) {
                    return files.fileOf(rowId);
                }

            };
        }

    }

}
