package io.filestore.schedules;

import org.junit.jupiter.api.Test;

import io.filestore.Store;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** Files get another layout when their collection is asked for. */
class MoveTests {

    @Test
    void twoThreadsAskForACollectionThatMovesWhileAnotherIsFlushed() throws Exception {
        Schedules.run(() -> {
            Disk disk = new Disk((store) -> store.unconfiguredCollections("file-per-record"));
            try (Store store = disk.open()) {
                store.collection("moves").put("a", Row.parse("{}"));
                store.collection("other").put("a", Row.parse("{}"));
            }
            disk.configure((store) -> store.unconfiguredCollections("single-file"));
            try (Store store = disk.open()) {
                store.collection("other").put("b", Row.parse("{}"));
                Threads threads = new Threads();
                for (int i = 0; i < 2; i++) {
                    String id = "row-" + i;
                    threads.start(() -> store.collection("moves").put(id, Row.parse("{}")));
                }
                threads.start(store::flush);
                threads.join();
                assertThat(Disk.ids(store, "moves")).containsExactly("a", "row-0", "row-1");
                assertThat(store.verify().findings()).isEmpty();
                assertThat(disk.idsAfterPowerLoss("moves")).containsExactly("a", "row-0", "row-1");
            }
            assertThat(disk.text("moves/a.json")).isEmpty();
            try (Store store = disk.open()) {
                assertThat(Disk.ids(store, "moves")).containsExactly("a", "row-0", "row-1");
                assertThat(Disk.ids(store, "other")).containsExactly("a", "b");
                assertThat(store.verify().findings()).isEmpty();
            }
        });
    }

}
