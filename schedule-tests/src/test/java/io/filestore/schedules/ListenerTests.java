package io.filestore.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.event.Listeners;
import io.filestore.event.RowChange;
import io.filestore.event.StoreListener;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** Those who are told of changes, while these are made and the store is closed. */
class ListenerTests {

    private static RowChange change;

    @Test
    void whatIsCommittedIsToldInItsOrderBeforeTheStoreHasClosed() throws Exception {
        Schedules.run(() -> {
            Disk disk = new Disk((store) -> store.collection("rows", CollectionOptions.memoryOnly()));
            List<Long> told = new ArrayList<>();
            AtomicLong acknowledged = new AtomicLong();
            Store store = disk.open();
            store.addListener(new StoreListener() {

                @Override
                public void onCommit(List<RowChange> changes) {
                    changes.forEach((one) -> told.add(one.version()));
                }

            });
            RowCollection<Row> rows = store.collection("rows");
            Threads threads = new Threads();
            for (int i = 0; i < 3; i++) {
                String id = "row-" + i;
                threads.start(() -> {
                    rows.put(id, Row.parse("{}"));
                    acknowledged.incrementAndGet();
                });
            }
            threads.join();
            store.close();
            assertThat(acknowledged).hasValue(3);
            assertThat(told).hasSize(3).isSorted().doesNotHaveDuplicates();
        });
    }

    @Test
    void whatIsNotToldIsCountedInAGap() throws Exception {
        change = aChange();
        Schedules.run(() -> {
            Listeners listeners = new Listeners(() -> false);
            AtomicLong told = new AtomicLong();
            AtomicLong missed = new AtomicLong();
            listeners.add(new StoreListener() {

                @Override
                public void onCommit(List<RowChange> changes) {
                    told.incrementAndGet();
                }

                @Override
                public void onOverflow(long gap) {
                    missed.addAndGet(gap);
                }

            });
            Threads threads = new Threads();
            for (int i = 0; i < 2; i++) {
                threads.start(() -> {
                    for (int n = 0; n < 3; n++) {
                        listeners.committed(new Large(), 0);
                        listeners.wake();
                    }
                });
            }
            threads.join();
            listeners.close();
            assertThat(told.get() + missed.get()).isEqualTo(6);
            assertThat(told.get()).isPositive();
        });
    }

    /** One waits for a listener, and a second finds no room. */
    private static final class Large implements Listeners.Committed {

        @Override
        public List<RowChange> changes(long now) {
            return List.of(change);
        }

        @Override
        public long bytes() {
            return Listeners.MAX_BYTES;
        }

    }

    private static RowChange aChange() {
        List<RowChange> seen = new ArrayList<>();
        try (Store store = new Disk((it) -> it.collection("rows", CollectionOptions.memoryOnly())).open()) {
            store.addListener(new StoreListener() {

                @Override
                public void onCommit(List<RowChange> changes) {
                    seen.addAll(changes);
                }

            });
            store.collection("rows").put("a", Row.parse("{}"));
        }
        return seen.get(0);
    }

}
