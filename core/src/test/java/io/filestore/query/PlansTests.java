package io.filestore.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random rows, indexes and queries: every plan gives what a look at all rows gives, which
 * another program than the planner does here.
 */
class PlansTests {

    private static final String[] FIELDS = { "a", "b", "c", "a.a", "b.c", "missing" };

    private static final String[] ID_PARTS = { "a", "b", "\uffee", "\ud83d\ude00", "0", "Z" };

    private final long seed = Long.getLong("filestore.seed", System.nanoTime());

    private final RandomValues values = new RandomValues(this.seed);

    private final RandomConditions conditions = new RandomConditions(this.values);

    private final Map<String, String> model = new TreeMap<>();

    private String id() {
        return this.values.pick(ID_PARTS) + this.values.pick(ID_PARTS) + this.values.below(60);
    }

    private void change(RowCollection<Row> rows) {
        String id = id();
        if (this.values.below(3) == 0) {
            assertThat(rows.delete(id)).isEqualTo(this.model.remove(id) != null);
        }
        else {
            String json = this.values.row();
            rows.put(id, Row.parse(json));
            this.model.put(id, json);
        }
    }

    private List<String> expected(Query query) {
        Comparator<Map.Entry<String, JsonNode>> order = Comparator.comparing(Map.Entry::getValue,
                TreeMatcher.order(query.order()));
        Comparator<Map.Entry<String, JsonNode>> byId = Comparator
            .comparing((Map.Entry<String, JsonNode> entry) -> entry.getKey().codePoints().toArray(), Arrays::compare);
        List<String> ids = this.model.entrySet()
            .stream()
            .map((entry) -> Map.entry(entry.getKey(), TreeOrder.tree(entry.getValue())))
            .filter((entry) -> query.condition() == null || TreeMatcher.matches(query.condition(), entry.getValue()))
            .sorted(order.thenComparing(query.isBackwards() ? byId.reversed() : byId))
            .map(Map.Entry::getKey)
            .toList();
        return ids.subList(0, Math.min(ids.size(), query.limit().orElse(Integer.MAX_VALUE)));
    }

    private static List<String> ids(List<RowEntry<Row>> rows) {
        return rows.stream().map(RowEntry::id).toList();
    }

    private void check(RowCollection<Row> rows, Query query) {
        List<String> expected = expected(query);
        String what = "seed " + this.seed + ": " + query + "\n" + rows.explain(query);
        assertThat(ids(rows.find(query))).as(what).isEqualTo(expected);
        assertThat(ids(rows.stream(query).toList())).as("stream, " + what).isEqualTo(expected);
        assertThat(rows.count(query)).as("count, " + what).isEqualTo(expected(query.withLimit(0)).size());
        assertThat(rows.exists(query)).as("exists, " + what).isEqualTo(!expected.isEmpty());
        if (this.values.below(4) == 0) {
            assertThat(pages(rows, query.withLimit(this.values.below(20) + 1))).as("pages, " + what)
                .isEqualTo(expected(query.withLimit(0)));
        }
    }

    private static List<String> pages(RowCollection<Row> rows, Query query) {
        List<String> ids = new ArrayList<>();
        @Nullable Position behind = null;
        do {
            Page<Row> page = rows.page(query, behind);
            ids.addAll(ids(page.rows()));
            behind = page.next().map((next) -> Position.parse(next.toString())).orElse(null);
        }
        while (behind != null);
        return ids;
    }

    @Test
    void everyPlanGivesWhatALookAtAllRowsGives() {
        for (int round = 0; round < 12; round++) {
            String[] indexed = Stream.of(FIELDS).filter((field) -> this.values.below(2) == 0).toArray(String[]::new);
            CollectionOptions options = CollectionOptions.memoryOnly().withIndexed(indexed);
            MemoryDirectory disk = new MemoryDirectory();
            try (Store store = Store.builder(disk.root())
                .directory(disk)
                .automaticFlush(false)
                .collection("rows", options)
                .open()) {
                this.model.clear();
                RowCollection<Row> rows = store.collection("rows");
                for (int i = 0; i < 300; i++) {
                    change(rows);
                }
                for (int i = 0; i < 150; i++) {
                    check(rows, this.conditions.query());
                    change(rows);
                    change(rows);
                }
                checkInTransaction(store);
            }
        }
    }

    private void checkInTransaction(Store store) {
        store.transact((transaction) -> {
            RowCollection<Row> rows = transaction.collection("rows");
            for (int i = 0; i < 40; i++) {
                check(rows, this.conditions.query());
                change(rows);
            }
            return null;
        });
    }

}
