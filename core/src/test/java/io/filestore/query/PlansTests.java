package io.filestore.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random rows, indexes and queries: every plan gives what a look at all rows gives, which
 * another program than the planner does here ({@link PlainQuery}). The same while others
 * write is in {@link QueriesBesideWritersTests}, the same in transactions that run beside
 * each other in {@link QueriesInTransactionsTests}.
 *
 * <p>
 * What users of other stores have met, and where it would be found here; the numbers are
 * those of faults in {@code src/test/mutations} that this test finds, the names those of
 * cases in {@link BugsOfOthersTests}:
 * <ul>
 * <li>nitrite#1262, a range finds nothing once one row has null there: 80, and
 * {@code aRangeFindsItsRowsAlthoughOthersHaveNullThere}.</li>
 * <li>nitrite#917, a restriction and a sort by an indexed field find other rows than
 * without the index: 81, and
 * {@code aRangeInTheOrderOfItsFieldFindsWhatItFindsWithoutAnIndex}.</li>
 * <li>nitrite#1266, conditions of two indexes are mixed in one scan: 82, and
 * {@code conditionsOnTwoIndexesStayWithTheirOwn}.</li>
 * <li>KeyValue of Spring Data, what is null is less than any value: 83, and
 * {@code nothingIsLessThanAValueIfItIsNullOrMissing}.</li>
 * <li>nitrite#1258, {@code in} does not use the index: no wrong rows, so that no
 * comparison finds it; {@code inIsAnsweredByTheIndex}.</li>
 * <li>nitrite#329, a sort with a limit takes as long as all rows:
 * {@code anOrderWithALimitCostsTheSameAmongManyRows}.</li>
 * <li>nitrite PR#1304, all ids are collected before the first row:
 * {@code theFirstRowOfARangeCostsTheSameAmongManyRows}.</li>
 * </ul>
 */
class PlansTests {

    private static final String[] FIELDS = { "a", "b", "c", "a.a", "b.c", "missing", "d", "d" };

    private static final String[] ID_PARTS = { "a", "b", "\uffee", "\ud83d\ude00", "0", "Z" };

    private final long seed = Long.getLong("filestore.seed", System.nanoTime());

    private final RandomValues values = new RandomValues(this.seed);

    private final RandomConditions conditions = new RandomConditions(this.values, this::id);

    private PlainQuery plain = new PlainQuery(Map.of());

    private List<List<String>> compounds = List.of();

    private int byCompound;

    private int byId;

    private int byFieldAndId;

    private String id() {
        return this.values.pick(ID_PARTS) + this.values.pick(ID_PARTS) + this.values.below(60);
    }

    private void change(RowCollection<Row> rows) {
        String id = id();
        if (this.values.below(3) == 0) {
            assertThat(rows.delete(id)).isEqualTo(this.plain.remove(id));
        }
        else {
            String json = this.values.row();
            rows.put(id, Row.parse(json));
            this.plain.put(id, json);
        }
    }

    private void check(RowCollection<Row> rows, Query query) {
        this.byCompound += rows.explain(query).toString().matches("(?s).* USING [^\n(]+, .*") ? 1 : 0;
        this.byId += rows.explain(query).toString().contains(" USING id") ? 1 : 0;
        this.byFieldAndId += rows.explain(query).toString().contains(", id (") ? 1 : 0;
        QueryCheck check = new QueryCheck(rows, this.plain, "seed " + this.seed);
        check.check(query);
        if (this.values.below(4) == 0) {
            check.pages(query.withLimit(this.values.below(20) + 1));
        }
    }

    /** Some seeds seldom come to the last kind of plan, so that it is waited for. */
    @Test
    void everyPlanGivesWhatALookAtAllRowsGives() {
        for (int round = 0; round < 12 || (this.byFieldAndId == 0 && round < 100); round++) {
            String[] indexed = Stream.of(FIELDS)
                .filter((field) -> this.values.below(2) == 0)
                .distinct()
                .toArray(String[]::new);
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
                this.plain = new PlainQuery(Map.of());
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
        assertThat(this.byId).as("queries that ids have answered").isGreaterThan(100);
        assertThat(this.byFieldAndId).as("queries that a field and the id behind it have answered").isPositive();
    }

    private Query query() {
        if (this.compounds.isEmpty() || this.plain.rows().isEmpty() || this.values.below(2) == 0) {
            return this.conditions.query();
        }
        List<String> fields = this.compounds.get(this.values.below(this.compounds.size()));
        return this.conditions.along(fields, this.values.pick(this.plain.rows().toArray(String[]::new)));
    }

    /** Some lists of several fields, none twice. */
    private List<List<String>> compounds() {
        Set<List<String>> compounds = new HashSet<>();
        for (int i = this.values.below(4); i > 0; i--) {
            List<String> fields = new ArrayList<>(Stream.of(FIELDS).distinct().toList());
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
