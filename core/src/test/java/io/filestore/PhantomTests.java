package io.filestore;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.filestore.config.CollectionOptions;
import io.filestore.query.Query;
import io.filestore.row.Row;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * While a transaction runs, others change which rows its queries would find. The same at
 * random is in {@code QueriesInTransactionsTests}.
 */
class PhantomTests {

    private static final Query RANGE = where("total").between(20, 40);

    private static final Query WINDOW = Query.all().orderBy("total").limit(3);

    private final Stores stores = new Stores(
            (builder) -> builder.collection("rows", CollectionOptions.memoryOnly().withIndexed("total")));

    private Store store;

    private RowCollection<Row> rows;

    private int runs;

    @BeforeEach
    void open() {
        this.store = this.stores.open();
        this.rows = this.store.collection("rows");
        for (int total = 10; total <= 90; total += 10) {
            this.rows.put("row-" + total, total(total));
        }
    }

    @AfterEach
    void close() {
        this.stores.close();
    }

    private static Row total(int total) {
        return Row.parse("{\"total\":" + total + "}");
    }

    static Stream<Arguments> ways() {
        Map<String, Function<RowCollection<Row>, Object>> ways = new TreeMap<>();
        ways.put("range", (rows) -> rows.find(RANGE).size());
        ways.put("range in its order", (rows) -> rows.find(RANGE.orderBy("total")).size());
        ways.put("first rows of an order", (rows) -> rows.find(WINDOW));
        ways.put("page", (rows) -> rows.page(WINDOW, null).rows());
        ways.put("second page",
                (rows) -> rows.page(WINDOW, rows.page(WINDOW.limit(1), null).next().orElse(null)).rows());
        ways.put("first", (rows) -> rows.first(where("total").greaterThan(20).orderBy("total")));
        ways.put("count", (rows) -> rows.count(RANGE));
        ways.put("exists", (rows) -> rows.exists(where("total").between(21, 29)));
        ways.put("stream", (rows) -> rows.stream(RANGE).count());
        ways.put("distinct", (rows) -> rows.distinct("total", RANGE));
        ways.put("delete", (rows) -> rows.delete(RANGE));
        ways.put("update", (rows) -> rows.update(RANGE, (row) -> total(row.get("total").asInt() + 1)));
        ways.put("union", (rows) -> rows.count(where("total").is(20).or(RANGE)));
        ways.put("scan", (rows) -> rows.find(where("total").between(20, 40).and("none").isNull()).size());
        return ways.entrySet().stream().map((way) -> arguments(way.getKey(), way.getValue()));
    }

    /** What the transaction has found when it commits. */
    private Object transact(Function<RowCollection<Row>, Object> way, Runnable others) {
        return this.store.transact((transaction) -> {
            RowCollection<Row> within = transaction.collection("rows");
            Object found = way.apply(within);
            if (++this.runs == 1) {
                CompletableFuture.runAsync(others).join();
            }
            within.put("written", total(1000));
            return found;
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void aRowThatComesAmongThoseThatWereFoundIsFoundInASecondRun(String name,
            Function<RowCollection<Row>, Object> way) {
        assertThat(transact(way, () -> this.rows.put("new", total(25)))).isNotNull();
        assertThat(this.runs).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void aRowThatComesBesideThemIsNoReasonToRunAgain(String name, Function<RowCollection<Row>, Object> way) {
        assertThat(transact(way, () -> this.rows.put("new", total(65)))).isNotNull();
        assertThat(this.runs).isOne();
    }

    static Stream<Arguments> waysById() {
        Query range = where(Query.ID).between("row-20", "row-40");
        Map<String, Function<RowCollection<Row>, Object>> ways = new TreeMap<>();
        ways.put("id", (rows) -> rows.find(where(Query.ID).is("row-25")));
        ways.put("count of an id", (rows) -> rows.count(where(Query.ID).is("row-25")));
        ways.put("ids", (rows) -> rows.find(where(Query.ID).in("row-20", "row-25", "row-30")));
        ways.put("some ids, filtered", (rows) -> rows.exists(where(Query.ID).in("row-25").and("total").is(1000)));
        ways.put("range", (rows) -> rows.find(range));
        ways.put("count of a range", (rows) -> rows.count(range));
        ways.put("beginning", (rows) -> rows.find(where(Query.ID).startsWith("row-2")));
        ways.put("first rows", (rows) -> rows.find(Query.all().orderBy(Query.ID).limit(3)));
        ways.put("last rows", (rows) -> rows.find(where(Query.ID).atMost("row-40").orderBy(Query.ID).descending()));
        ways.put("second page",
                (rows) -> rows.page(range.limit(2), rows.page(range.limit(1), null).position(0)).rows());
        ways.put("range of equal rows", (rows) -> rows.find(range.and("total").in(20, 30, 1000)));
        ways.put("distinct", (rows) -> rows.distinct(Query.ID, range));
        ways.put("delete", (rows) -> rows.delete(range));
        ways.put("update", (rows) -> rows.update(range, (row) -> row));
        ways.put("union", (rows) -> rows.count(where(Query.ID).is("row-25").or(where("total").is(30))));
        return ways.entrySet().stream().map((way) -> arguments(way.getKey(), way.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysById")
    void aRowOfAnIdThatWasAskedForIsFoundInASecondRun(String name, Function<RowCollection<Row>, Object> way) {
        assertThat(transact(way, () -> this.rows.put("row-25", total(1000)))).isNotNull();
        assertThat(this.runs).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysById")
    void aRowOfAnotherIdIsNoReasonToRunAgain(String name, Function<RowCollection<Row>, Object> way) {
        assertThat(transact(way, () -> this.rows.put("row-65", total(2000)))).isNotNull();
        assertThat(this.runs).isOne();
    }

    @Test
    void aRowThatMovesOutOfTheFirstOnesOfAnOrderLetsTheNextOneIn() {
        Object found = transact((rows) -> rows.find(WINDOW).stream().map((row) -> row.id()).toList(),
                () -> this.rows.put("row-20", total(95)));
        assertThat(this.runs).isEqualTo(2);
        assertThat(found).isEqualTo(List.of("row-10", "row-30", "row-40"));
    }

    @Test
    void noTwoTransactionsLeaveARangeInWhichOneOfThemHasToStay() {
        assertThat(leave("row-20", () -> assertThat(leave("row-30", () -> {
        })).isTrue())).isFalse();
        assertThat(this.rows.count(where("total").between(20, 30))).isOne();
    }

    /** Leaves the range if another one stays. */
    private boolean leave(String id, Runnable meanwhile) {
        AtomicInteger tried = new AtomicInteger();
        return this.store.transact((transaction) -> {
            RowCollection<Row> within = transaction.collection("rows");
            boolean may = within.count(where("total").between(20, 30)) > 1;
            if (tried.getAndIncrement() == 0) {
                CompletableFuture.runAsync(meanwhile).join();
            }
            if (may) {
                within.put(id, total(100));
            }
            return may;
        });
    }

}
