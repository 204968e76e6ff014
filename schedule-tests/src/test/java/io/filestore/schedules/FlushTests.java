package io.filestore.schedules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** A flush while others write and read. */
class FlushTests {

    private static final Pattern N = Pattern.compile("\"n\" ?: ?(-?[0-9]+)");

    private static Disk disk() {
        return new Disk((store) -> store.collection("records", CollectionOptions.filePerRecord())
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("lines", CollectionOptions.singleFile("lines.jsonl"))
            .wal(WalOptions.defaults().withSegmentSizeBytes(4096)));
    }

    /** Takes one from a row and gives it to one of another collection. */
    private static void transfer(Store store) {
        store.transact((tx) -> {
            tx.collection("records", Amount.class).update("a", (old) -> new Amount(old.n() - 1));
            return tx.collection("map", Amount.class).update("a", (old) -> new Amount(old.n() + 1));
        });
    }

    @Test
    void theFilesAreThoseOfOneMoment() throws Exception {
        Schedules.run(() -> {
            Disk disk = disk();
            try (Store store = disk.open()) {
                store.collection("records", Amount.class).put("a", new Amount(0));
                store.collection("map", Amount.class).put("a", new Amount(0));
                Threads threads = new Threads();
                threads.start(() -> transfer(store));
                threads.start(() -> transfer(store));
                threads.start(() -> {
                    store.flush();
                    assertThat(number(disk.text("records/a.json"))).isEqualTo(-number(disk.text("map.json")));
                });
                threads.join();
                assertThat(store.verify().findings()).isEmpty();
                store.flush();
                assertThat(number(disk.text("records/a.json"))).isEqualTo(-2);
                assertThat(number(disk.text("map.json"))).isEqualTo(2);
            }
        });
    }

    private static long number(String text) {
        Matcher matcher = N.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    @Test
    void rowsThatChangeDuringAFlushAreInTheFilesOfTheNextOrInTheLog() throws Exception {
        Schedules.run(() -> {
            Disk disk = disk();
            try (Store store = disk.open()) {
                RowCollection<Row> lines = store.collection("lines");
                lines.put("a", Row.parse("{}"));
                lines.put("b", Row.parse("{}"));
                Threads threads = new Threads();
                threads.start(store::flush);
                threads.start(() -> lines.put("c", Row.parse("{}")));
                threads.start(() -> lines.delete("b"));
                threads.start(() -> assertThat(lines.contains("a")).isTrue());
                threads.join();
                assertThat(disk.idsAfterPowerLoss("lines")).containsExactly("a", "c");
                assertThat(store.verify().findings()).isEmpty();
            }
            try (Store store = disk.open()) {
                assertThat(Disk.ids(store, "lines")).containsExactly("a", "c");
                assertThat(store.verify().findings()).isEmpty();
            }
        });
    }

    @Test
    void aCompactionTakesInWhatIsAppendedMeanwhile() throws Exception {
        Schedules.run(() -> {
            Disk disk = disk();
            try (Store store = disk.open()) {
                RowCollection<Amount> lines = store.collection("lines", Amount.class);
                lines.put("a", new Amount(0));
                store.flush();
                lines.put("a", new Amount(1));
                Threads threads = new Threads();
                threads.start(() -> store.compact("lines"));
                threads.start(() -> {
                    lines.put("b", new Amount(2));
                    store.flush();
                });
                threads.start(() -> lines.put("a", new Amount(3)));
                threads.join();
                assertThat(store.verify().findings()).isEmpty();
            }
            try (Store store = disk.open()) {
                RowCollection<Amount> lines = store.collection("lines", Amount.class);
                assertThat(lines.get("a")).contains(new Amount(3));
                assertThat(lines.get("b")).contains(new Amount(2));
                assertThat(store.verify().findings()).isEmpty();
            }
        });
    }

}
