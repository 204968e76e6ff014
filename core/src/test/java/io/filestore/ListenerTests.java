package io.filestore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.record.Row;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;

class ListenerTests {

    private final Stores stores = new Stores((builder) -> builder.collection("rows", CollectionOptions.filePerRecord())
        .collection("copies", CollectionOptions.memoryOnly()));

    private final Store store = this.stores.open();

    private final RowCollection<Row> rows = this.store.collection("rows");

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void listen(java.util.function.Consumer<List<RowChange>> work) {
        this.store.addListener(new StoreListener() {

            @Override
            public void onCommit(List<RowChange> changes) {
                work.accept(changes);
            }

        });
    }

    @Test
    void changesAreToldAsTheyWereMade() {
        List<RowChange> told = new ArrayList<>();
        listen(told::addAll);
        long version = this.rows.put("a", row("{'n':1}")).version();
        this.rows.put("a", row("{'n':2}"));
        this.rows.delete("a");
        this.rows.delete("a");
        this.rows.putIfAbsent("b", row("{}"));
        this.rows.putIfAbsent("b", row("{}"));
        this.store.values().put("v", 1);
        assertThat(told).extracting(RowChange::toString)
            .containsExactly("INSERTED rows/a", "UPDATED rows/a", "DELETED rows/a", "INSERTED rows/b",
                    "INSERTED _values/v");
        assertThat(told.get(0).version()).isEqualTo(version);
        assertThat(told.get(0).json()).isEqualTo("{\"n\":1}");
        assertThat(told.get(2).json()).isNull();
        assertThat(told.get(2).version()).isZero();
    }

    @Test
    void changesOfATransactionAreToldTogether() {
        List<Integer> told = new ArrayList<>();
        listen((changes) -> told.add(changes.size()));
        this.store.transact((transaction) -> {
            transaction.collection("rows").put("a", row("{}"));
            transaction.collection("copies").put("b", row("{}"));
            transaction.collection("rows").delete("absent");
            return null;
        });
        assertThat(told).containsExactly(2);
    }

    @Test
    void aListenerMayUseTheStore() throws Exception {
        listen((changes) -> {
            for (RowChange change : changes) {
                if (change.collection().equals("rows")) {
                    this.store
                        .transact((transaction) -> transaction.collection("copies").put(change.rowId(), row("{}")));
                    this.store.flush();
                }
            }
        });
        CompletableFuture
            .allOf(IntStream.range(0, 3)
                .mapToObj((i) -> CompletableFuture
                    .runAsync(() -> IntStream.range(0, 30).forEach((j) -> this.rows.put(i + "-" + j, row("{}")))))
                .toArray(CompletableFuture<?>[]::new))
            .get(10, TimeUnit.SECONDS);
        Stores.await(() -> this.store.collection("copies").count() == 90);
    }

    @Test
    void changesAreToldInTheOrderOfTheirVersionsOneAtATime() {
        ConcurrentLinkedQueue<Long> versions = new ConcurrentLinkedQueue<>();
        listen((changes) -> changes.forEach((change) -> versions.add(change.version())));
        CompletableFuture
            .allOf(IntStream.range(0, 4)
                .mapToObj((i) -> CompletableFuture
                    .runAsync(() -> IntStream.range(0, 200).forEach((j) -> this.rows.put("row-" + j % 5, row("{}")))))
                .toArray(CompletableFuture<?>[]::new))
            .join();
        Stores.await(() -> versions.size() == 800);
        assertThat(new ArrayList<>(versions)).isSorted();
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        List<String> told = new ArrayList<>();
        listen((changes) -> {
            throw new IllegalStateException("A listener with an error");
        });
        listen((changes) -> told.add(changes.toString()));
        this.rows.put("a", row("{}"));
        assertThat(told).hasSize(1);
        assertThat(this.rows.contains("a")).isTrue();
    }

}
