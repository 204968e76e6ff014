package io.filestore.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

    private List<List<String>> compounds = List.of();

    private int byCompound;

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
        this.byCompound += what.matches("(?s).* USING [^\n(]+, .*") ? 1 : 0;
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
            this.compounds = compounds();
            for (List<String> together : this.compounds) {
                options = options.withIndexedTogether(together.toArray(String[]::new));
            }
            CollectionOptions chosen = options;
            MemoryDirectory disk = new MemoryDirectory();
            try (Store store = Store.builder(disk.root())
                .directory(disk)
                .automaticFlush(false)
                .collection("rows", chosen)
                .open()) {
                this.model.clear();
                RowCollection<Row> rows = store.collection("rows");
                for (int i = 0; i < 300; i++) {
                    change(rows);
                }
                for (int i = 0; i < 150; i++) {
                    check(rows, query());
                    change(rows);
                    change(rows);
                }
                checkInTransaction(store);
                assertThat(store.verify().findings()).as("seed " + this.seed).isEmpty();
            }
        }
        assertThat(this.byCompound).as("queries that a compound index has answered").isGreaterThan(100);
    }

    private Query query() {
        if (this.compounds.isEmpty() || this.model.isEmpty() || this.values.below(2) == 0) {
            return this.conditions.query();
        }
        List<String> fields = this.compounds.get(this.values.below(this.compounds.size()));
        return this.conditions.along(fields, this.values.pick(this.model.values().toArray(String[]::new)));
    }

    /** Some lists of several fields, none twice. */
    private List<List<String>> compounds() {
        Set<List<String>> compounds = new HashSet<>();
        for (int i = this.values.below(4); i > 0; i--) {
            List<String> fields = new ArrayList<>(List.of(FIELDS));
            while (fields.size() > 4 || (fields.size() > 2 && this.values.below(3) == 0)) {
                fields.remove(this.values.below(fields.size()));
            }
            Collections.shuffle(fields, new Random(this.values.below(1000)));
            compounds.add(List.copyOf(fields));
        }
        return List.copyOf(compounds);
    }

    private void checkInTransaction(Store store) {
        store.transact((transaction) -> {
            RowCollection<Row> rows = transaction.collection("rows");
            for (int i = 0; i < 40; i++) {
                check(rows, query());
                change(rows);
            }
            return null;
        });
    }

}
