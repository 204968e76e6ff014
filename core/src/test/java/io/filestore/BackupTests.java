package io.filestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.io.MemoryDirectory;
import io.filestore.io.PowerLoss;
import io.filestore.report.BackupReport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Copies of an open store: whole under their own name, or not there. */
class BackupTests {

    private static final Path TARGET = Path.of("/backups/monday").toAbsolutePath();

    private static final Path OUTSIDE = Path.of("/elsewhere/audit.jsonl").toAbsolutePath();

    private final Stores stores = new Stores(BackupTests::all);

    private static StoreBuilder all(StoreBuilder builder) {
        return builder.collection("users", CollectionOptions.filePerRecord().withUnique("n"))
            .collection("map", CollectionOptions.singleFile("map.json").withIndexed("n"))
            .collection("packed", CollectionOptions.compressed("cache/packed.jsonl"))
            .collection("plain", CollectionOptions.singleFile("plain.jsonl").withWal(false))
            .collection("sessions", CollectionOptions.memoryOnly())
            .collection("audit", CollectionOptions.singleFile(OUTSIDE.toString()));
    }

    private static StoreBuilder restored(StoreBuilder builder) {
        return all(builder).collection("audit", CollectionOptions.singleFile("outside/audit/audit.jsonl"));
    }

    @AfterEach
    void close() {
        this.stores.close();
    }

    private static void put(Store store, String id) {
        store.collectionNames().forEach((name) -> store.collection(name).put(id, Stores.row("{'n':'" + id + "'}")));
        store.values().put(id, id);
    }

    private static Map<String, String> content(Store store) {
        Map<String, String> content = new TreeMap<>();
        store.collectionNames()
            .stream()
            .filter((name) -> !name.equals("sessions"))
            .forEach((name) -> store.collection(name)
                .stream()
                .forEach((row) -> content.put(name + "/" + row.id(), row.value().toString())));
        store.values().keys().forEach((key) -> content.put("values/" + key, "there"));
        return content;
    }

    private static Store open(MemoryDirectory disk) {
        return restored(Store.builder(disk.root()).directory(disk).automaticFlush(false)).open();
    }

    private static Map<String, String> requireSound(MemoryDirectory disk) {
        try (Store store = open(disk)) {
            assertThat(store.stats().firstFindings()).isEmpty();
            assertThat(store.stats().quarantined()).isZero();
            assertThat(store.verify().findings()).isEmpty();
            return content(store);
        }
    }

    @Test
    void aBackupIsOpenedLikeAnyStore() {
        Store store = this.stores.open();
        put(store, "a");
        store.flush();
        put(store, "b");
        BackupReport report = store.backup(TARGET);
        assertThat(report.directory()).isEqualTo(TARGET);
        assertThat(report.rows()).containsOnlyKeys("users", "map", "packed", "plain", "audit")
            .allSatisfy((name, rows) -> assertThat(rows).isEqualTo(2));
        assertThat(report.lsn()).isEqualTo(store.stats().log().lastLsn());
        assertThat(requireSound(this.stores.disk().extract(TARGET))).isEqualTo(content(store)).hasSize(12);
        assertThat(this.stores.disk().namesIn(TARGET.getParent())).containsExactly("monday");
    }

    @Test
    void whatIsWrittenWhileFilesAreCopiedIsInItsLog() {
        Store store = this.stores.open();
        put(store, "a");
        boolean[] done = new boolean[1];
        this.stores.disk().failOnce((call) -> {
            if (!done[0] && call.contains("monday.unfinished") && call.startsWith("write")) {
                done[0] = true;
                put(store, "b");
            }
            return false;
        }, Fault.IO_ERROR);
        BackupReport report = store.backup(TARGET);
        assertThat(report.rows()).containsEntry("map", 2L).containsEntry("plain", 1L);
        MemoryDirectory copy = this.stores.disk().extract(TARGET);
        try (Store opened = open(copy)) {
            assertThat(opened.stats().replayed()).isPositive();
            assertThat(opened.collection("users").ids()).containsExactlyInAnyOrder("a", "b");
            assertThat(opened.collection("audit").ids()).containsExactlyInAnyOrder("a", "b");
            assertThat(opened.collection("plain").ids()).containsExactly("a");
            assertThat(opened.stats().firstFindings()).isEmpty();
        }
        store.flush();
        assertThat(store.verify().findings()).isEmpty();
    }

    @Test
    void itsFilesLieInsideAlsoOfCollectionsThatDoNot() {
        Store store = this.stores.open();
        put(store, "a");
        store.backup(TARGET);
        MemoryDirectory copy = this.stores.disk().extract(TARGET);
        assertThat(copy.text("_catalog.json")).contains("\"path\":\"outside/audit/audit.jsonl\"")
            .doesNotContain(OUTSIDE.toString());
        assertThat(copy.files()).contains("outside/audit/audit.jsonl", "outside/audit/audit.jsonl.checksums.jsonl")
            .doesNotContain("_unfinished.json");
    }

    @ParameterizedTest
    @EnumSource(names = { "IO_ERROR", "DISK_FULL" })
    void aBackupThatFailsLeavesNothingAndHarmsNothing(Fault fault) throws Exception {
        int failures = 0;
        for (int call = 1;; call++) {
            try (Stores trial = new Stores(BackupTests::all)) {
                Store store = trial.open();
                put(store, "a");
                store.flush();
                Map<String, String> before = content(store);
                trial.disk().failAt(trial.disk().calls() + call, fault);
                boolean failed = false;
                try {
                    store.backup(TARGET);
                }
                catch (StoreException ex) {
                    failed = true;
                    failures++;
                    assertThat(trial.disk().stat(TARGET)).as("call %d, %s", call, ex.getMessage()).isNull();
                }
                trial.disk().heal();
                assertThat(content(store)).isEqualTo(before);
                if (failed) {
                    put(store, "b");
                    store.flush();
                    assertThat(store.verify().findings()).isEmpty();
                    store.backup(TARGET);
                }
                assertThat(requireSound(trial.disk().extract(TARGET))).isEqualTo(content(store));
                assertThat(trial.disk().namesIn(TARGET.getParent())).containsExactly("monday");
                if (!failed) {
                    assertThat(failures).isGreaterThan(50);
                    return;
                }
            }
        }
    }

    @Test
    void aKilledBackupHasNoNameAndIsCleanedUpByTheNext() throws Exception {
        for (int call = 1;; call += 3) {
            try (Stores trial = new Stores(BackupTests::all)) {
                Store store = trial.open();
                put(store, "a");
                store.flush();
                trial.disk().crashAt(trial.disk().calls() + call);
                boolean killed = false;
                try {
                    store.backup(TARGET);
                }
                catch (CompletionException | PowerLoss | StoreException ex) {
                    assertThat(trial.disk().hasPower()).isFalse();
                    killed = true;
                }
                for (CrashMode mode : List.of(CrashMode.NOTHING, CrashMode.EVERYTHING,
                        CrashMode.random(new java.util.Random(call)))) {
                    MemoryDirectory left = trial.disk().crash(mode);
                    if (left.stat(TARGET) != null) {
                        assertThat(requireSound(left.extract(TARGET))).hasSize(6);
                        continue;
                    }
                    try (Store after = all(Store.builder(left.root()).directory(left).automaticFlush(false)).open()) {
                        after.backup(TARGET.resolveSibling("tuesday"));
                        assertThat(left.namesIn(TARGET.getParent())).as("call %d", call).containsExactly("tuesday");
                        assertThat(after.verify().findings()).isEmpty();
                    }
                }
                if (!killed) {
                    return;
                }
            }
        }
    }

    @Test
    void aPlaceThatIsTakenIsRefused() throws IOException {
        Store store = this.stores.open();
        MemoryDirectory disk = this.stores.disk();
        disk.plant("/backups/monday/something", "x");
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> store.backup(TARGET))
            .withMessageContaining("There is something already");
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> store.backup(disk.root().resolve("backup")))
            .withMessageContaining("which is to be copied");
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> store.backup(disk.root().getParent()))
            .withMessageContaining("It is no place for a backup");
        disk.plant("/backups/tuesday.unfinished/notes.txt", "somebody's own");
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> store.backup(TARGET.resolveSibling("tuesday")))
            .withMessageContaining("is in the way");
        assertThat(disk.text("/backups/tuesday.unfinished/notes.txt")).isEqualTo("somebody's own");
        assertThat(disk.text("/backups/monday/something")).isEqualTo("x");
    }

    @Test
    void aCollectionThatIsNotConfiguredAnyMoreIsCopied() {
        Store store = this.stores.open();
        put(store, "a");
        this.stores.close();
        this.stores.configure((builder) -> builder.collection("users", CollectionOptions.filePerRecord()));
        this.stores.open().backup(TARGET);
        assertThat(this.stores.disk().extract(TARGET).files()).contains("map.json", "cache/packed.jsonl.lz4");
    }

    @Test
    void backupsWhileFourThreadsWriteHoldEverythingThatWasAcknowledgedBefore(@TempDir Path temp) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicIntegerArray acknowledged = new AtomicIntegerArray(4);
        List<Thread> writers = new ArrayList<>();
        try (Store store = onDisk(temp.resolve("data"), temp.resolve("out/audit.jsonl"))) {
            for (int i = 0; i < 4; i++) {
                int writer = i;
                writers.add(new Thread(() -> {
                    for (int n = 1; n <= 2000 && !stop.get(); n++) {
                        int number = n;
                        String id = writer + "-" + n;
                        store.transact((tx) -> {
                            tx.collection("users").put(writer + "-" + number % 20, Stores.row("{'n':" + number + "}"));
                            tx.collection("map").put("last" + writer, Stores.row("{'n':'" + id + "'}"));
                            return tx.collection("audit").put(id, Stores.row("{'n':2}"));
                        });
                        acknowledged.set(writer, n);
                    }
                }));
            }
            writers.forEach(Thread::start);
            try {
                for (int backup = 0; backup < 6; backup++) {
                    int[] before = { acknowledged.get(0), acknowledged.get(1), acknowledged.get(2),
                            acknowledged.get(3) };
                    Path target = temp.resolve("backups/" + backup);
                    store.backup(target);
                    try (Store copy = onDisk(target, Path.of("outside/audit/audit.jsonl"))) {
                        assertThat(copy.stats().firstFindings()).isEmpty();
                        for (int writer = 0; writer < 4; writer++) {
                            requirePrefix(copy, writer, before[writer]);
                        }
                        assertThat(copy.verify().findings()).isEmpty();
                    }
                }
            }
            finally {
                stop.set(true);
                for (Thread writer : writers) {
                    writer.join();
                }
            }
            assertThat(store.verify().findings()).isEmpty();
        }
        try (Stream<Path> left = Files.list(temp.resolve("backups"))) {
            assertThat(left).hasSize(6);
        }
    }

    private static void requirePrefix(Store copy, int writer, int atLeast) {
        int last = copy.collection("map")
            .get("last" + writer)
            .map((row) -> Integer.parseInt(row.get("n").asString().split("-")[1]))
            .orElse(0);
        assertThat(last).isGreaterThanOrEqualTo(atLeast);
        String prefix = writer + "-";
        assertThat(copy.collection("audit").ids().filter((id) -> id.startsWith(prefix)).count()).isEqualTo(last);
        if (last > 0) {
            assertThat(copy.collection("users").get(prefix + last % 20)).contains(Stores.row("{'n':" + last + "}"));
        }
    }

    private static Store onDisk(Path directory, Path audit) {
        return Store.builder(directory)
            .flushInterval(java.time.Duration.ofMillis(20))
            .collection("users", CollectionOptions.filePerRecord())
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("audit", CollectionOptions.singleFile(audit.toString()))
            .open();
    }

}
