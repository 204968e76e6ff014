package io.filestore.schedules;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** Several writers, of which one may commit for the others. */
class CommitQueueTests {

    private static final String LOG = "_wal.jsonl";

    private static Disk disk() {
        return new Disk((store) -> store.collection("rows", CollectionOptions.filePerRecord()));
    }

    @Test
    void whatIsAcknowledgedIsInMemoryAndForcedAndHasAVersionOfItsOwn() throws Exception {
        Schedules.run(() -> {
            Disk disk = disk();
            Set<Long> versions = new HashSet<>();
            try (Store store = disk.open()) {
                RowCollection<Row> rows = store.collection("rows");
                Threads threads = new Threads();
                for (int i = 0; i < 3; i++) {
                    String id = "row-" + i;
                    threads.start(() -> {
                        long version = rows.put(id, Row.parse("{}")).version();
                        assertThat(rows.contains(id)).isTrue();
                        assertThat(disk.textAfterPowerLoss(LOG)).contains(id);
                        synchronized (versions) {
                            assertThat(versions.add(version)).isTrue();
                        }
                    });
                }
                threads.join();
                assertThat(disk.idsAfterPowerLoss("rows")).containsExactly("row-0", "row-1", "row-2");
            }
        });
    }

    @Test
    void noUpdateIsLost() throws Exception {
        Schedules.run(() -> {
            try (Store store = disk().open()) {
                RowCollection<Amount> rows = store.collection("rows", Amount.class);
                rows.put("a", new Amount(0));
                Threads threads = new Threads();
                for (int i = 0; i < 3; i++) {
                    threads.start(() -> rows.update("a", (old) -> new Amount(old.n() + 1)));
                }
                threads.join();
                assertThat(rows.get("a")).contains(new Amount(3));
            }
        });
    }

    @Test
    void whatAReaderSeesIsThereAfterAPowerLoss() throws Exception {
        Schedules.run(() -> {
            Disk disk = disk();
            try (Store store = disk.open()) {
                RowCollection<Row> rows = store.collection("rows");
                Threads threads = new Threads();
                threads.start(() -> rows.put("row-0", Row.parse("{}")));
                threads.start(() -> rows.put("row-1", Row.parse("{}")));
                threads.start(() -> {
                    for (int i = 0; i < 2; i++) {
                        if (rows.contains("row-" + i)) {
                            assertThat(disk.textAfterPowerLoss(LOG)).contains("row-" + i);
                        }
                    }
                });
                threads.join();
            }
        });
    }

    /**
     * A row that is read for the first time remembers its value, which must not undo a
     * write.
     */
    @Test
    void readingARowDoesNotChangeIt() throws Exception {
        Schedules.run(() -> {
            try (Store store = disk().open()) {
                RowCollection<Amount> rows = store.collection("rows", Amount.class);
                store.collection("rows").put("a", Row.parse("{\"n\":0}"));
                Threads threads = new Threads();
                threads.start(() -> rows.get("a"));
                threads.start(() -> rows.put("a", new Amount(1)));
                threads.join();
                assertThat(rows.get("a")).contains(new Amount(1));
            }
        });
    }

}
