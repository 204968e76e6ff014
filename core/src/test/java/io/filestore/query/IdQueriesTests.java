package io.filestore.query;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.row.RowId;

import static io.filestore.query.Query.ID;
import static io.filestore.query.Query.all;
import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Conditions on the ids of rows, and orders by them. The same at random is in
 * {@link PlansTests}.
 */
class IdQueriesTests {

    private final Store store = open();

    private final RowCollection<Order> orders = this.store.collection("orders", Order.class);

    record Order(@RowId @Nullable String id, String status, int total) {
    }

    record Numbered(@RowId long number, String name) {
    }

    private static Store open() {
        MemoryDirectory disk = new MemoryDirectory();
        return Store.builder(disk.root())
            .directory(disk)
            .automaticFlush(false)
            .collection("orders",
                    CollectionOptions.memoryOnly().withIndexed("status").withIndexedTogether("status", "total"))
            .collection("plain", CollectionOptions.memoryOnly())
            .open();
    }

    @AfterEach
    void close() {
        this.store.close();
    }

    /** Two hundred in two years, of which every second is open. */
    private void putMany() {
        this.orders.putAll(Stream.iterate(0, (i) -> i + 1)
            .limit(200)
            .map((i) -> new Order("202%d-%03d".formatted(5 + i / 100, i), (i % 2 == 0) ? "open" : "sent", i % 10))
            .toList());
    }

    private List<String> ids(Query query) {
        List<String> ids = this.orders.find(query).stream().map(RowEntry::id).toList();
        assertThat(this.orders.stream(query).map(RowEntry::id)).isEqualTo(ids);
        return ids;
    }

    private void explained(Query query, long rows, String... steps) {
        QueryPlan plan = this.orders.explain(query);
        assertThat(plan.steps()).containsExactly(steps);
        assertThat(plan.rows()).isEqualTo(rows);
    }

    @Test
    void rowsOfNamedIdsAreLookedUp() {
        putMany();
        assertThat(ids(where(ID).is("2026-150"))).containsExactly("2026-150");
        explained(where(ID).is("2026-150"), 1, "SEARCH orders USING id (=)");
        explained(where(ID).is("absent"), 0, "SEARCH orders USING id (=)");
        explained(where(ID).is("2026-150").orderBy("total"), 1, "SEARCH orders USING id (=)");
        Query in = where(ID).in("2026-150", "absent", "2025-007", "2026-150", null, "2025-004");
        assertThat(ids(in)).containsExactly("2025-004", "2025-007", "2026-150");
        assertThat(this.orders.count(in)).isEqualTo(3);
        explained(in, 3, "SEARCH orders USING id (IN)");
        assertThat(ids(in.orderBy(ID).descending().limit(2))).containsExactly("2026-150", "2025-007");
        explained(in.orderBy(ID).descending(), 3, "SEARCH orders USING id (IN)");
        assertThat(ids(in.and("status").is("open"))).containsExactly("2025-004", "2026-150");
        explained(in.and("status").is("open"), 3, "SEARCH orders USING id (IN)", "FILTER status is \"open\"");
        assertThat(ids(in.orderBy("total").descending())).containsExactly("2025-007", "2025-004", "2026-150");
        explained(in.orderBy("total"), 3, "SEARCH orders USING id (IN)", "SORT BY total");
        explained(where(ID).in(List.of()), 0, "SEARCH orders USING id (IN)");
        Query many = where(ID).in(Stream.iterate(0, (i) -> i + 1).limit(150).map("2025-%03d"::formatted).toList());
        explained(many.limit(5), 100, "SEARCH orders USING id (IN)", "LIMIT 5");
        assertThat(ids(many)).hasSize(100).isSorted();
        assertThat(ids(many.or(where("status").is("sent").and("total").is(1)))).hasSize(110).isSorted();
        explained(where(ID).is("2025-004").or(where("status").is("sent")), 101, "UNION", "  SEARCH orders USING id (=)",
                "  SEARCH orders USING status (=)", "FILTER #id is \"2025-004\" or status is \"sent\"", "SORT BY id");
    }

    @Test
    void rangesAndBeginningsOfIdsAreWalkedThroughInTheirOrder() {
        putMany();
        assertThat(ids(where(ID).startsWith("2026-19"))).hasSize(10).isSorted();
        explained(where(ID).startsWith("2026-19"), 10, "SEARCH orders USING id (STARTS WITH)");
        explained(where(ID).like("2026-_5%"), 100, "SEARCH orders USING id (STARTS WITH)",
                "FILTER #id is like \"2026-_5%\"");
        assertThat(ids(where(ID).like("2026-_5%"))).hasSize(10);
        assertThat(ids(where(ID).between("2025-098", "2026-101"))).containsExactly("2025-098", "2025-099", "2026-100",
                "2026-101");
        explained(where(ID).between("2025-098", "2026-101"), 4, "SEARCH orders USING id (> <)");
        assertThat(ids(where(ID).greaterThan("2026-197"))).containsExactly("2026-198", "2026-199");
        explained(where(ID).greaterThan("2026-197"), 2, "SEARCH orders USING id (>)");
        assertThat(ids(where(ID).atLeast("2026-198").and(ID).lessThan("2026-199"))).containsExactly("2026-198");
        assertThat(ids(where(ID).lessThan("2025-002").orderBy(ID).descending())).containsExactly("2025-001",
                "2025-000");
        explained(where(ID).atMost("2025-002").orderBy(ID).descending().limit(2), 3,
                "SEARCH orders USING id (<) BACKWARDS", "LIMIT 2");
        assertThat(this.orders.count(where(ID).startsWith("2025-"))).isEqualTo(100);
        assertThat(ids(where(ID).startsWith(""))).hasSize(200);
        assertThat(ids(where(ID).greaterThan("b").and(ID).lessThan("a"))).isEmpty();
    }

    @Test
    void idsOfEqualFieldsAreInOrder() {
        putMany();
        Query open = where("status").is("open");
        explained(open.orderBy(ID).descending().limit(3), 100, "SEARCH orders USING status (=) BACKWARDS", "LIMIT 3");
        assertThat(ids(open.orderBy(ID).descending().limit(3))).containsExactly("2026-198", "2026-196", "2026-194");
        explained(open.and(ID).greaterThan("2025-050"), 74, "SEARCH orders USING status, id (=, >)");
        explained(open.and("total").is(4).orderBy(ID).descending(), 20,
                "SEARCH orders USING status, total (=, =) BACKWARDS");
        explained(open.and(ID).startsWith("2026-1").orderBy(ID).descending().limit(2), 50,
                "SEARCH orders USING status, id (=, STARTS WITH) BACKWARDS", "LIMIT 2");
        assertThat(ids(open.and(ID).startsWith("2026-1").orderBy(ID).descending().limit(2))).containsExactly("2026-198",
                "2026-196");
        explained(open.orderBy("total").orderBy(ID), 100, "SEARCH orders USING status, total (=)");
        explained(open.orderBy("total").orderBy(ID).descending(), 100, "SEARCH orders USING status (=)",
                "SORT BY total, #id descending");
    }

    @Test
    void ordersByIdGoBothWaysAndNothingBehindTheIdCounts() {
        putMany();
        explained(all().orderBy(ID), 200, "SCAN orders USING id");
        explained(all().orderBy(ID).descending().limit(3), 200, "SCAN orders USING id BACKWARDS", "LIMIT 3");
        assertThat(ids(all().orderBy(ID).descending().limit(3))).containsExactly("2026-199", "2026-198", "2026-197");
        explained(all().orderBy(ID).orderBy("total").descending(), 200, "SCAN orders USING id");
        assertThat(ids(all().orderBy(ID).orderBy("total").descending())).hasSize(200).isSorted();
        assertThat(ids(all().orderBy("total").descending().orderBy(ID).limit(2))).containsExactly("2025-009",
                "2025-019");
        Query pages = all().orderBy(ID).descending().limit(150);
        Page<Order> first = this.orders.page(pages, null);
        Page<Order> second = this.orders.page(pages, Position.parse(first.next().orElseThrow().toString()));
        assertThat(second.rows()).hasSize(50);
        assertThat(second.rows().get(0).id()).isEqualTo("2025-049");
        assertThat(second.hasNext()).isFalse();
        assertThatThrownBy(() -> this.orders.page(all().orderBy(ID).limit(5), first.next().orElseThrow()))
            .isInstanceOf(InvalidQueryException.class)
            .hasMessageStartingWith("The position is one in the order [#id descending], but the query's is [#id].");
    }

    @Test
    void whatOrdersTwiceOrdersOnce() {
        putMany();
        Query twice = Query.parse("{\"where\":{\"status\":\"open\"},\"orderBy\":[\"total\",\"total\"],\"limit\":2}");
        explained(twice, 100, "SEARCH orders USING status, total (=)", "LIMIT 2");
        assertThat(ids(twice)).containsExactly("2025-000", "2025-010");
        Page<Order> first = this.orders.page(twice, null);
        assertThat(this.orders.page(twice, Position.parse(first.next().orElseThrow().toString())).rows().get(0).id())
            .isEqualTo("2025-020");
        assertThat(ids(all().orderBy("total").orderBy("total").descending().limit(1))).containsExactly("2026-190");
    }

    @Test
    void aNumberOrUuidIsTheIdThatIsWrittenSo() {
        UUID uuid = new UUID(1, 2);
        RowCollection<Row> rows = this.store.collection("plain");
        Row row = Row.parse("{\"id\":1,\"#id\":\"own\"}");
        rows.putAll(Map.of("7", row, "7.0", row, uuid.toString(), row));
        assertThat(rows.find(where(ID).is(7))).extracting(RowEntry::id).containsExactly("7");
        assertThat(rows.find(Query.parse("{\"where\":{\"#id\":{\"in\":[7.0,\"x\"]}}}"))).extracting(RowEntry::id)
            .containsExactly("7.0");
        assertThat(rows.find(where(ID).in(uuid, 8L))).extracting(RowEntry::id).containsExactly(uuid.toString());
        assertThat(where(ID).is(7)).isEqualTo(where(ID).is("7")).hasToString("#id is \"7\"");
        assertThat(rows.find(where(ID).is("own"))).as("own field of that name").isEmpty();
        assertThat(rows.find(where("id").is(1))).as("own field").hasSize(3);
        RowCollection<Numbered> numbered = this.store.collection("plain", Numbered.class);
        assertThat(numbered.count(where(Numbered::number).is(7))).isOne();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`',
            textBlock = """
                    {"#id": true} ~ A row's id, #id, should be compared with true, but is a text and is never equal to a boolean. Compare it with a text, or with a number or UUID, which count as they are written.
                    {"#id": {"in": ["a", [1]]}} ~ A row's id, #id, should be compared with [1], but is a text and is never equal to an array. Compare it with a text, or with a number or UUID, which count as they are written.
                    {"#id": {"gt": 5}} ~ A row's id, #id, should be compared with 5, but is a text and is not less or greater than a number. Compare it with a text; ids are in the order of texts, where "10" is before "9".
                    {"#id": {"lte": false}} ~ A row's id, #id, should be compared with false, but is a text and is not less or greater than a boolean. Compare it with a text; ids are in the order of texts, where "10" is before "9".
                    {"#id.x": 5} ~ No field is named '#id.x': #id is the row's id, a text without fields. A path is a name, or names with dots between them, as in address.city.
                    """)
    void whatNoIdCanBeIsRefused(String json, String message) {
        assertThatThrownBy(() -> Query.parse("{\"where\":" + json + "}")).isInstanceOf(InvalidQueryException.class)
            .hasMessage(message);
    }

    @Test
    void anIdIsNeverNull() {
        putMany();
        assertThat(ids(where(ID).isNull())).isEmpty();
        explained(where(ID).isNull(), 0, "SEARCH orders USING id (IS NULL)");
        assertThat(ids(where(ID).isNotNull())).hasSize(200);
        assertThat(ids(where(ID).exists())).hasSize(200);
        assertThat(ids(where(ID).doesNotExist())).isEmpty();
        assertThat(ids(where(ID).notIn("x", null))).hasSize(200);
    }

    @Test
    void textsOfIdsAreAskedAsThoseOfFields() {
        for (String id : List.of("Ärger", "ärger", "b", "\uffee", "\ud83d\ude00")) {
            this.orders.put(new Order(id, "open", 1));
        }
        assertThat(ids(where(ID).isIgnoringCase("ÄRGER"))).containsExactly("Ärger", "ärger");
        assertThat(ids(where(ID).inIgnoringCase("äRGER", "B"))).containsExactly("b", "Ärger", "ärger");
        assertThat(ids(where(ID).startsWithIgnoringCase("ä"))).containsExactly("Ärger", "ärger");
        assertThat(ids(where(ID).endsWith("rger").and(ID).contains("Ä"))).containsExactly("Ärger");
        assertThat(ids(where(ID).matches("^.$"))).containsExactly("b", "\uffee", "\ud83d\ude00");
        assertThat(ids(where(ID).greaterThan("\uffee"))).containsExactly("\ud83d\ude00");
        assertThat(ids(where(ID).lessThan("\ud83d\ude00").orderBy(ID).descending().limit(1))).containsExactly("\uffee");
        assertThat(ids(where(ID).not().matches("^.$").orderBy(ID).descending())).containsExactly("ärger", "Ärger");
        explained(where(ID).contains("rger"), 5, "SCAN orders", "FILTER #id contains \"rger\"", "SORT BY id");
    }

    @Test
    void aGetterOfThePropertyThatHoldsTheIdNamesTheId() {
        assertThat(where(Order::id).startsWith("2").orderBy(Order::id))
            .isEqualTo(where(ID).startsWith("2").orderBy(ID));
        assertThat(where(Order::id).in("a", "b").and(Order::id).atMost("c").orderBy(Order::id).descending().toJson())
            .isEqualTo(
                    "{\"where\":{\"and\":[{\"#id\":{\"in\":[\"a\",\"b\"]}},{\"#id\":{\"lte\":\"c\"}}]},\"orderBy\":[\"-#id\"]}");
    }

    static Stream<Arguments> ways() {
        Query byName = where("total").is(1).or(Query.not(where("id").is("a")));
        return Stream.of(way("find", (orders) -> orders.find(byName)),
                way("order", (orders) -> orders.find(all().orderBy("id"))),
                way("below", (orders) -> orders.find(where("id.x").is(1))),
                way("first", (orders) -> orders.first(byName)), way("stream", (orders) -> orders.stream(byName)),
                way("page", (orders) -> orders.page(byName.limit(1), null)),
                way("count", (orders) -> orders.count(byName)), way("exists", (orders) -> orders.exists(byName)),
                way("explain", (orders) -> orders.explain(byName)),
                way("distinct", (orders) -> orders.distinct("id", all())),
                way("distinct of", (orders) -> orders.distinct("total", byName)),
                way("delete", (orders) -> orders.delete(byName)),
                way("update", (orders) -> orders.update(byName, (order) -> order)),
                way("find by field", (orders) -> orders.find("id", "a")));
    }

    private static Arguments way(String name, Function<RowCollection<Order>, Object> way) {
        return arguments(name, way);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void theNameOfThePropertyThatHoldsTheIdIsNoField(String name, Function<RowCollection<Order>, Object> way) {
        assertThatThrownBy(() -> way.apply(this.orders)).isInstanceOf(InvalidQueryException.class)
            .hasMessage("'id' holds the id of a row in Order and is no field of its JSON. Ask for '#id', which is"
                    + " Query.ID in Java, or by a method reference such as Order::id.");
    }

    @Test
    void rowsOfIdsAreDeletedChangedAndTold() {
        putMany();
        assertThat(this.orders.distinct(ID, where(ID).startsWith("2026-19").and("total").lessThan(3)))
            .containsExactly("2026-190", "2026-191", "2026-192");
        assertThat(this.orders.update(where(ID).in("2025-001", "2025-003", "absent"),
                (order) -> new Order(order.id(), "lost", order.total())))
            .isEqualTo(2);
        assertThat(ids(where("status").is("lost"))).containsExactly("2025-001", "2025-003");
        assertThat(this.orders.delete(where(ID).lessThan("2026").and("status").isNot("lost"))).isEqualTo(98);
        assertThat(this.orders.count()).isEqualTo(102);
        assertThat(this.orders.exists(where(ID).is("2025-000"))).isFalse();
        assertThat(this.orders.first(where(ID).atLeast("2025").orderBy(ID)).orElseThrow().id()).isEqualTo("2025-001");
    }

    @Test
    void theIdNeedsNoIndex() {
        for (CollectionOptions options : List.of(CollectionOptions.memoryOnly())) {
            assertThatThrownBy(() -> options.withIndexed(ID)).isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("#id is the row's id, which is no field.");
            assertThatThrownBy(() -> options.withIndexedTogether("a", ID))
                .isInstanceOf(InvalidConfigurationException.class);
        }
        assertThatThrownBy(() -> this.orders.find(ID, "a")).isInstanceOf(InvalidRowException.class)
            .hasMessageContaining("find(where(Query.ID).is(...))");
    }

    @Test
    void aTransactionFindsItsOwnRowsByTheirIds() {
        putMany();
        this.store.transact((transaction) -> {
            RowCollection<Order> within = transaction.collection("orders", Order.class);
            within.put(new Order("2026-1995", "new", 1));
            within.delete("2026-198");
            assertThat(ids(where(ID).atLeast("2026-197"))).containsExactly("2026-197", "2026-199", "2026-1995");
            assertThat(ids(where(ID).in("2026-1995", "2026-198", "2025-000"))).containsExactly("2025-000", "2026-1995");
            assertThat(ids(all().orderBy(ID).descending().limit(2))).containsExactly("2026-1995", "2026-199");
            return null;
        });
    }

}
