package io.filestore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.config.OpeningListener;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreIOException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.query.PlanKind;
import io.filestore.report.CollectionStats;
import io.filestore.report.CollectionStats.QueryTotals;
import io.filestore.report.StoreStats;
import io.filestore.row.Row;

import static io.filestore.query.Query.all;
import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StatsTests {

    private final List<String> opening = new ArrayList<>();

    private final Stores stores = new Stores((builder) -> builder.openingListener(listener())
        .collection("users", CollectionOptions.filePerRecord().withUnique("email").withIndexed("city"))
        .collection("lines", CollectionOptions.singleFile("lines.jsonl").withIndexed("city"))
        .collection("sessions", CollectionOptions.memoryOnly()));

    private Store store;

    @BeforeEach
    void open() {
        this.store = this.stores.open();
    }

    @AfterEach
    void close() {
        this.stores.close();
    }

    private OpeningListener listener() {
        return new OpeningListener() {

            @Override
            public void onBegin(Phase phase) {
                StatsTests.this.opening.add(phase + " begins");
            }

            @Override
            public void onEnd(Phase phase, long done) {
                StatsTests.this.opening.add(phase + " ends with " + done);
            }

        };
    }

    private void put(String collection, String id) {
        this.store.collection(collection).put(id, Stores.row("{'city':'Ulm'}"));
    }

    private long bytesOf(String... files) {
        long bytes = 0;
        for (String file : files) {
            bytes += this.stores.disk().text(file).length();
        }
        return bytes;
    }

    @Test
    void flushesAreCountedAndTimedByOutcome() {
        put("users", "a");
        this.stores.disk().failOnce((call) -> call.startsWith("write users/"), Fault.IO_ERROR);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(this.store::flush);
        this.store.flush();
        put("users", "b");
        this.store.flush();
        StoreStats.FlushTotals totals = this.store.stats().flushTotals();
        assertThat(totals.succeeded()).isEqualTo(2);
        assertThat(totals.failed()).isEqualTo(1);
        assertThat(totals.succeededTime()).isPositive();
        assertThat(totals.failedTime()).isPositive();
        assertThat(this.store.stats().flushInterval()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void collectionSaysWhatFlushesHaveWrittenOfIt() {
        put("users", "a");
        put("users", "b");
        this.store.flush();
        put("lines", "a");
        this.store.flush();
        CollectionStats users = this.store.stats().collections().get("users");
        assertThat(users.flushedRows()).isEqualTo(2);
        assertThat(users.flushedBytes()).isPositive();
        assertThat(users.lastFlush()).isEqualTo(this.stores.clock().instant());
        assertThat(users.unique()).containsExactly("email");
        assertThat(this.store.stats().collections().get("lines").flushedRows()).isEqualTo(1);
        assertThat(this.store.stats().collections().get("sessions").lastFlush()).isNull();
    }

    @Test
    void commitsAreCounted() {
        put("users", "a");
        put("sessions", "b");
        assertThat(this.store.stats().commits()).isEqualTo(new StoreStats.CommitTotals(2, 2));
    }

    @Test
    void bytesOnDiskAreThoseOfDataAndIndexFiles() {
        assertThat(this.store.bytesOnDisk("lines")).isZero();
        put("lines", "a");
        put("sessions", "a");
        this.store.flush();
        long expected = this.stores.disk()
            .files()
            .stream()
            .filter((file) -> file.startsWith("lines"))
            .mapToLong(this::bytesOf)
            .sum();
        Stores.await(() -> this.store.bytesOnDisk("lines") == expected);
        assertThat(expected).isGreaterThan(bytesOf("lines.jsonl"));
        assertThat(this.store.bytesOnDisk("sessions")).isZero();
    }

    @Test
    void listenerIsToldOfLoadAndReplay() {
        put("users", "a");
        this.store.flush();
        put("users", "b");
        this.opening.clear();
        this.stores.crash(CrashMode.NOTHING);
        assertThat(this.opening).containsExactly("LOAD begins", "LOAD ends with 1", "REPLAY begins",
                "REPLAY ends with 1");
    }

    @Test
    void quarantineThatSomebodyHasEmptiedCountsNothing() throws Exception {
        this.store.close();
        this.stores.disk().plant("users/a.json", "{");
        this.store = this.stores.open();
        assertThat(this.store.stats().quarantined()).isEqualTo(1);
        for (String file : this.stores.disk().files()) {
            if (file.startsWith("_quarantine")) {
                this.stores.disk().delete(Path.of(this.stores.disk().root().toString(), file));
            }
        }
        assertThat(this.store.stats().quarantined()).isZero();
    }

    record Pet(String name) {
    }

    @Test
    void theMemoryOfDecodedValuesIsBoundedAndSaid() {
        this.stores.configure((builder) -> builder.collection("pets", CollectionOptions.memoryOnly())
            .collection("others", CollectionOptions.memoryOnly())
            .decodedMemory(16_000));
        Store store = this.stores.reopen();
        for (String name : List.of("pets", "others")) {
            RowCollection<Pet> pets = store.collection(name, Pet.class);
            for (int i = 0; i < 1000; i++) {
                pets.put("pet-" + i, new Pet("Rex"));
                assertThat(pets.get("pet-" + i)).contains(new Pet("Rex"));
                pets.update("pet-" + i, (pet) -> new Pet("Max"));
                assertThat(store.stats().decoded().bytes()).isBetween(1L, 16_000L);
            }
        }
        assertThat(store.stats().decoded().values()).isBetween(50L, 200L);
        assertThat(store.stats().decoded().maxBytes()).isEqualTo(16_000);
    }

    @Test
    void aNegativeMemoryOfDecodedValuesIsRefused() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> this.stores.builder().decodedMemory(-1))
            .withMessageContaining("decoded-memory");
    }

    @Test
    void queriesAreCountedOnceByWhatHasAnsweredThem() {
        for (int i = 0; i < 200; i++) {
            this.store.collection("lines").put("r" + i, Stores.row("{'city':'c" + i % 50 + "','n':" + i + "}"));
        }
        RowCollection<Row> lines = this.store.collection("lines");
        asks(PlanKind.SEARCH, () -> lines.find(where("city").is("c1")));
        asks(PlanKind.SEARCH, () -> lines.count(where("city").greaterThan("c48")));
        asks(PlanKind.SEARCH, () -> lines.stream(where("city").is("c1").orderBy("n")).toList());
        asks(PlanKind.SEARCH, () -> this.store.transact((tx) -> lines.find(where("city").is("c1"))));
        asks(PlanKind.UNION, () -> lines.find(where("city").is("c1").or(where("city").is("c2"))));
        asks(PlanKind.ORDER, () -> lines.page(all().orderBy("city").limit(3), null));
        asks(PlanKind.ORDER, () -> lines.stream(all().orderBy("city").limit(3)).findFirst());
        asks(PlanKind.ORDER, () -> lines.first(all()));
        asks(PlanKind.SCAN, () -> lines.exists(where("n").is(-1)));
        asks(PlanKind.SCAN, () -> lines.distinct("city", where("n").is(-1)));
        asks(null, () -> lines.find("city", "c1"));
        asks(null, () -> lines.get("r1"));
        asks(null, () -> lines.explain(where("n").is(-1)));
        asks(null, () -> this.store.collection("users").find(where("n").is(1)));
    }

    /** Asks, and looks which query of the collection that has been. */
    private void asks(@Nullable PlanKind expected, Runnable query) {
        Map<PlanKind, QueryTotals> before = this.store.stats().collections().get("lines").queries();
        query.run();
        Map<PlanKind, QueryTotals> after = this.store.stats().collections().get("lines").queries();
        assertThat(after.keySet()).containsExactly(PlanKind.values());
        after.forEach((kind, totals) -> {
            assertThat(totals.count() - before.get(kind).count()).as("%s", kind).isEqualTo((kind == expected) ? 1 : 0);
            assertThat(totals.time().compareTo(before.get(kind).time()) > 0).isEqualTo(kind == expected);
        });
    }

}
