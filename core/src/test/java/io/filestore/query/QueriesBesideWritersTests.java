package io.filestore.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.io.MemoryDirectory;
import io.filestore.query.RowHistory.Version;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random queries on random rows while others write them, two at once, always alike. What
 * comes out is held against all that each row has been meanwhile.
 */
@Timeout(120)
class QueriesBesideWritersTests {

    private static final int WRITERS = 2;

    private static final int PAIRS = 40;

    private static final int QUERIES = 500;

    private final long seed = Long.getLong("filestore.seed", System.nanoTime());

    private final RandomValues values = new RandomValues(this.seed);

    private final RandomConditions conditions = new RandomConditions(this.values,
            () -> this.values.pick("left-", "right-") + this.values.below(PAIRS + 2));

    private final RowHistory history = new RowHistory();

    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void eachRowIsAsItWasAtOneMomentAndAllThatAreFoundTogetherAtTheSame() {
        MemoryDirectory disk = new MemoryDirectory();
        String[] indexed = Stream.of("a", "b", "c", "x", "d")
            .filter((field) -> this.values.below(4) > 0)
            .toArray(String[]::new);
        try (Store store = Store.builder(disk.root())
            .directory(disk)
            .automaticFlush(false)
            .collection("rows", CollectionOptions.memoryOnly().withIndexed(indexed))
            .open()) {
            for (int pair = 0; pair < PAIRS; pair++) {
                put(store, pair, this.values.row());
            }
            List<CompletableFuture<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(CompletableFuture.runAsync(() -> write(store, number)));
            }
            try {
                for (int i = 0; i < QUERIES; i++) {
                    ask(store.collection("rows"), this.conditions.query());
                }
            }
            finally {
                this.ended.set(true);
                CompletableFuture.allOf(writers.toArray(CompletableFuture<?>[]::new)).join();
            }
            assertThat(store.verify().findings()).isEmpty();
        }
    }

    /** Of each writer the pairs that it has to itself; some are left as they are. */
    private void write(Store store, int writer) {
        RandomValues own = new RandomValues(this.seed + 1 + writer);
        while (!this.ended.get()) {
            int pair = own.below(PAIRS / 4) * WRITERS + writer;
            put(store, pair, (own.below(4) == 0) ? null : own.row());
        }
    }

    private void put(Store store, int pair, @Nullable String json) {
        Map<String, @Nullable String> changes = new LinkedHashMap<>();
        changes.put("left-" + pair, json);
        changes.put("right-" + pair, json);
        this.history.write(changes, () -> store.transact((transaction) -> {
            RowCollection<Row> rows = transaction.collection("rows");
            changes.keySet().forEach((id) -> {
                if (json != null) {
                    rows.put(id, Row.parse(json));
                }
                else {
                    rows.delete(id);
                }
            });
            return null;
        }));
    }

    private void ask(RowCollection<Row> rows, Query query) {
        String what = "seed " + this.seed + ": " + query + "\n" + rows.explain(query);
        long from = this.history.begin();
        List<RowEntry<Row>> found = rows.find(query);
        Map<String, List<Version>> possible = this.history.since(from);
        requirePossible(what, query, found, possible);
        requireWhole(what, query, found);
        requireCertain(what, query, found, possible);
        from = this.history.begin();
        List<RowEntry<Row>> streamed = rows.stream(query).toList();
        long count = rows.count(query);
        possible = this.history.since(from);
        requirePossible("stream, " + what, query, streamed, possible);
        assertThat(count).as("count, %s", what)
            .isBetween(count(possible, (versions) -> isCertain(versions, query)),
                    count(possible, (versions) -> versions.stream().anyMatch((each) -> each.matches(query))));
    }

    private static void requirePossible(String what, Query query, List<RowEntry<Row>> found,
            Map<String, List<Version>> possible) {
        for (RowEntry<Row> row : found) {
            assertThat(possible.get(row.id())).as("%s was never this: %s, %s", row.id(), row.value(), what)
                .anyMatch((version) -> version.is(row.value().toString()) && version.matches(query));
        }
    }

    /**
     * In order, none twice, and of two that are always alike both or none, unless they
     * are told apart by their ids.
     */
    private static void requireWhole(String what, Query query, List<RowEntry<Row>> found) {
        Map<String, String> rows = new LinkedHashMap<>();
        found.forEach((row) -> rows.put(row.id(), row.value().toString()));
        assertThat(rows).as("none twice, %s", what).hasSameSizeAs(found);
        assertThat(new PlainQuery(rows).ids(query.withLimit(0))).as("in order, %s", what)
            .isEqualTo(List.copyOf(rows.keySet()));
        if (query.limit().isEmpty()) {
            rows.forEach((id, json) -> {
                String other = id.startsWith("left") ? id.replace("left", "right") : id.replace("right", "left");
                if (PlainQuery.matches(query, PlainQuery.tree(other, json))) {
                    assertThat(rows.get(other)).as("%s beside %s, %s", other, id, what).isEqualTo(json);
                }
            });
        }
    }

    /** What has not changed meanwhile must be there, unless it is behind the limit. */
    private static void requireCertain(String what, Query query, List<RowEntry<Row>> found,
            Map<String, List<Version>> possible) {
        HashSet<String> ids = new HashSet<>();
        found.forEach((row) -> ids.add(row.id()));
        boolean full = query.limit().isPresent() && found.size() == query.limit().getAsInt();
        possible.forEach((id, versions) -> {
            if (isCertain(versions, query) && !ids.contains(id)) {
                assertThat(full && isBehind(query, id, versions.get(0), found.get(found.size() - 1)))
                    .as("%s is missing, %s", id, what)
                    .isTrue();
            }
        });
    }

    private static boolean isBehind(Query query, String id, Version version, RowEntry<Row> last) {
        return PlainQuery.order(query)
            .compare(Map.entry(id, version.tree()),
                    Map.entry(last.id(), PlainQuery.tree(last.id(), last.value().toString()))) > 0;
    }

    private static boolean isCertain(List<Version> versions, Query query) {
        return versions.stream().allMatch((version) -> version.matches(query)) && versions.size() == 1;
    }

    private static long count(Map<String, List<Version>> possible, Predicate<List<Version>> which) {
        return possible.values().stream().filter(which).count();
    }

}
