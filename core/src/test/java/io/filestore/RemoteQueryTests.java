package io.filestore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.query.Page;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What queries find where an engine keeps the rows, and which are refused. */
class RemoteQueryTests {

    private final Instances instances = new Instances();

    private final Store store = this.instances.open();

    private final RowCollection<Row> orders = this.store.collection("orders");

    @AfterEach
    void close() {
        this.instances.close();
    }

    private void fill(int count) {
        Map<String, Row> rows = new HashMap<>();
        for (int i = 0; i < count; i++) {
            rows.put(String.format("o%05d", i), Row.of("status", (i % 2 == 0) ? "open" : "paid", "city",
                    List.of("c" + i % 3, "all"), "total", (i * 7) % count, "note", "n" + i % 5));
        }
        this.orders.putAll(rows);
    }

    private List<String> ids(Query query) {
        return this.orders.find(query).stream().map(RowEntry::id).toList();
    }

    private void refused(Query query, String... parts) {
        assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.orders.find(query))
            .withMessageContainingAll(parts);
        assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.orders.stream(query));
        assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.orders.count(query));
        assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.orders.explain(query));
    }

    @Test
    void aQueryWithoutAnEqualityOnAnIndexedFieldIsRefusedAndSaysWhatToIndex() {
        refused(where("note").is("n1"), "orders", "status, city, total", "'note'",
                "filestore.collections.orders.indexed");
        refused(where("note").is("n1").and("status").isNot("open"), "'note'");
        refused(where("total").greaterThan(10), "status, city, total");
        refused(where("status").isNull(), "status");
        refused(where("status").startsWith("o"), "status");
        refused(where("status").is("open").or(where("note").is("n1")), "'note'");
        refused(Query.not(where("status").is("open")), "status");
        assertThatExceptionOfType(InvalidQueryException.class)
            .isThrownBy(() -> this.orders.find(Query.all().orderBy("total")))
            .withMessageContaining("all rows, in no order");
        refused(where(Query.ID).startsWith("o"), "ids");
        refused(where("status").in(IntStream.range(0, 1001).boxed().toArray()), "1000 are the most");
    }

    @Test
    void anEqualityFindsRowsThatAreFilteredAndSortedHere() {
        fill(60);
        assertThat(ids(where("status").is("open").and("total").greaterThan(30))).hasSize(14).isSorted();
        assertThat(ids(where("status").is("open").and("city").is("c1").and("note").in("n1", "n2")))
            .isEqualTo(List.of("o00016", "o00022", "o00046", "o00052"));
        List<Integer> totals = this.orders
            .find(where("status").is("paid").and("total").between(10, 40).orderBy("total").descending().limit(4))
            .stream()
            .map((row) -> row.value().get("total").asInt())
            .toList();
        assertThat(totals).containsExactly(39, 37, 35, 33);
    }

    @Test
    void severalValuesAndAlternativesFindEachRowOnce() {
        fill(30);
        assertThat(ids(where("city").in("c0", "c1", "all"))).hasSize(30).doesNotHaveDuplicates();
        assertThat(ids(where("city").is("c0").or(where("status").is("open")).or(where(Query.ID).is("o00001"))))
            .hasSize(21)
            .isSorted();
        assertThat(this.orders.count(where("city").in("c0", "all"))).isEqualTo(30);
        assertThat(this.orders.exists(where("city").in("c7", "c8"))).isFalse();
        assertThat(ids(where("status").is("open").and("city").in("c1", "c2"))).hasSize(10);
        assertThat(ids(where("status").in())).isEmpty();
    }

    @Test
    void idsAreFoundWithoutAnIndex() {
        fill(10);
        assertThat(ids(where(Query.ID).in("o00007", "o00003", "none", "o00007"))).containsExactly("o00003", "o00007");
        assertThat(ids(where(Query.ID).is("o00003").and("status").is("open"))).isEmpty();
        assertThat(ids(where(Query.ID).in("o00007", "o00003").orderBy("total").descending().limit(1)))
            .containsExactly("o00007");
        assertThat(this.orders.getAll(List.of("o00002", "none", "o00001"))).extracting(RowEntry::id)
            .containsExactly("o00002", "o00001");
    }

    @Test
    void pagesOfASearchGoOnBehindTheLastRow() {
        fill(50);
        assertThat(paged(where("status").is("open").orderBy("note").limit(7))).hasSize(25).doesNotHaveDuplicates();
        assertThat(paged(where("status").is("open").limit(7))).hasSize(25).isSorted();
    }

    @Test
    void allRowsComeInPagesInTheOrderOfTheEngine() {
        fill(50);
        List<String> paged = paged(Query.all().limit(7));
        assertThat(paged).hasSize(50).doesNotHaveDuplicates();
        assertThat(paged).isNotEqualTo(paged.stream().sorted().toList());
        assertThat(this.orders.stream().map(RowEntry::id)).isEqualTo(paged);
        assertThat(ids(Query.all())).isEqualTo(paged);
        assertThat(this.orders.count(Query.all())).isEqualTo(50);
        assertThat(this.orders.exists(Query.all())).isTrue();
    }

    private List<String> paged(Query query) {
        List<String> ids = new ArrayList<>();
        Position behind = null;
        do {
            Page<Row> page = this.orders.page(query, behind);
            page.rows().forEach((row) -> ids.add(row.id()));
            behind = (page.last() != null) ? Position.parse(page.last().toString()) : null;
        }
        while (behind != null);
        return ids;
    }

    @Test
    void rowsAreStreamedAPageAtATime() {
        fill(2000);
        int before = this.instances.engine().calls();
        assertThat(this.orders.stream().limit(10)).hasSize(10);
        assertThat(this.instances.engine().calls() - before).isOne();
        assertThat(this.orders.stream(where("status").is("open")).limit(3)).hasSize(3);
        assertThat(this.instances.engine().calls() - before).isEqualTo(2);
        assertThat(this.orders.stream(where("status").is("open"))).hasSize(1000);
    }

    @Test
    void moreRowsThanCanBeSortedHereAreRefusedAndStreamedInstead() {
        fill(20_100);
        assertThatExceptionOfType(InvalidQueryException.class)
            .isThrownBy(() -> this.orders.find(where("status").is("open").orderBy("total").limit(5)))
            .withMessageContaining("10000")
            .withMessageContaining("stream");
        assertThatExceptionOfType(InvalidQueryException.class)
            .isThrownBy(() -> this.orders.find(where("status").is("open").and("note").is("none")));
        assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.orders.find("status", "open"));
        assertThat(this.orders.stream(where("status").is("open"))).hasSize(10_050);
        assertThat(this.orders.count(where("status").is("open"))).isEqualTo(10_050);
        assertThat(this.orders.find(Query.all())).hasSize(20_100);
    }

    @Test
    void longValuesAreFoundByWhatTheyAre() {
        String one = "x".repeat(1000);
        this.orders.put("a", Row.of("status", one));
        this.orders.put("b", Row.of("status", one + "y"));
        assertThat(ids(where("status").is(one))).containsExactly("a");
        assertThat(this.orders.find("status", one + "y")).extracting(RowEntry::id).containsExactly("b");
    }

    @Test
    void onlyIndexedFieldsAreFoundByAndThoseOfCompoundIndexesAreThat() {
        fill(4);
        assertThat(this.orders.find("total", 1)).hasSize(1);
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.orders.find("note", "n1"))
            .withMessageContaining("note");
    }

    @Test
    void aPlanSaysWhereAndByWhatRowsAreFound() {
        assertThat(this.orders.explain(where("status").is("open").and("city").in("a", "b").orderBy("total").limit(3)))
            .hasToString("""
                    SEARCH orders IN memory-engine USING status, city (=, IN)
                    FILTER status is "open" and city is in ("a", "b")
                    SORT BY total
                    LIMIT 3""");
        assertThat(this.orders.explain(where(Query.ID).is("a").or(where("status").is("open")))
            .steps()
            .stream()
            .limit(3)
            .collect(Collectors.joining("\n"))).isEqualTo("""
                    UNION
                      SEARCH orders IN memory-engine USING id (=)
                      SEARCH orders IN memory-engine USING status (=)""");
        assertThat(this.orders.explain(Query.all()).steps()).containsExactly("SCAN orders IN memory-engine");
    }

    @Test
    void whereTheEngineAnswersRangesAllRowsAreFilteredAndSortedHere() {
        this.instances.engine().withRanges();
        try (Store ranging = this.instances.open()) {
            RowCollection<Row> accounts = ranging.collection("accounts");
            accounts.put("a", Row.of("n", 1));
            accounts.put("b", Row.of("n", 3));
            accounts.put("c", Row.of("n", 2));
            assertThat(accounts.find(where("n").greaterThan(1).orderBy("n"))).extracting(RowEntry::id)
                .containsExactly("c", "b");
            assertThat(accounts.find(Query.all().orderBy("n").descending().limit(2))).extracting(RowEntry::id)
                .containsExactly("b", "c");
            assertThat(accounts.explain(where("n").greaterThan(1)).steps()).first()
                .isEqualTo("SCAN accounts IN memory-engine");
            assertThat(ranging.capabilities("accounts").ranges()).isTrue();
            assertThat(ranging.capabilities("orders").ranges()).isFalse();
        }
    }

    @Test
    void distinctValuesAreThoseOfTheRowsOfAQuery() {
        fill(10);
        assertThat(this.orders.distinct("note", where("status").is("open"))).containsExactly("n0", "n1", "n2", "n3",
                "n4");
    }

}
