package io.filestore.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.filestore.error.InvalidQueryException;
import io.filestore.row.Row;
import io.filestore.row.StoredRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RowOrderTests {

    private static final long SEED = System.nanoTime();

    @Test
    void ordersAsTreesDoAndPagesGiveEachRowOnce() {
        RandomValues values = new RandomValues(SEED);
        RandomConditions conditions = new RandomConditions(values, () -> "r");
        for (int i = 0; i < 300; i++) {
            List<OrderBy> order = conditions.order();
            List<StoredRow> rows = new ArrayList<>();
            for (int j = 0; j < 60; j++) {
                rows.add(row("r" + values.below(1_000_000) + "-" + j, values.row()));
            }
            List<StoredRow> expected = new ArrayList<>(rows);
            Comparator<JsonNode> trees = TreeMatcher.order(order);
            Comparator<StoredRow> byId = Comparator.comparing(StoredRow::id);
            boolean backwards = !order.isEmpty() && order.get(order.size() - 1).descending();
            expected.sort(
                    Comparator.comparing(RowOrderTests::tree, trees).thenComparing(backwards ? byId.reversed() : byId));

            RowOrder rowOrder = RowOrder.of(order);
            List<StoredRow> sorted = new ArrayList<>(rows);
            sorted.sort(rowOrder);
            assertThat(ids(sorted)).as("seed %d: %s", SEED, order).isEqualTo(ids(expected));

            List<RowKeys> keys = new ArrayList<>(
                    rows.stream().map((row) -> rowOrder.keys(row.id(), row.json())).toList());
            keys.sort(rowOrder::compare);
            assertThat(keys.stream().map(RowKeys::id)).isEqualTo(ids(expected));

            assertThat(pages(rows, order, 7)).as("seed %d: pages by %s", SEED, order).isEqualTo(ids(expected));
        }
    }

    /** Reads page after page by positions that went through their text. */
    private static List<String> pages(List<StoredRow> rows, List<OrderBy> order, int size) {
        RowOrder rowOrder = RowOrder.of(order);
        List<String> found = new ArrayList<>();
        @Nullable Position position = null;
        while (true) {
            @Nullable Position from = position;
            List<StoredRow> page = rows.stream()
                .filter((row) -> from == null || from.isBefore(row))
                .sorted(rowOrder)
                .limit(size)
                .toList();
            if (page.isEmpty()) {
                return found;
            }
            found.addAll(ids(page));
            position = Position.parse(Position.of(rowOrder, page.get(page.size() - 1)).toString());
        }
    }

    /** Nulls in keyset paging: Spring Data JPA's 3605 and Spring Data MongoDB's 5212. */
    @Test
    void pagesGoThroughRowsWithoutAValue() {
        List<StoredRow> rows = List.of(row("1", "{}"), row("2", "{\"a\":1}"), row("3", "{\"a\":null}"),
                row("4", "{\"a\":2}"), row("5", "{}"), row("6", "{\"a\":1}"));
        for (boolean descending : new boolean[] { true, false }) {
            for (boolean nullsFirst : new boolean[] { true, false }) {
                List<OrderBy> order = List.of(new OrderBy("a", descending, nullsFirst));
                List<String> values = new ArrayList<>(descending ? List.of("4", "6", "2") : List.of("2", "6", "4"));
                values.addAll(nullsFirst ? 0 : 3, descending ? List.of("5", "3", "1") : List.of("1", "3", "5"));
                for (int size = 1; size <= 6; size++) {
                    assertThat(pages(rows, order, size)).as("%s, %d", order, size).isEqualTo(values);
                }
            }
        }
    }

    /** As String.compareTo would not have it. */
    @Test
    void idsStandByCodePointsLikeStrings() {
        List<StoredRow> rows = new ArrayList<>(List.of(row("\ud83d\ude00", "{}"), row("\uffee", "{}"), row("a", "{}")));
        rows.sort(RowOrder.of(List.of()));
        assertThat(ids(rows)).containsExactly("a", "\uffee", "\ud83d\ude00");
        rows.sort(RowOrder.of(List.of(OrderBy.descending("x"))));
        assertThat(ids(rows)).containsExactly("\ud83d\ude00", "\uffee", "a");
    }

    @Test
    void nothingIsTheLeastValueUnlessItIsSaidOtherwise() {
        assertSorted(where("x").isNull().orderBy("a"), "{}", "{\"a\":null}", "{\"a\":1}", "{\"a\":2}");
        assertSorted(where("x").isNull().orderBy("a").descending(), "{\"a\":2}", "{\"a\":1}", "{}", "{\"a\":null}");
        assertSorted(where("x").isNull().orderBy("a").nullsLast(), "{\"a\":1}", "{\"a\":2}", "{}", "{\"a\":null}");
        assertSorted(where("x").isNull().orderBy("a").nullsFirst().descending(), "{}", "{\"a\":null}", "{\"a\":2}",
                "{\"a\":1}");
    }

    @Test
    void anArrayStandsWhereItsFirstElementInTheOrderStands() {
        assertSorted(Query.all().orderBy("a"), "{\"a\":[null,9]}", "{\"a\":[3,1]}", "{\"a\":2}", "{\"a\":[9,2.5]}",
                "{\"a\":[]}", "{\"a\":[[0]]}");
        assertSorted(Query.all().orderBy("a").descending(), "{\"a\":[[0]]}", "{\"a\":[]}", "{\"a\":[9,2.5]}",
                "{\"a\":[1,3]}", "{\"a\":2}", "{\"a\":null}");
        assertSorted(Query.all().orderBy("a").nullsLast(), "{\"a\":[null,1]}", "{\"a\":2}", "{\"a\":[null]}");
    }

    /** Nitrite's issue 917: sorting gave other rows than were found. */
    @Test
    void sortingKeepsJustTheRowsThatWereFound() {
        Query query = where("a").lessThan(10).orderBy("b").orderBy("a").descending();
        List<StoredRow> rows = Stream.of("{\"a\":1,\"b\":2}", "{\"a\":20,\"b\":1}", "{\"a\":2,\"b\":2}", "{\"a\":3}")
            .map((json) -> row(json, json))
            .filter((row) -> Matcher.of(query.condition()).test(row.id(), row.json()))
            .sorted(RowOrder.of(query.order()))
            .toList();
        assertThat(ids(rows)).containsExactly("{\"a\":3}", "{\"a\":2,\"b\":2}", "{\"a\":1,\"b\":2}");
    }

    @Test
    void aPositionIsAValueAndShortText() {
        Query query = Query.all().orderBy("total").descending().orderBy("at");
        Position position = Position.of(query, "o-1", Row.of("total", 100, "at", null, "other", "x".repeat(1000)));
        assertThat(position.toString()).matches("[A-Za-z0-9_-]+").hasSizeLessThan(100);
        assertThat(Position.parse(position.toString())).isEqualTo(position).hasSameHashCodeAs(position);
        assertThat(position.id()).isEqualTo("o-1");
        assertThat(position.requireOrderOf(query.limit(5))).isSameAs(position);
        assertThat(position.isBefore(row("o-2", "{\"total\":100}"))).isTrue();
        assertThat(position.isBefore(row("o-0", "{\"total\":1e2}"))).isFalse();
        assertThat(position.isBefore(row("o-0", "{\"total\":99}"))).isTrue();
        assertThat(position).isNotEqualTo(Position.of(query, "o-2", Row.of("total", 100)));
    }

    @Test
    void aPositionOfAnotherOrderIsRefused() {
        Position position = Position.of(Query.all().orderBy("a").descending(), "1", Row.of("a", 1));
        assertThatThrownBy(() -> position.requireOrderOf(Query.all().orderBy("a")))
            .isInstanceOf(InvalidQueryException.class)
            .hasMessage("The position is one in the order [a descending], but the query's is [a]. Go on with the order"
                    + " with which you began, or begin without a position.");
    }

    @Test
    void whatIsNoPositionIsRefused() {
        List<String> wrong = List.of("", "%", "bm8", encoded("{}"), encoded("[1]"),
                encoded("{\"order\":[\"a\"],\"values\":[],\"id\":\"x\"}"),
                encoded("{\"order\":[],\"values\":[],\"id\":\"\"}"),
                encoded("{\"order\":[],\"values\":[],\"id\":\"x\",\"more\":1}"),
                encoded("{\"order\":[7],\"values\":[1],\"id\":\"x\"}"));
        for (String text : wrong) {
            assertThatThrownBy(() -> Position.parse(text)).as(text)
                .isInstanceOf(InvalidQueryException.class)
                .hasMessage("'" + text + "' is no position in a query. Give what a page before has told, or none for"
                        + " the first page.");
        }
    }

    private static String encoded(String json) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertSorted(Query query, String... rows) {
        List<StoredRow> sorted = new ArrayList<>();
        for (String json : rows) {
            sorted.add(row("%02d".formatted(query.isBackwards() ? 99 - sorted.size() : sorted.size()), json));
        }
        Collections.shuffle(sorted, new Random(SEED));
        sorted.sort(RowOrder.of(query.order()));
        assertThat(sorted.stream().map((row) -> new String(row.json(), StandardCharsets.UTF_8))).as("seed %d", SEED)
            .containsExactly(rows);
    }

    private static List<String> ids(List<StoredRow> rows) {
        return rows.stream().map(StoredRow::id).toList();
    }

    private static JsonNode tree(StoredRow row) {
        return PlainQuery.tree(row.id(), new String(row.json(), StandardCharsets.UTF_8));
    }

    private static StoredRow row(String id, String json) {
        return StoredRow.of(id, json.getBytes(StandardCharsets.UTF_8), 1, 0);
    }

}
