package io.filestore;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.error.CorruptStoreException;
import io.filestore.io.CrashMode;
import io.filestore.io.FileNames;
import io.filestore.io.MemoryDirectory;
import io.filestore.report.Finding;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Single bits flip in every file of a directory while size and modification time stay.
 * The content is then as it was, or what is not is refused or reported; no row is ever
 * silently wrong, and no row suffers from a bit in another file.
 *
 * <p>
 * {@link FlippedBitIT} tries more of them, and with {@code -Dfilestore.flips=all} every
 * one.
 */
class FlippedBitTests {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    private static final String LONG_ID = "Long ".repeat(60);

    private final Map<String, Integer> outcomes = new TreeMap<>();

    private Map<String, String> beforeLastWrite = Map.of();

    double sample() {
        return 0.005;
    }

    @Test
    void noBitMakesAClosedStoreLie() throws IOException {
        MemoryDirectory disk = new MemoryDirectory();
        try (Store store = fill(disk)) {
            change(store);
        }
        flipAll(disk);
    }

    @Test
    void noBitMakesAStoreThatWasKilledLie() throws IOException {
        MemoryDirectory disk = new MemoryDirectory();
        Store store = fill(disk);
        change(store);
        this.beforeLastWrite = content(store);
        store.values().put("last", List.of(1));
        MemoryDirectory killed = disk.crash(CrashMode.EVERYTHING);
        store.close();
        flipAll(killed);
    }

    @Test
    void noBitMakesRowsOfSharedFilesThatWereNeverFlushedAgainLie() throws IOException {
        MemoryDirectory disk = new MemoryDirectory();
        fill(disk).close();
        flipAll(disk);
    }

    private static StoreBuilder builder(MemoryDirectory disk) {
        return Store.builder(disk.root())
            .directory(disk)
            .clock(CLOCK)
            .automaticFlush(false)
            .collection("users", CollectionOptions.filePerRecord().withUnique("email").withTtl(Duration.ofDays(1)))
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("lines", CollectionOptions.singleFile("logs/lines.jsonl").withTtl(Duration.ofDays(1)))
            .collection("cache", CollectionOptions.compressed("cache/app").withWal(false))
            .collection("packed", CollectionOptions.compressed("packed.jsonl"));
    }

    private static Store fill(MemoryDirectory disk) {
        Store store = builder(disk).open();
        for (String name : store.collectionNames()) {
            store.collection(name).put("1", Row.parse("{\"email\":\"a@x.org\",\"n\":[1,2.50]}"));
            store.collection(name).put("3", Row.parse("{\"email\":\"b@x.org\",\"_id\":true}"));
            store.collection(name).put("gone", Row.parse("{}"));
        }
        store.collection("users").put(LONG_ID, Row.parse("{\"n\":1}"));
        store.values().put("appVersion", "1.0.0");
        store.flush();
        for (String name : store.collectionNames()) {
            store.collection(name).put("1", Row.parse("{\"email\":\"c@x.org\",\"id\":7}"));
            store.collection(name).delete("gone");
        }
        store.values().put("n", 12);
        store.flush();
        return store;
    }

    private static void change(Store store) {
        store.collection("users").put("1", Row.parse("{\"email\":\"d@x.org\"}"));
        store.collection("lines").put("5", Row.parse("{\"n\":5}"));
        store.transact((tx) -> {
            tx.collection("map").delete("3");
            tx.collection("packed").put("4", Row.parse("{}"));
            return null;
        });
    }

    private void flipAll(MemoryDirectory disk) throws IOException {
        Map<String, String> original = contentOf(disk.crash(CrashMode.EVERYTHING));
        Random random = new Random(42);
        for (String file : disk.files()) {
            long bits = disk.bytes(file).length * 8L;
            for (long bit = 0; bit < bits; bit++) {
                if (random.nextDouble() < sample()) {
                    MemoryDirectory flipped = disk.crash(CrashMode.EVERYTHING);
                    flipped.flip(file, bit);
                    String outcome = open(flipped, original, file, file + ", bit " + bit);
                    this.outcomes.merge(outcome, 1, Integer::sum);
                }
            }
        }
        System.out.println("Flipped bits: " + this.outcomes);
        assertThat(this.outcomes.keySet()).contains("unchanged", "set aside");
    }

    private static Map<String, String> contentOf(MemoryDirectory disk) {
        try (Store store = builder(disk).open()) {
            assertThat(store.stats().quarantined()).isZero();
            return content(store);
        }
    }

    private String open(MemoryDirectory disk, Map<String, String> original, String file, String what) {
        boolean log = file.startsWith("_wal");
        try (Store store = builder(disk).open()) {
            Map<String, String> found = content(store);
            if (!found.equals(original)) {
                Set<String> missing = new TreeSet<>(original.keySet());
                missing.removeAll(found.keySet());
                if (log) {
                    assertThat(this.beforeLastWrite).as(what).isEqualTo(found);
                    return "last write cut off the log";
                }
                assertThat(original).as(what).containsAllEntriesOf(found);
                assertThat(store.stats().quarantined()).as(what).isPositive();
                assertThat(missing.stream().map((id) -> id.substring(0, id.indexOf('/'))).distinct()).as(what)
                    .containsExactly(collectionOf(file));
                String told = store.stats().firstFindings().stream().map(Finding::message).toList().toString();
                assertThat(missing).as(what)
                    .allMatch((id) -> told.contains("'" + id.substring(id.indexOf('/') + 1) + "'")
                            || file.startsWith("users/"));
                assertThat(missing.size()).as(what).isLessThanOrEqualTo(mostRowsOf(file));
                return "set aside";
            }
            return (store.stats().quarantined() > 0) ? "healed" : "unchanged";
        }
        catch (CorruptStoreException ex) {
            assertThat(log || file.equals(FileNames.CHECKPOINT) || file.equals(FileNames.CATALOG)).as(what).isTrue();
            return "refused";
        }
    }

    private static String collectionOf(String file) {
        String name = file.substring(file.startsWith("logs/") ? 5 : 0);
        return name.startsWith("_values") ? "_values" : name.split("[/.]")[0];
    }

    private static int mostRowsOf(String file) {
        if (file.startsWith("users/")) {
            return 1;
        }
        return file.endsWith("lines.jsonl") ? 2 : Integer.MAX_VALUE;
    }

    private static Map<String, String> content(Store store) {
        Map<String, String> content = new TreeMap<>();
        for (String name : store.collectionNames()) {
            store.collection(name)
                .stream()
                .forEach((row) -> content.put(name + "/" + row.id(), row.value().toString()));
        }
        store.values()
            .keys()
            .forEach((key) -> content.put("_values/" + key, String.valueOf(store.values().get(key).orElse(null))));
        return content;
    }

}
