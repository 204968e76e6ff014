package io.filestore.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreClosedException;
import io.filestore.event.Listeners;
import io.filestore.event.RowChange;
import io.filestore.event.StoreListener;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** Those who are told of changes, while these are made and the store is closed. */
class ListenerTests {

    private static volatile RowChange change;

    /** Notes the versions that it is told of. */
    private static final class Versions implements StoreListener {

        private final List<Long> told = new ArrayList<>();

        private final CountDownLatch left;

        Versions(int expected) {
            this.left = new CountDownLatch(expected);
        }

        @Override
        public void onCommit(List<RowChange> changes) {
            changes.forEach((change) -> {
                this.told.add(change.version());
                this.left.countDown();
            });
        }

    }

    private static Store open() {
        return new Disk((store) -> store.collection("rows", CollectionOptions.memoryOnly())).open();
    }

    @Test
    void whatIsCommittedIsToldInItsOrderWithoutAnythingElse() throws Exception {
        Schedules.run(() -> {
            Versions versions = new Versions(3);
            try (Store store = open()) {
                store.addListener(versions);
                RowCollection<Row> rows = store.collection("rows");
                Threads threads = new Threads();
                for (int i = 0; i < 3; i++) {
                    String id = "row-" + i;
                    threads.start(() -> rows.put(id, Row.parse("{}")));
                }
                threads.join();
                versions.left.await();
            }
            assertThat(versions.told).hasSize(3).isSorted().doesNotHaveDuplicates();
        });
    }

    @Test
    void aStoreThatClosesHasToldAllThatItHasAcknowledged() throws Exception {
        Schedules.run(() -> {
            Versions versions = new Versions(2);
            Set<Long> acknowledged = new TreeSet<>();
            Store store = open();
            store.addListener(versions);
            Threads threads = new Threads();
            for (int i = 0; i < 2; i++) {
                String id = "row-" + i;
                threads.start(() -> {
                    try {
                        long version = store.collection("rows").put(id, Row.parse("{}")).version();
                        synchronized (acknowledged) {
                            acknowledged.add(version);
                        }
                    }
                    catch (StoreClosedException ex) {
                        // Not acknowledged, and not told.
                    }
                });
            }
            threads.start(() -> {
                store.close();
                synchronized (acknowledged) {
                    assertThat(versions.told).containsAll(acknowledged);
                }
            });
            threads.join();
            assertThat(versions.told).containsExactlyElementsOf(acknowledged);
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

    /** A store makes one. */
    private static RowChange aChange() {
        List<RowChange> seen = new ArrayList<>();
        try (Store store = open()) {
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
