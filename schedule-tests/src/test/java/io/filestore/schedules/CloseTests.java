package io.filestore.schedules;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreClosedException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** A store is closed while others use it, and by two at once. */
class CloseTests {

    private static Disk disk() {
        return new Disk((store) -> store.collection("logged", CollectionOptions.filePerRecord())
            .collection("free", CollectionOptions.singleFile("free.json").withWal(false))
            .unconfiguredCollections("single-file"));
    }

    /** What has been acknowledged, and by which collection. */
    private final List<String> acknowledged = new ArrayList<>();

    private void put(Store store, String collection, String id) {
        RowCollection<Row> rows = store.collection(collection);
        rows.put(id, Row.parse("{}"));
        synchronized (this.acknowledged) {
            this.acknowledged.add(collection + "/" + id);
        }
    }

    private List<String> acknowledged(String collection) {
        synchronized (this.acknowledged) {
            return this.acknowledged.stream()
                .filter((name) -> name.startsWith(collection + "/"))
                .map((name) -> name.substring(collection.length() + 1))
                .toList();
        }
    }

    /** Closed is an answer to everything. */
    private static void unlessClosed(Threads.Work work) throws Exception {
        try {
            work.run();
        }
        catch (StoreClosedException ex) {
            // As it may be.
        }
    }

    @Test
    void whoeverClosesFindsAllThatWasAcknowledgedInTheFiles() throws Exception {
        Schedules.run(() -> {
            CloseTests test = new CloseTests();
            Disk disk = disk();
            Store store = disk.open();
            Threads threads = new Threads();
            threads.start(() -> unlessClosed(() -> test.put(store, "free", "row-0")));
            threads.start(() -> unlessClosed(() -> test.put(store, "logged", "row-1")));
            for (int i = 0; i < 2; i++) {
                threads.start(() -> {
                    store.close();
                    for (String id : test.acknowledged("free")) {
                        assertThat(disk.text("free.json")).contains(id);
                    }
                    for (String id : test.acknowledged("logged")) {
                        assertThat(disk.text("logged/" + id + ".json")).isNotEmpty();
                    }
                });
            }
            threads.join();
            try (Store again = disk.open()) {
                assertThat(Disk.ids(again, "free")).containsAll(test.acknowledged("free"));
                assertThat(Disk.ids(again, "logged")).containsAll(test.acknowledged("logged"));
                assertThat(again.verify().findings()).isEmpty();
            }
        });
    }

    @Test
    void aFlushASearchAndANewCollectionMayMeetTheEnd() throws Exception {
        Schedules.run(() -> {
            CloseTests test = new CloseTests();
            Disk disk = disk();
            Store store = disk.open();
            test.put(store, "logged", "row-0");
            Threads threads = new Threads();
            threads.start(() -> unlessClosed(store::flush));
            threads.start(() -> unlessClosed(() -> store.collection("logged").ids().count()));
            threads.start(() -> unlessClosed(() -> test.put(store, "another", "row-1")));
            threads.start(store::close);
            threads.join();
            try (Store again = disk.open()) {
                assertThat(Disk.ids(again, "logged")).containsExactly("row-0");
                assertThat(Disk.ids(again, "another")).containsAll(test.acknowledged("another"));
                assertThat(again.verify().findings()).isEmpty();
            }
        });
    }

}
