package io.filestore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.query.Page;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.remote.MemoryEngine;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

/** The same queries over the same rows, in memory and kept by an engine. */
class RemoteQueriesLikeLocalTests {

    private static final List<Object> VALUES = List.of("a", "b", 1, 1.0, 2, true, List.of("a", 1), List.of(),
            Map.of("x", 1), "x".repeat(300));

    private final long seed = System.nanoTime();

    private final Random random = new Random(this.seed);

    private final CollectionOptions indexed = CollectionOptions.of(MemoryEngine.STRATEGY)
        .withGroup("g")
        .withIndexed("f0", "f1")
        .withIndexedTogether("f2", "f3");

    private final MemoryEngine engine = new MemoryEngine().withRanges();

    private final Stores stores = new Stores((builder) -> builder.engine(this.engine)
        .collection("remote", this.indexed)
        .collection("local", CollectionOptions.memoryOnly().withIndexed("f0", "f1").withIndexedTogether("f2", "f3")));

    private Row row() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int f = 0; f < 5; f++) {
            if (this.random.nextInt(4) > 0) {
                fields.put("f" + f, value());
            }
            else if (this.random.nextBoolean()) {
                fields.put("f" + f, null);
            }
        }
        return Row.of(fields);
    }

    private Object value() {
        return VALUES.get(this.random.nextInt(VALUES.size()));
    }

    private Query condition(int depth) {
        String field = "f" + this.random.nextInt(5);
        Query one = switch (this.random.nextInt(7)) {
            case 0, 1, 2 -> where(field).is(value());
            case 3 -> where(field).in(value(), value());
            case 4 -> where(field).greaterThan(1);
            case 5 -> where(field).isNull();
            default -> where(Query.ID).in("r1", "r2", "r" + this.random.nextInt(40));
        };
        if (depth == 0) {
            return one;
        }
        return this.random.nextInt(3) > 0 ? one.and(condition(depth - 1)) : one.or(condition(depth - 1));
    }

    private Query query() {
        Query query = condition(this.random.nextInt(3));
        for (int i = this.random.nextInt(3); i > 0; i--) {
            query = query.orderBy("f" + this.random.nextInt(5));
            query = this.random.nextBoolean() ? query.descending() : query;
        }
        return query;
    }

    private static List<String> ids(RowCollection<Row> rows, Query query) {
        return rows.find(query).stream().map(RowEntry::id).toList();
    }

    private static List<String> paged(RowCollection<Row> rows, Query query) {
        List<String> ids = new ArrayList<>();
        Position behind = null;
        do {
            Page<Row> page = rows.page(query.limit(3), behind);
            page.rows().forEach((row) -> ids.add(row.id()));
            behind = page.last();
        }
        while (behind != null);
        return ids;
    }

    private void compare(RowCollection<Row> local, Query query, List<String> found, List<String> paged, long count) {
        assertThat(found).as("seed %d: %s", this.seed, query).isEqualTo(ids(local, query));
        assertThat(paged).as("seed %d in pages: %s", this.seed, query).isEqualTo(found);
        assertThat(count).as("seed %d counted: %s", this.seed, query).isEqualTo(found.size());
    }

    @Test
    void queriesFindTheSameRowsInTheSameOrder() {
        try (Store store = this.stores.open()) {
            RowCollection<Row> remote = store.collection("remote");
            RowCollection<Row> local = store.collection("local");
            for (int i = 0; i < 40; i++) {
                Row row = row();
                remote.put("r" + i, row);
                local.put("r" + i, row);
            }
            for (int i = 0; i < 500; i++) {
                Query query = query();
                compare(local, query, ids(remote, query), paged(remote, query), remote.count(query));
            }
        }
    }

    @Test
    void queriesInATransactionFindWhatItHasWritten() {
        try (Store store = this.stores.open()) {
            RowCollection<Row> remote = store.collection("remote");
            RowCollection<Row> local = store.collection("local");
            IntStream.range(0, 30).forEach((i) -> {
                Row row = row();
                remote.put("r" + i, row);
                local.put("r" + i, row);
            });
            List<Query> queries = IntStream.range(0, 200).mapToObj((i) -> query()).toList();
            List<List<String>> found = new ArrayList<>();
            List<List<String>> paged = new ArrayList<>();
            List<Long> counts = new ArrayList<>();
            store.transact((transaction) -> {
                for (int i = 20; i < 40; i++) {
                    if (i % 3 == 0) {
                        remote.delete("r" + i);
                    }
                    else {
                        remote.put("r" + i, Row.of("f0", VALUES.get(i % VALUES.size()), "f4", VALUES.get(i % 3)));
                    }
                }
                queries.forEach((query) -> {
                    found.add(ids(remote, query));
                    paged.add(paged(remote, query));
                    counts.add(remote.count(query));
                });
                return null;
            });
            local.clear();
            remote.stream().forEach((row) -> local.put(row.id(), row.value()));
            for (int i = 0; i < queries.size(); i++) {
                compare(local, queries.get(i), found.get(i), paged.get(i), counts.get(i));
            }
        }
    }

}
