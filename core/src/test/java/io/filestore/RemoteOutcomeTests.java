package io.filestore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.error.VersionConflictException;
import io.filestore.event.RowChange;
import io.filestore.event.StoreListener;
import io.filestore.remote.MemoryEngine.Fault;
import io.filestore.report.RemoteStats;
import io.filestore.row.Row;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is acknowledged of collections that an engine keeps, and what is told of it. */
class RemoteOutcomeTests {

    private final Instances instances = new Instances();

    private final Store store = this.instances.open();

    private final Store other = this.instances.open();

    private final RowCollection<Row> orders = this.store.collection("orders");

    private final RowCollection<Row> accounts = this.store.collection("accounts");

    @AfterEach
    void close() {
        this.instances.close();
    }

    private static Row n(int n) {
        return Row.of("n", n, "status", "open");
    }

    private List<RowChange> listen(Store instance) {
        List<RowChange> told = new CopyOnWriteArrayList<>();
        instance.addListener(new StoreListener() {

            @Override
            public void onCommit(List<RowChange> changes) {
                told.addAll(changes);
            }

        });
        return told;
    }

    private RemoteStats stats(String collection) {
        return this.store.stats().remote().get(collection);
    }

    @Test
    void aWriteWhoseOutcomeIsUnknownIsNotAcknowledgedWhetherItIsThereOrNot() {
        for (Fault fault : List.of(Fault.UNKNOWN_AND_DONE, Fault.UNKNOWN_AND_NOT_DONE, Fault.THROWN)) {
            this.orders.clear();
            this.instances.engine().fail(fault);
            assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.orders.put("a", n(1)));
            assertThat(this.orders.contains("a")).isEqualTo(fault == Fault.UNKNOWN_AND_DONE);
            this.instances.engine().fail(fault);
            assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.orders.delete("a"));
            assertThat(this.orders.contains("a")).isFalse();
        }
        assertThat(stats("orders").unknown()).isEqualTo(6);
    }

    @Test
    void aTransactionWhoseOutcomeIsUnknownIsNotRunAgain() {
        AtomicInteger runs = new AtomicInteger();
        this.instances.engine().fail(Fault.UNKNOWN_AND_DONE);
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.store.transact((transaction) -> {
            runs.incrementAndGet();
            return this.accounts.put("a", n(1));
        }));
        assertThat(runs).hasValue(1);
        this.instances.engine().fail(Fault.UNKNOWN_AND_NOT_DONE);
        OpenTransaction begun = this.store.begin();
        this.accounts.put("b", n(1));
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(begun::commit);
        assertThat(begun.isEnded()).isTrue();
        assertThat(this.accounts.contains("b")).isFalse();
        assertThat(stats("accounts").unknown()).isEqualTo(2);
    }

    @Test
    void nothingIsReadOrWrittenWhileTooFewMachinesAreUp() {
        this.orders.put("a", n(1));
        this.instances.engine().unavailable(true);
        List<Runnable> calls = List.of(() -> this.orders.get("a"), () -> this.orders.put("a", n(2)),
                () -> this.orders.delete("a"), () -> this.orders.count(), () -> this.orders.stream().count(),
                () -> this.orders.find("status", "open"), () -> this.orders.getAll(List.of("a")),
                () -> this.store.transact((transaction) -> this.accounts.put("a", n(1))),
                () -> this.orders.putAll(Map.of("b", n(1))), () -> this.store.collection("users").put("a", n(1)));
        for (Runnable call : calls) {
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(call::run);
        }
        assertThat(stats("orders").unavailable()).isEqualTo(8);
        assertThat(stats("orders").status().available()).isFalse();
        this.store.collection("notes").put("n", n(1));
        this.instances.engine().unavailable(false);
        assertThat(this.orders.get("a")).contains(n(1));
        assertThat(stats("orders").status().available()).isTrue();
        assertThat(stats("orders").status().replicasAlive()).isEqualTo(3);
    }

    @Test
    void rowsThatArePutTogetherOutsideOfAGroupAreEachForItself() {
        Map<String, Row> rows = new HashMap<>();
        IntStream.range(0, 20).forEach((i) -> rows.put("o" + i, n(i)));
        this.instances.engine().fail(Fault.UNAVAILABLE, Fault.UNKNOWN_AND_NOT_DONE);
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.orders.putAll(rows));
        assertThat(this.orders.count()).isEqualTo(18);
        this.orders.putAll(rows);
        assertThat(this.orders.count()).isEqualTo(20);
        this.instances.engine().fail(Fault.UNAVAILABLE);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.accounts.putAll(rows));
        assertThat(this.accounts.count()).isZero();
    }

    @Test
    void changingTheRowsOfAQueryLosesNoUpdateOfOthers() {
        IntStream.range(0, 5).forEach((i) -> this.orders.put("o" + i, n(0)));
        AtomicInteger meanwhile = new AtomicInteger();
        this.instances.engine().beforeCommit(() -> {
            if (meanwhile.incrementAndGet() == 1) {
                this.other.collection("orders").update("o3", (row) -> row.with("n", row.get("n").asInt() + 100));
            }
        });
        assertThat(this.orders.update(where("status").is("open"), (row) -> row.with("n", row.get("n").asInt() + 1)))
            .isEqualTo(5);
        assertThat(this.orders.stream().mapToInt((row) -> row.value().get("n").asInt()).sum()).isEqualTo(105);
        assertThat(this.orders.delete(where("status").is("open").and("n").is(1))).isEqualTo(4);
        assertThat(this.orders.ids()).containsExactly("o3");
    }

    @Test
    void updatesOfOneRowByTwoInstancesAllCount() {
        this.orders.put("a", n(0));
        CompletableFuture<?>[] threads = List.of(this.store, this.other, this.store, this.other)
            .stream()
            .map((instance) -> CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 20; i++) {
                    instance.collection("orders").update("a", (row) -> row.with("n", row.get("n").asInt() + 1));
                }
            }))
            .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(threads).join();
        assertThat(this.orders.get("a").orElseThrow().get("n").asInt()).isEqualTo(80);
    }

    @Test
    void listenersAreToldWhatWasCommittedHereAndElsewhere() {
        List<RowChange> here = listen(this.store);
        List<RowChange> there = listen(this.other);
        long first = this.orders.put("a", n(1)).version();
        this.orders.put("a", n(2));
        this.orders.delete("a");
        this.orders.delete("a");
        this.store.transact((transaction) -> {
            this.store.collection("users").put("u", Row.of("email", "x"));
            return this.accounts.put("b", n(1));
        });
        Awaitility.await().untilAsserted(() -> assertThat(here).hasSize(5));
        Awaitility.await().untilAsserted(() -> assertThat(there).hasSize(5));
        assertThat(here).extracting(RowChange::toString)
            .containsExactly("INSERTED orders/a", "UPDATED orders/a", "DELETED orders/a", "INSERTED users/u",
                    "INSERTED accounts/b");
        assertThat(here).extracting(RowChange::isFromElsewhere).containsOnly(false);
        assertThat(here.get(0).version()).isEqualTo(first);
        assertThat(here.get(0).json()).isEqualTo("{\"n\":1,\"status\":\"open\"}");
        assertThat(there).extracting(RowChange::toString).containsExactlyElementsOf(strings(here));
        assertThat(there).extracting(RowChange::isFromElsewhere).containsOnly(true);
    }

    private static List<String> strings(List<RowChange> changes) {
        return changes.stream().map(RowChange::toString).toList();
    }

    @Test
    void nobodyIsToldOfWhatWasNotAcknowledged() {
        List<RowChange> told = listen(this.store);
        this.instances.engine().fail(Fault.UNKNOWN_AND_DONE, Fault.UNAVAILABLE, Fault.THROWN);
        for (int i = 0; i < 3; i++) {
            int id = i;
            assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.orders.put("a" + id, n(1)));
        }
        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> this.orders.put("c", n(1), 77));
        this.orders.put("d", n(1));
        Awaitility.await().untilAsserted(() -> assertThat(told).isNotEmpty());
        assertThat(told).extracting(RowChange::rowId).containsExactly("d");
    }

    @Test
    void theChangesOfARowAreToldInTheOrderOfItsVersions() {
        List<RowChange> told = listen(this.store);
        List<CompletableFuture<?>> writers = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            writers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 100; i++) {
                    this.orders.put("r" + i % 3, n(i));
                }
            }));
        }
        CompletableFuture.allOf(writers.toArray(CompletableFuture<?>[]::new)).join();
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(told).hasSize(800));
        for (int row = 0; row < 3; row++) {
            String id = "r" + row;
            assertThat(told.stream().filter((change) -> change.rowId().equals(id)).map(RowChange::version)).isSorted();
        }
    }

    @Test
    void callsAreCountedAndTimed() {
        this.orders.put("a", n(1));
        this.orders.get("a");
        this.orders.find("status", "open");
        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> this.orders.put("a", n(1), 7));
        RemoteStats stats = stats("orders");
        assertThat(stats.reads().count()).isOne();
        assertThat(stats.changes().count()).isEqualTo(2);
        assertThat(stats.finds().count()).isOne();
        assertThat(stats.conflicts()).isOne();
        assertThat(stats.reads().time()).isPositive();
        assertThat(stats.status().place()).isEqualTo("memory.orders");
    }

}
