package io.filestore.schedules;

import org.junit.jupiter.api.Test;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** Segments of the log begin and end while others append to it and force it. */
class SealTests {

    /** So that each of them fills a segment. */
    private static final Text LARGE = new Text("x".repeat(5000));

    /**
     * What a row has.
     *
     * @param text some text
     */
    record Text(String text) {
    }

    private static Disk disk(SyncPolicy sync) {
        return new Disk((store) -> store.collection("rows", CollectionOptions.filePerRecord())
            .wal(WalOptions.defaults().withSync(sync).withSegmentSizeBytes(4096)));
    }

    @Test
    void aSegmentThatIsFullEndsBetweenTwoBatches() throws Exception {
        Schedules.run(() -> {
            Disk disk = disk(SyncPolicy.ALWAYS);
            try (Store store = disk.open()) {
                RowCollection<Text> rows = store.collection("rows", Text.class);
                Threads threads = new Threads();
                for (int i = 0; i < 3; i++) {
                    String id = "row-" + i;
                    threads.start(() -> rows.put(id, LARGE));
                }
                threads.join();
                assertThat(disk.idsAfterPowerLoss("rows")).containsExactly("row-0", "row-1", "row-2");
            }
        });
    }

    @Test
    void aFlushSealsAndTrimsWhatOthersAppendTo() throws Exception {
        Schedules.run(() -> {
            Disk disk = disk(SyncPolicy.NEVER);
            try (Store store = disk.open()) {
                RowCollection<Text> rows = store.collection("rows", Text.class);
                rows.put("row-0", LARGE);
                Threads threads = new Threads();
                threads.start(() -> {
                    rows.put("row-1", LARGE);
                    rows.put("row-2", LARGE);
                });
                threads.start(store::flush);
                threads.start(() -> store.stats().log());
                threads.join();
                assertThat(store.verify().findings()).isEmpty();
                store.flush();
                assertThat(disk.idsAfterPowerLoss("rows")).containsExactly("row-0", "row-1", "row-2");
            }
        });
    }

}
