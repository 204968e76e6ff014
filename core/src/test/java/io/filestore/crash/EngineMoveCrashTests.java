package io.filestore.crash;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.SettableClock;
import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.MemoryDirectory;
import io.filestore.remote.InterceptedEngine;
import io.filestore.remote.MemoryEngine;
import io.filestore.remote.RemoteEngineFactory;
import io.filestore.row.RowEntry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The power goes or the process is killed at each call of the disk and of the engine in a
 * start that moves collections to an engine, or back. Every later start has all rows,
 * whether its settings are the old ones or the new ones, or it is another instance's, and
 * then it may be refused.
 */
@ExtendWith(Tally.class)
class EngineMoveCrashTests {

    private static final int MOST_CALLS = 500;

    /** Every call is one of this class's subclass. */
    private final int step = (getClass() == EngineMoveCrashTests.class) ? 4 : Effort.every(2);

    private final SettableClock clock = new SettableClock();

    /** Which way. */
    enum Way {

        IN(false, false), IN_GROUP(false, true), OUT(true, false), OUT_OF_GROUP(true, true);

        private final boolean out;

        private final boolean group;

        Way(boolean out, boolean group) {
            this.out = out;
            this.group = group;
        }

        CollectionOptions options(String path, boolean engine) {
            CollectionOptions options = engine
                    ? CollectionOptions.of(MemoryEngine.STRATEGY).withGroup(this.group ? "g" : null)
                    : CollectionOptions.singleFile(path);
            return this.group ? options.withIndexed("n").withUnique("text") : options.withIndexed("n");
        }

    }

    private StoreBuilder builder(Way way, MemoryDirectory disk, RemoteEngineFactory engine, boolean there) {
        return Store.builder(disk.root())
            .directory(disk)
            .clock(this.clock)
            .automaticFlush(false)
            .engine(engine)
            .collection("m", way.options("m.jsonl", there))
            .collection("p", way.options("p.json", there))
            .collection("still", CollectionOptions.singleFile("still.json").withIndexed("n"));
    }

    /** What is there before the move. */
    private MemoryDirectory filled(Way way, MemoryEngine engine) {
        MemoryDirectory disk = new MemoryDirectory();
        try (Store store = builder(way, disk, engine, way.out).open()) {
            for (String collection : List.of("m", "p", "still")) {
                store.collection(collection).put("a", Rows.row(1, "a"));
                store.collection(collection).put("Other Row", Rows.row(2, "b"));
            }
            store.flush();
            store.collection("m").put("a", Rows.row(2, "changed"));
            store.collection("m").put("new", Rows.row(0, "new"));
            store.collection("m").delete("Other Row");
            store.values().put("v", 1);
            return disk.kill();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noRowIsLostWhenThePowerGoesWhileCollectionsMove(Way way) {
        boolean power = false;
        for (int call = 1 + way.ordinal() % this.step; !power; call += this.step) {
            assertThat(call).isLessThan(MOST_CALLS);
            MemoryEngine engine = new MemoryEngine();
            MemoryDirectory disk = filled(way, engine);
            disk.crashAt(call);
            CutOffEngine seen = new CutOffEngine(-1, false, disk::hasPower, () -> {
            });
            power = moves(way, disk, engine, seen);
            Tally.fault();
            MemoryDirectory left = Aftermath.remains(disk, call).get(call % 3);
            requireRows(way, left, engine, call / 3, "call " + call + " of " + disk.log());
        }
    }

    @ParameterizedTest
    @EnumSource
    void noRowIsLostWhenTheProcessIsKilledAtACallOfTheEngine(Way way) {
        boolean alive = false;
        for (int call = 1; !alive; call++) {
            assertThat(call).isLessThan(MOST_CALLS);
            for (boolean done : (this.step > 1) ? new boolean[] { call % 2 == 0 } : new boolean[] { false, true }) {
                MemoryEngine engine = new MemoryEngine();
                MemoryDirectory disk = filled(way, engine);
                MemoryDirectory[] left = { disk };
                CutOffEngine seen = new CutOffEngine(call, done, () -> true, () -> left[0] = disk.kill());
                alive = moves(way, disk, engine, seen);
                Tally.fault();
                requireRows(way, left[0], engine, call, "call " + call + (done ? " (done)" : "") + " of " + seen.log());
            }
        }
    }

    /** Returns false if the process does not live on. */
    private boolean moves(Way way, MemoryDirectory disk, MemoryEngine engine, CutOffEngine seen) {
        try (Store store = builder(way, disk, new InterceptedEngine(engine, seen), !way.out).open()) {
            store.flush();
            return disk.hasPower() && !seen.isCutOff();
        }
        catch (Throwable ex) {
            if (disk.hasPower() && !seen.isCutOff()) {
                throw ex;
            }
            return false;
        }
    }

    private void requireRows(Way way, MemoryDirectory left, MemoryEngine engine, int turn, String what) {
        try {
            Tally.crash();
            if (turn % 5 == 0) {
                requireOther(way, engine);
            }
            MemoryDirectory disk = left;
            Map<String, String> expected = expected();
            boolean first = (turn % 2 == 0) == way.out;
            for (boolean there : new boolean[] { first, !first, first }) {
                try (Store store = builder(way, disk, engine, there).open()) {
                    assertThat(Rows.of(store)).as("at the engine: %s", there).isEqualTo(expected);
                    assertThat(store.stats().findings()).isEmpty();
                    assertThat(store.verify().findings()).isEmpty();
                    requireIndexes(store);
                    store.collection("m").put("later", Rows.row(1, "later " + there));
                    store.collection("p").delete("a");
                    expected = Rows.of(store);
                }
                disk = disk.kill();
                assertThat(disk.text("_catalog.json")).doesNotContain("next", "former", "replaced\"", "fresh");
            }
        }
        catch (Throwable ex) {
            throw new AssertionError("After " + what, ex);
        }
    }

    private static void requireIndexes(Store store) {
        for (String collection : List.of("m", "p")) {
            for (int n = 0; n < 3; n++) {
                int key = n;
                assertThat(store.collection(collection).find("n", n)).extracting(RowEntry::id)
                    .containsExactlyElementsOf(store.collection(collection)
                        .stream()
                        .filter((row) -> row.value().get("n").asInt() == key)
                        .map(RowEntry::id)
                        .sorted()
                        .toList());
            }
        }
    }

    private static Map<String, String> expected() {
        return Map.of("m/a", Rows.row(2, "changed").toString(), "m/new", Rows.row(0, "new").toString(), "p/a",
                Rows.row(1, "a").toString(), "p/Other Row", Rows.row(2, "b").toString(), "still/a",
                Rows.row(1, "a").toString(), "still/Other Row", Rows.row(2, "b").toString(), "_values/v", "1");
    }

    private static Map<String, String> only(String collection, Map<String, String> rows) {
        Map<String, String> only = new TreeMap<>(rows);
        only.keySet().removeIf((row) -> !row.startsWith(collection));
        return only;
    }

    /** Another instance sees all rows, or is refused when it has waited. */
    private void requireOther(Way way, MemoryEngine engine) {
        Thread time = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                this.clock.advance(Duration.ofSeconds(1));
                LockSupport.parkNanos(3_000_000);
            }
        });
        time.start();
        try (Store store = builder(way, new MemoryDirectory(), engine, true).open()) {
            Map<String, String> rows = Rows.of(store);
            for (String collection : List.of("m/", "p/")) {
                // None if it was there before the move of this collection has begun.
                assertThat(only(collection, rows)).isIn(only(collection, expected()), Map.of());
            }
        }
        catch (InvalidConfigurationException ex) {
            assertThat(ex.reason()).containsAnyOf("nobody goes on with that", "are not in memory.");
        }
        finally {
            time.interrupt();
        }
    }

}
