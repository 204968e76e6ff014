package io.filestore.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.Transaction;
import io.filestore.config.CollectionOptions;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transactions that ask random queries and write what depends on the answers, in several
 * threads. Afterwards they are done once more one after the other, in the order of their
 * versions, on a plain map: each has to get the same answers there.
 */
@Timeout(120)
class QueriesInTransactionsTests {

    private static final int THREADS = 4;

    private static final int TRANSACTIONS = 60;

    private final long seed = Long.getLong("filestore.seed", System.nanoTime());

    private final Map<String, List<Step>> done = new ConcurrentHashMap<>();

    /**
     * What a transaction has done.
     *
     * @param query what it has asked, null if it has written
     * @param answer what it was told: ids and rows, or how many
     * @param id the row that it has written
     * @param json what it is, null for nothing
     */
    private record Step(@Nullable Query query, @Nullable Object answer, String id, @Nullable String json) {
    }

    @Test
    void transactionsThatAskQueriesAreSerializable() {
        RandomValues values = new RandomValues(this.seed);
        for (int round = 0; round < 3; round++) {
            String[] indexed = Stream.of("a", "b", "c", "d")
                .filter((field) -> values.below(4) > 0)
                .toArray(String[]::new);
            MemoryDirectory disk = new MemoryDirectory();
            try (Store store = Store.builder(disk.root())
                .directory(disk)
                .automaticFlush(false)
                .collection("rows", CollectionOptions.memoryOnly().withIndexed(indexed))
                .collection("transactions", CollectionOptions.memoryOnly())
                .open()) {
                run(store, round * THREADS);
                replay(store);
                assertThat(store.verify().findings()).isEmpty();
            }
        }
    }

    private void run(Store store, int first) {
        this.done.clear();
        List<CompletableFuture<?>> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            RandomValues values = new RandomValues(this.seed + first + thread);
            String name = "thread-" + thread + "-";
            threads.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < TRANSACTIONS; i++) {
                    String transaction = name + i;
                    this.done.put(transaction, store.transact((tx) -> work(tx, transaction, values)));
                }
            }));
        }
        CompletableFuture.allOf(threads.toArray(CompletableFuture<?>[]::new)).join();
    }

    private List<Step> work(Transaction transaction, String name, RandomValues values) {
        RowCollection<Row> rows = transaction.collection("rows");
        RandomConditions conditions = new RandomConditions(values, () -> "row-" + values.below(27));
        List<Step> steps = new ArrayList<>();
        int asked = 0;
        for (int i = values.below(3) + 1; i >= 0; i--) {
            Query query = conditions.query();
            boolean counted = values.below(3) == 0;
            Object answer = counted ? (Object) rows.count(query) : shown(rows.find(query));
            steps.add(new Step(query, answer, "", null));
            asked = answer.hashCode();
            Thread.yield();
            if (values.below(3) == 0) {
                write(rows, asked, values, steps);
            }
        }
        write(rows, asked, values, steps);
        transaction.collection("transactions").put(name, Row.parse("{}"));
        return steps;
    }

    /** Which row it is depends on what was read. */
    private static void write(RowCollection<Row> rows, int asked, RandomValues values, List<Step> steps) {
        String id = "row-" + Math.floorMod(asked + values.below(5), 25);
        String json = (values.below(5) == 0) ? null : values.row();
        if (json != null) {
            rows.put(id, Row.parse(json));
        }
        else {
            rows.delete(id);
        }
        steps.add(new Step(null, null, id, json));
    }

    private static List<String> shown(List<RowEntry<Row>> rows) {
        return rows.stream().map((row) -> row.id() + " " + row.value()).toList();
    }

    private void replay(Store store) {
        Function<RowEntry<Row>, Long> version = RowEntry::version;
        List<String> order = store.collection("transactions")
            .stream()
            .sorted(Comparator.comparing(version))
            .map(RowEntry::id)
            .toList();
        assertThat(order).hasSize(THREADS * TRANSACTIONS);
        PlainQuery plain = new PlainQuery(Map.of());
        Map<String, String> rows = new ConcurrentHashMap<>();
        for (String name : order) {
            for (Step step : this.done.get(name)) {
                if (step.query != null) {
                    assertThat(step.answer).as("seed %d, %s: %s", this.seed, name, step.query)
                        .isEqualTo(answer(plain, rows, step));
                }
                else if (step.json != null) {
                    plain.put(step.id, step.json);
                    rows.put(step.id, Row.parse(step.json).toString());
                }
                else {
                    plain.remove(step.id);
                    rows.remove(step.id);
                }
            }
        }
    }

    private static Object answer(PlainQuery plain, Map<String, String> rows, Step step) {
        return (step.answer instanceof Long) ? (Object) (long) plain.ids(step.query.withLimit(0)).size()
                : plain.ids(step.query).stream().map((id) -> id + " " + rows.get(id)).toList();
    }

}
