package io.filestore;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.config.CollectionOptions;
import io.filestore.config.OnCorruption;
import io.filestore.error.CorruptStoreException;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.ReadOnlyStoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreLockedException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecoveryTests {

    private final Stores stores = new Stores(RecoveryTests::all);

    private Store store = this.stores.open();

    private static StoreBuilder all(StoreBuilder builder) {
        return builder.collection("users", CollectionOptions.filePerRecord().withUnique("email"))
            .collection("lines", CollectionOptions.singleFile("lines.jsonl").withIndexed("n"))
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("packed", CollectionOptions.compressed("cache/packed"))
            .collection("plain", CollectionOptions.filePerRecord().withWal(false))
            .collection("sessions", CollectionOptions.memoryOnly());
    }

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void put(String collection, String id, int n) {
        this.store.collection(collection).put(id, row("{'n':" + n + "}"));
    }

    @Test
    void theLogIsReplayedOverTheFiles() {
        for (String name : List.of("users", "lines", "map", "packed")) {
            put(name, "a", 1);
            put(name, "b", 1);
        }
        this.store.values().put("version", 1);
        this.store.flush();
        for (String name : List.of("users", "lines", "map", "packed")) {
            put(name, "a", 2);
            this.store.collection(name).delete("b");
            put(name, "c", 3);
        }
        this.store.values().put("version", 2);
        this.store.values().put("other", null);
        this.store = this.stores.crash(CrashMode.NOTHING);
        assertThat(this.store.stats().replayed()).isEqualTo(14);
        for (String name : List.of("users", "lines", "map", "packed")) {
            assertThat(this.store.collection(name).get("a")).contains(row("{'n':2}"));
            assertThat(this.store.collection(name).ids()).containsExactlyInAnyOrder("a", "c");
        }
        assertThat(this.store.values().get("version", Integer.class)).contains(2);
        assertThat(this.store.values().keys()).containsExactly("other", "version");
        assertThat(this.store.verify().findings()).isEmpty();
        this.store = this.stores.reopen();
        assertThat(this.store.stats().replayed()).isZero();
        assertThat(this.store.collection("lines").ids()).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void valuesAreGoneWhenTheLastIsDeleted() {
        this.store.values().put("a", List.of());
        this.store.flush();
        assertThat(this.stores.disk().text("_values.json")).isEqualTo("{\n  \"a\": []\n}\n");
        this.store.values().delete("a");
        this.store.flush();
        assertThat(this.stores.disk().text("_values.json")).isEqualTo("{}\n");
        this.store = this.stores.crash(CrashMode.NOTHING);
        assertThat(this.store.values().keys()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SyncPolicy.class)
    void aKilledProcessLosesNothingThatIsLogged(SyncPolicy policy) {
        this.stores.close();
        this.stores.configure((builder) -> all(builder).wal(WalOptions.defaults().withSync(policy)));
        this.store = this.stores.open();
        put("users", "a", 1);
        put("plain", "a", 1);
        this.store = this.stores.crash(CrashMode.EVERYTHING);
        assertThat(this.store.collection("users").contains("a")).isTrue();
        assertThat(this.store.collection("plain").contains("a")).isFalse();
    }

    @Test
    void withoutForcesAPowerLossLeavesAPrefix() {
        for (int seed = 0; seed < 30; seed++) {
            this.stores.close();
            this.stores.configure((builder) -> all(builder)
                .wal(WalOptions.defaults().withSync(SyncPolicy.NEVER).withSegmentSizeBytes(4096)));
            this.store = this.stores.open();
            this.store.collection("lines").clear();
            this.store.flush();
            for (int i = 0; i < 100; i++) {
                put("lines", String.format("%03d", i), i);
            }
            this.store = this.stores.crash(CrashMode.random(new java.util.Random(seed)));
            List<String> left = this.store.collection("lines").ids().sorted().toList();
            for (int i = 0; i < left.size(); i++) {
                assertThat(left.get(i)).isEqualTo(String.format("%03d", i));
            }
            put("lines", "after", 1);
            assertThat(this.store.verify().findings()).isEmpty();
        }
    }

    @Test
    void changesOfAnUnknownCollectionAreRefused() {
        put("users", "a", 1);
        this.stores.loseDisk(CrashMode.NOTHING);
        this.stores.configure((builder) -> builder.collection("lines", CollectionOptions.singleFile("lines.jsonl")));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this.stores::open)
            .withMessageContainingAll("collections.users", "1 changes", "Configure it as it was");
        this.stores.configure((builder) -> builder.unconfiguredCollections("file-per-record"));
        this.store = this.stores.open();
        assertThat(this.store.collectionNames()).containsExactly("users");
        assertThat(this.store.collection("users").contains("a")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "absent", "damaged" })
    void withoutACheckpointTheWholeLogIsReplayed(String how) throws Exception {
        put("users", "a", 1);
        long version = this.store.collection("users").entry("a").orElseThrow().version();
        this.stores.disk().failAlways((call) -> call.startsWith("rename users"), Fault.IO_ERROR);
        this.stores.loseDisk(CrashMode.NOTHING);
        if (how.equals("absent")) {
            this.stores.disk().delete(this.stores.disk().root().resolve("_checkpoint.json"));
        }
        else {
            this.stores.disk().plant("_checkpoint.json", "{\"format\":\"filestore\",\"version\":1,\"lsn\":9}\n");
        }
        this.store = this.stores.open();
        assertThat(this.store.collection("users").entry("a").orElseThrow().version()).isGreaterThan(version);
        put("users", "b", 1);
        assertThat(this.store.stats().log().lastLsn()).isEqualTo(2);
        this.store = this.stores.reopen();
        assertThat(this.store.collection("users").ids()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aFailedForceStopsWritesAndReadsGoOn() {
        put("users", "a", 1);
        this.stores.disk().failOnce("force _wal.jsonl"::equals, Fault.IO_ERROR);
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> put("users", "b", 1));
        assertThatExceptionOfType(StoreFailedException.class).isThrownBy(() -> put("users", "c", 1))
            .withMessageContaining("Reading goes on");
        assertThatExceptionOfType(StoreFailedException.class).isThrownBy(() -> this.store.flush());
        assertThat(this.store.stats().failure()).contains("forc");
        assertThat(this.store.collection("users").get("a")).contains(row("{'n':1}"));
        assertThat(this.store.<Long>transact((transaction) -> transaction.collection("users").count())).isOne();
        this.store = this.stores.crash(CrashMode.NOTHING);
        assertThat(this.store.collection("users").ids()).containsExactly("a");
        put("users", "b", 1);
    }

    @Test
    void aDamagedRowIsSetAsideAndTheStartGoesOn() {
        put("users", "a", 1);
        put("users", "b", 1);
        put("lines", "a", 1);
        put("lines", "b", 1);
        this.stores.close();
        this.stores.disk().plant("users/a.json", "{ \"n\": ");
        this.stores.disk().plant("lines.jsonl", this.stores.disk().text("lines.jsonl").replace("\"id\":\"a\",", "??"));
        this.store = this.stores.open();
        assertThat(this.store.collection("users").ids()).containsExactly("b");
        assertThat(this.store.collection("lines").ids()).containsExactly("b");
        assertThat(this.store.stats().quarantined()).isEqualTo(2);
        assertThat(this.store.stats().collections().get("users").quarantined()).isOne();
        assertThat(this.stores.disk().files()).anyMatch((file) -> file.matches("_quarantine/.*a\\.json"))
            .anyMatch((file) -> file.matches("_quarantine/.*a\\.json\\.reason\\.txt"))
            .doesNotContain("users/a.json");
        assertThat(this.store.verify().findings()).isEmpty();
        this.store = this.stores.reopen();
        assertThat(this.store.stats().collections().get("lines").quarantined()).isZero();
        assertThat(this.store.stats().quarantined()).isEqualTo(2);
    }

    @Test
    void aDamagedRowThatTheLogHoldsIsHealed() {
        put("users", "a", 1);
        this.store.flush();
        put("users", "a", 2);
        this.stores.loseDisk(CrashMode.NOTHING);
        this.stores.disk().plant("users/a.json", "\0\0\0");
        this.store = this.stores.open();
        assertThat(this.store.collection("users").get("a")).contains(row("{'n':2}"));
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void damageRefusesTheStartIfToldTo() {
        put("users", "a", 1);
        this.stores.close();
        this.stores.disk().plant("users/a.json", "{ \"n\": ");
        this.stores.configure((builder) -> all(builder).onCorruption(OnCorruption.FAIL));
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(this.stores::open)
            .withMessageContainingAll("users/a.json", "on-corruption=quarantine");
        assertThat(this.stores.disk().text("users/a.json")).isEqualTo("{ \"n\": ");
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(this.stores::open);
    }

    @Test
    void aDirectoryHasOneStoreAtATime() {
        assertThatExceptionOfType(StoreLockedException.class).isThrownBy(() -> this.stores.builder().open());
        assertThatExceptionOfType(StoreLockedException.class)
            .isThrownBy(() -> this.stores.builder().readOnly(true).open());
    }

    @Test
    void readOnlyStoresShareADirectoryAndChangeNothing() {
        put("users", "a", 1);
        this.store.flush();
        put("lines", "b", 2);
        this.store.values().put("v", 1);
        this.stores.loseDisk(CrashMode.EVERYTHING);
        this.stores.disk().plant("users/bad.json", "{");
        int calls = this.stores.disk().calls();
        List<String> files = this.stores.disk().files();
        try (Store one = this.stores.builder().readOnly(true).open();
                Store two = this.stores.builder().readOnly(true).open()) {
            for (Store reader : List.of(one, two)) {
                assertThat(reader.isReadOnly()).isTrue();
                assertThat(reader.collection("users").ids()).containsExactly("a");
                assertThat(reader.collection("lines").find("n", 2)).hasSize(1);
                assertThat(reader.values().get("v", Integer.class)).contains(1);
                assertThat(reader.<Long>transact((transaction) -> transaction.collection("lines").count())).isOne();
                assertThat(reader.verify().findings()).singleElement().asString().contains("bad.json");
                reader.startFlushing();
                assertThat(reader.isFlushing()).isFalse();
                List<Runnable> changes = List.of(() -> reader.collection("users").put("x", row("{}")),
                        () -> reader.collection("users").delete("a"), () -> reader.collection("users").clear(),
                        () -> reader.values().put("v", 2), reader::flush, () -> reader.compact("users"),
                        () -> reader.transact((transaction) -> transaction.collection("users").add(row("{}"))));
                changes.forEach(
                        (change) -> assertThatExceptionOfType(ReadOnlyStoreException.class).isThrownBy(change::run));
            }
        }
        assertThat(this.stores.disk().calls()).isEqualTo(calls);
        assertThat(this.stores.disk().files()).isEqualTo(files);
    }

    @Test
    void unconfiguredCollectionsGetTheirStrategyOrAreRefused() {
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> this.store.collection("other"))
            .withMessageContainingAll("collections.other", "unconfigured-collections");
        this.stores.close();
        this.stores.configure((builder) -> all(builder).unconfiguredCollections("single-file"));
        this.store = this.stores.open();
        put("other", "a", 1);
        this.store = this.stores.reopen();
        assertThat(this.store.collectionNames()).doesNotContain("other");
        assertThat(this.store.collection("other").contains("a")).isTrue();
        assertThat(this.store.verify().findings()).isEmpty();
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> this.store.collection("../x"));
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> this.store.collection("_values"));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> this.store.collection("Users"))
            .withMessageContaining("users");
    }

    @Test
    void aPowerLossAtAnyCallOfAWorkloadLosesNothing() {
        for (int call = 1;; call++) {
            Stores trial = new Stores(RecoveryTests::all);
            trial.disk().crashAt(call);
            String acknowledged = workload(trial);
            boolean whole = trial.disk().calls() < call;
            Store after = trial
                .crash((call % 2 == 0) ? CrashMode.NOTHING : CrashMode.random(new java.util.Random(call)));
            Map<String, Integer> reached = Map.of("", 0, "put", 1, "flushed", 1, "updated", 2, "done", 3);
            int n = after.collection("users").get("a").map((row) -> row.get("n").intValue()).orElse(0);
            assertThat(n).as("call " + call).isBetween(reached.get(acknowledged), reached.get(acknowledged) + 1);
            assertThat(after.collection("lines").get("a").map((row) -> row.get("n").intValue()).orElse(0))
                .as("the same transaction, call " + call)
                .isEqualTo(n);
            assertThat(after.verify().findings()).isEmpty();
            trial.close();
            if (whole) {
                return;
            }
        }
    }

    private static String workload(Stores trial) {
        String done = "";
        try {
            Store opened = trial.open();
            both(opened, 1);
            done = "put";
            opened.flush();
            done = "flushed";
            both(opened, 2);
            done = "updated";
            opened.compact("lines");
            both(opened, 3);
            done = "done";
            opened.flush();
        }
        catch (Throwable ex) {
            return done;
        }
        return done;
    }

    private static void both(Store opened, int n) {
        opened.transact((transaction) -> {
            transaction.collection("users").put("a", row("{'n':" + n + "}"));
            transaction.collection("lines").put("a", row("{'n':" + n + "}"));
            return null;
        });
    }

}
