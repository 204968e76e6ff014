package io.filestore;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.query.Page;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.Stores.row;
import static io.filestore.query.Query.all;
import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CompoundIndexTests {

    private final Stores stores = new Stores((builder) -> builder.collection("orders",
            CollectionOptions.singleFile("orders.jsonl")
                .withIndexed("customer")
                .withIndexedTogether("status", "day")
                .withIndexedTogether("customer", "day", "total")
                .withUniqueTogether("customer", "number")));

    private final Store store = this.stores.open();

    private final RowCollection<Row> orders = this.store.collection("orders");

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void putOrders(int count) {
        Map<String, Row> all = new LinkedHashMap<>();
        IntStream.range(0, count).forEach((i) -> all.put(String.format("order-%04d", i), order(i)));
        this.orders.putAll(all);
    }

    private static Row order(int i) {
        return row("{'status':'" + ((i % 4 == 0) ? "open" : "paid") + "','day':" + i / 10 + ",'customer':" + i % 5
                + ",'number':" + i + ",'total':" + i * 7 % 100 + "}");
    }

    private void assertPlan(Query query, String... steps) {
        assertThat(this.orders.explain(query).steps()).containsExactly(steps);
    }

    private List<String> ids(Query query) {
        return this.orders.find(query).stream().map(RowEntry::id).toList();
    }

    @Test
    void equalValuesOfTheFirstFieldsAndARangeOfTheNextAreOneSearch() {
        putOrders(2000);
        assertPlan(where("status").is("open").and("day").greaterThan(190), "SEARCH orders USING status, day (=, >)",
                "SORT BY id");
        assertPlan(where("status").is("open").and("day").between(7, 8).orderBy("day").descending(),
                "SEARCH orders USING status, day (=, > <) BACKWARDS");
        assertPlan(where("status").is("open").and("day").is(7), "SEARCH orders USING status, day (=, =)");
        assertPlan(where("customer").is(3).and("day").is(7).and("total").greaterThan(50),
                "SEARCH orders USING customer, day, total (=, =, >)", "SORT BY id");
        assertPlan(where("customer").is(3).and("total").greaterThan(95), "SEARCH orders USING customer (=)",
                "FILTER total > 95", "SORT BY id");
        assertPlan(where("status").in("open", "late").and("day").is(7), "SEARCH orders USING status, day (IN)",
                "FILTER day is 7", "SORT BY id");
        assertThat(ids(where("status").is("open").and("day").is(7))).containsExactly("order-0072", "order-0076");
        assertThat(this.orders.count(where("status").is("open").and("day").greaterThan(190))).isEqualTo(22);
    }

    @Test
    void whatIsBehindEqualValuesIsInOrderWithoutSorting() {
        putOrders(2000);
        assertPlan(where("status").is("open").orderBy("day").limit(3), "SEARCH orders USING status, day (=)",
                "LIMIT 3");
        assertPlan(where("customer").is(3).orderBy("day").orderBy("total").limit(3),
                "SEARCH orders USING customer, day, total (=)", "LIMIT 3");
        assertPlan(all().orderBy("status").descending().orderBy("day").descending().limit(2),
                "SCAN orders USING status, day BACKWARDS", "LIMIT 2");
        assertPlan(all().orderBy("status").orderBy("day").descending().limit(2), "SCAN orders",
                "SORT BY status, day descending", "LIMIT 2");
        assertPlan(where("status").is("open").orderBy("day").orderBy("total").limit(3),
                "SEARCH orders USING status, day (=)", "SORT BY day, total", "LIMIT 3");
        assertThat(ids(where("status").is("open").orderBy("day").limit(3))).containsExactly("order-0000", "order-0004",
                "order-0008");
        assertThat(ids(where("customer").is(3).orderBy("day").orderBy("total").limit(3))).containsExactly("order-0003",
                "order-0008", "order-0018");
    }

    @Test
    void pagesGoOnBehindEqualValues() {
        putOrders(200);
        Query query = where("status").is("open").orderBy("day").descending().limit(7);
        List<String> expected = ids(query.withLimit(0));
        assertThat(expected).hasSize(50).startsWith("order-0196").endsWith("order-0000");
        int seen = 0;
        for (Position behind = null; seen < 50;) {
            Page<Row> page = this.orders.page(query, behind);
            assertThat(page.rows()).extracting(RowEntry::id)
                .containsExactlyElementsOf(expected.subList(seen, Math.min(seen + 7, 50)));
            seen += page.rows().size();
            behind = page.next().orElse(null);
        }
    }

    @Test
    void anOrderIsOnlyMadeForWhatNoIndexOfEqualValuesAnswers() {
        putOrders(2000);
        this.orders.find(where("customer").is(3));
        assertPlan(where("customer").is(3), "SEARCH orders USING customer (=)", "SORT BY id");
        assertPlan(where("customer").is(3).and("number").is(13), "SEARCH orders USING customer, number (=, =)",
                "SORT BY id");
        this.orders.find(where("customer").atLeast(4));
        assertPlan(where("customer").is(3).orderBy("customer"), "SEARCH orders USING customer (=)");
        assertPlan(where("customer").is(3).orderBy("number").limit(3), "SEARCH orders USING customer, number (=)",
                "LIMIT 3");
    }

    @Test
    void aSingleConditionOnTheFirstFieldIsAnsweredByAnOrderIfNothingElseIsThere() {
        putOrders(2000);
        assertPlan(where("status").is("open"), "SEARCH orders USING status, day (=)", "SORT BY id");
        assertPlan(where("day").is(3), "SCAN orders", "FILTER day is 3", "SORT BY id");
    }

    @Test
    void rowsMoveWithEachOfTheirFields() {
        putOrders(100);
        Query query = where("status").is("open").orderBy("day").limit(2);
        assertThat(ids(query)).containsExactly("order-0000", "order-0004");
        this.orders.update("order-0096", (row) -> row.with("day", -1));
        assertThat(ids(query)).containsExactly("order-0096", "order-0000");
        this.orders.update("order-0000", (row) -> row.with("status", "paid"));
        this.orders.delete("order-0096");
        assertThat(ids(query)).containsExactly("order-0004", "order-0008");
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void missingNullAndArraysAreFoundAsByALook() {
        this.orders.put("none", row("{}"));
        this.orders.put("null", row("{'status':'open','day':null}"));
        this.orders.put("one", row("{'status':'open','day':1}"));
        assertThat(ids(where("status").is("open").orderBy("day"))).containsExactly("null", "one");
        assertThat(ids(where("status").is("open").and("day").isNull())).containsExactly("null");
        assertThat(ids(where("status").isNull().and("day").isNull())).containsExactly("none");
        this.orders.put("many", row("{'status':['open','late'],'day':[3,0,3]}"));
        assertThat(ids(where("status").is("open").orderBy("day"))).containsExactly("null", "many", "one");
        assertThat(ids(where("status").is("open").and("day").greaterThan(1))).containsExactly("many");
        assertThat(ids(where("status").is("late").and("day").is(0))).containsExactly("many");
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void indexFilesHaveTheValuesOfAllFields() throws IOException {
        this.orders.put("a", row("{'status':'open','customer':[1,2],'number':3}"));
        this.orders.put("b", row("{'other':1}"));
        this.store.flush();
        assertThat(file("status,day")).isEqualTo("{\"key\":[\"open\",null],\"rowId\":\"a\"}\n");
        assertThat(file("customer,number")).isEqualTo("{\"key\":[[1,2],3],\"rowId\":\"a\"}\n");
        this.orders.delete("a");
        this.store.flush();
        assertThat(file("customer,number")).endsWith("{\"rowId\":\"a\",\"_deleted\":true}\n");
        assertThat(this.store.verify().findings()).isEmpty();
        assertThat(this.stores.reopen().verify().findings()).isEmpty();
    }

    private String file(String name) throws IOException {
        return this.stores.disk().text("orders.jsonl.indices/" + name + ".jsonl");
    }

    @Test
    void listInAListThatWasReadAsATextIsNoField() {
        for (String field : List.of("[[tenant", "email]]", "[a", "b]")) {
            assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> CollectionOptions.memoryOnly().withUnique(field))
                .withMessageContaining("unique[0][0]=status");
        }
    }

    @Test
    void pageMayBeAsLongAsALimitCanBe() {
        try (Stores all = new Stores((builder) -> builder.collection("c", CollectionOptions.memoryOnly()))) {
            RowCollection<Row> rows = all.open().collection("c");
            rows.put("a", Row.parse("{}"));
            assertThat(rows.page(Query.all().limit(Integer.MAX_VALUE), null).rows()).hasSize(1);
        }
    }

}
