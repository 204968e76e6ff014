package io.filestore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreFailedException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.io.MemoryDirectory;
import io.filestore.io.PowerLoss;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The power goes at every call of flushes, recoveries and flushes after them. No crash
 * makes a checksum speak against a healthy row, with rows of equal size on a disk whose
 * clock stands still for many calls, too.
 */
class ChecksumPowerLossTests {

    private static final int SEEDS = Integer.getInteger("filestore.powerloss.seeds", 2);

    private static final Map<String, CollectionOptions> FORMS = Map.of("records", CollectionOptions.filePerRecord(),
            "map", CollectionOptions.singleFile("map.json"), "lines", CollectionOptions.singleFile("lines.jsonl"),
            "lz4map", CollectionOptions.compressed("cache/app"), "lz4lines",
            CollectionOptions.compressed("packed.jsonl"));

    /** One of so many calls is tried, by the subclass every other one. */
    private final int step = (getClass() == ChecksumPowerLossTests.class) ? 10 : 2;

    @ParameterizedTest
    @ValueSource(ints = { 1, 9, 100_000 })
    void aCrashPutsNoRowIntoQuarantine(int callsPerTick) {
        int crashes = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            int call = 1 + seed % 2;
            while (loses(callsPerTick, new Random(seed * 10_000L + call), call)) {
                call += this.step;
                crashes++;
            }
        }
        System.out.println("Power losses with " + callsPerTick + " calls a tick: " + crashes);
        assertThat(crashes).isGreaterThan(SEEDS * 100 / this.step);
    }

    private static boolean loses(int callsPerTick, Random random, int call) {
        Run run = new Run(random, callsPerTick);
        boolean lost = run.work(call);
        boolean lostAgain = run.crashAndWork(1 + random.nextInt(60));
        if (lostAgain) {
            run.crashAndWork(Integer.MAX_VALUE);
        }
        run.ends();
        return lost;
    }

    @Test
    void aFlushThatFailsAndIsTriedAgainLeavesNoDoubt() {
        for (int call = 1; call < 60; call += this.step / 2) {
            Run run = new Run(new Random(call), 100_000);
            run.workWithFailure(call);
            run.crashAndWork(1 + call % 40);
            run.crashAndWork(Integer.MAX_VALUE);
            run.ends();
        }
    }

    /** A store, and what may be in it after a crash. */
    private static final class Run {

        private final Random random;

        private final Map<String, Map<String, Set<String>>> possible = new TreeMap<>();

        private final Map<String, Map<String, String>> now = new TreeMap<>();

        private MemoryDirectory disk = new MemoryDirectory();

        Run(Random random, int callsPerTick) {
            this.random = random;
            this.disk.callsPerTick(callsPerTick);
            names().forEach((name) -> {
                this.possible.put(name, new TreeMap<>());
                this.now.put(name, new TreeMap<>());
            });
        }

        private static Set<String> names() {
            Set<String> names = new TreeSet<>();
            FORMS.keySet().forEach((name) -> names.addAll(List.of(name, name + "-unlogged")));
            return names;
        }

        private StoreBuilder builder() {
            StoreBuilder builder = Store.builder(this.disk.root()).directory(this.disk).automaticFlush(false);
            FORMS.forEach((name, options) -> {
                builder.collection(name, options);
                String path = (options.path() != null) ? "unlogged/" + options.path() : "unlogged/records";
                builder.collection(name + "-unlogged", options.withPath(path).withWal(false));
            });
            return builder;
        }

        boolean work(int call) {
            try (Store store = builder().open()) {
                change(store);
                store.flush();
                settle();
                change(store);
                this.disk.crashAt(call == Integer.MAX_VALUE ? call : this.disk.calls() + call);
                store.flush();
                settle();
                change(store);
                store.flush();
                settle();
                return false;
            }
            catch (PowerLoss | RuntimeException ex) {
                return requirePowerLoss(ex);
            }
        }

        void workWithFailure(int call) {
            Store store = builder().open();
            change(store);
            store.flush();
            change(store);
            this.disk.failAt(this.disk.calls() + call, Fault.IO_ERROR_HALFWAY);
            try {
                store.flush();
            }
            catch (RuntimeException ex) {
                // tried again
            }
            this.disk.heal();
            try {
                change(store);
                this.disk.crashAt(this.disk.calls() + 1 + call / 2);
                store.flush();
            }
            catch (StoreFailedException ex) {
                // it was the log that failed
            }
            catch (PowerLoss | RuntimeException ex) {
                requirePowerLoss(ex);
            }
        }

        private static boolean requirePowerLoss(Throwable ex) {
            Throwable cause = ex;
            while (!(cause instanceof PowerLoss)) {
                assertThat(cause).isNotNull();
                cause = cause.getCause();
            }
            return true;
        }

        /** Returns whether the power went again. */
        boolean crashAndWork(int call) {
            this.disk = this.disk
                .crash(this.random.nextInt(4) == 0 ? CrashMode.EVERYTHING : CrashMode.random(this.random));
            if (call != Integer.MAX_VALUE) {
                this.disk.crashAt(call);
            }
            try (Store store = builder().open()) {
                assertThat(store.stats().quarantined()).isZero();
                assertThat(store.stats().firstFindings()).isEmpty();
                assertThat(store.stats().collections().values()).allMatch((each) -> each.quarantined() == 0);
                names().forEach((name) -> compare(store, name));
                change(store);
                store.flush();
                settle();
                assertThat(store.verify().findings()).isEmpty();
                return false;
            }
            catch (PowerLoss | RuntimeException ex) {
                return requirePowerLoss(ex);
            }
        }

        private void compare(Store store, String name) {
            Map<String, String> found = rows(store, name);
            Set<String> ids = new TreeSet<>(found.keySet());
            ids.addAll(this.possible.get(name).keySet());
            for (String id : ids) {
                assertThat(found.getOrDefault(id, "none")).as(name + "/" + id)
                    .isIn(this.possible.get(name).getOrDefault(id, Set.of("none")));
                this.now.get(name).put(id, found.getOrDefault(id, "none"));
            }
        }

        void ends() {
            this.disk = this.disk.crash(CrashMode.EVERYTHING);
            try (Store store = builder().open()) {
                store.flush();
                assertThat(store.stats().quarantined()).isZero();
                assertThat(store.verify().findings()).isEmpty();
            }
        }

        /** Rows of equal size. */
        private void change(Store store) {
            for (String name : names()) {
                for (int i = 0; i < 3; i++) {
                    String id = "row-" + this.random.nextInt(5);
                    String json = (this.random.nextInt(5) == 0) ? "none"
                            : "{\"n\":" + (10 + this.random.nextInt(90)) + "}";
                    Map<String, Set<String>> all = this.possible.get(name);
                    all.computeIfAbsent(id, (key) -> new TreeSet<>(Set.of("none"))).add(json);
                    if (json.equals("none")) {
                        store.collection(name).delete(id);
                    }
                    else {
                        store.collection(name).put(id, Row.parse(json));
                    }
                    this.now.get(name).put(id, json);
                }
            }
        }

        /** Nothing that was before can come back. */
        private void settle() {
            this.now.forEach((name, rows) -> rows
                .forEach((id, json) -> this.possible.get(name).put(id, new TreeSet<>(Set.of(json)))));
        }

        private static Map<String, String> rows(Store store, String name) {
            Map<String, String> rows = new HashMap<>();
            store.collection(name).stream().forEach((row) -> rows.put(row.id(), row.value().toString()));
            return rows;
        }

    }

}
