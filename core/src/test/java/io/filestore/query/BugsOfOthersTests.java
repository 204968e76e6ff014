package io.filestore.query;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What users of other stores have met, one case each; {@link PlansTests} lists them.
 */
class BugsOfOthersTests {

    private static final int FEW = 1000;

    private static final int MANY = 20_000;

    private final Store store = open();

    private final RowCollection<Row> indexed = this.store.collection("indexed");

    private final RowCollection<Row> plain = this.store.collection("plain");

    private static Store open() {
        MemoryDirectory disk = new MemoryDirectory();
        return Store.builder(disk.root())
            .directory(disk)
            .automaticFlush(false)
            .collection("indexed", CollectionOptions.memoryOnly().withIndexed("status", "total"))
            .collection("plain", CollectionOptions.memoryOnly())
            .open();
    }

    @AfterEach
    void close() {
        this.store.close();
    }

    private void put(String... rows) {
        for (int i = 0; i < rows.length; i++) {
            this.indexed.put("row-" + i, Row.parse(rows[i]));
            this.plain.put("row-" + i, Row.parse(rows[i]));
        }
    }

    private void putNumbers(int from, int to) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            rows.put("row-%06d".formatted(i), Row.parse("{\"status\":\"s" + i % 7 + "\",\"total\":" + i + "}"));
        }
        this.indexed.putAll(rows);
    }

    private static List<String> ids(List<RowEntry<Row>> rows) {
        return rows.stream().map(RowEntry::id).toList();
    }

    /** With an index and without. */
    private void assertFound(Query query, String... ids) {
        assertThat(ids(this.indexed.find(query))).as("%s%n%s", query, this.indexed.explain(query)).containsExactly(ids);
        assertThat(ids(this.plain.find(query))).as("%s without an index", query).containsExactly(ids);
        assertThat(this.indexed.count(query)).isEqualTo(this.plain.count(query)).isGreaterThanOrEqualTo(ids.length);
    }

    @Test
    void aRangeFindsItsRowsAlthoughOthersHaveNullThere() {
        put("{\"total\":1}", "{\"total\":null}", "{\"total\":3}", "{}");
        assertFound(where("total").lessThan(3), "row-0");
        assertFound(where("total").atMost(3), "row-0", "row-2");
        assertFound(where("total").greaterThan(1), "row-2");
        assertFound(where("total").between(0, 9), "row-0", "row-2");
    }

    @Test
    void nothingIsLessThanAValueIfItIsNullOrMissing() {
        put("{\"total\":null}", "{}", "{\"total\":[null]}", "{\"total\":[null,-5]}", "{\"total\":-7}");
        assertFound(where("total").lessThan(100), "row-3", "row-4");
        assertFound(where("total").lessThan(100).orderBy("total"), "row-3", "row-4");
        assertFound(where("total").isNull(), "row-0", "row-1", "row-2", "row-3");
    }

    @Test
    void aRangeInTheOrderOfItsFieldFindsWhatItFindsWithoutAnIndex() {
        put("{\"total\":5}", "{\"total\":null}", "{\"total\":2}", "{}", "{\"total\":9}", "{\"total\":7}");
        Query query = where("total").greaterThan(4);
        assertFound(query.orderBy("total"), "row-0", "row-5", "row-4");
        assertFound(query.orderBy("total").nullsLast(), "row-0", "row-5", "row-4");
        assertFound(query.orderBy("total").descending(), "row-4", "row-5", "row-0");
        assertFound(query.orderBy("total").descending().nullsFirst().limit(2), "row-4", "row-5");
        assertFound(where("total").in(null, 9, 2).orderBy("total").nullsLast(), "row-2", "row-4", "row-1", "row-3");
        assertFound(where("total").in(null, 9, 2).orderBy("total").descending().nullsFirst().limit(3), "row-3", "row-1",
                "row-4");
        assertFound(where("status").isNull().orderBy("total").nullsLast().limit(5), "row-2", "row-0", "row-5", "row-4",
                "row-1");
    }

    @Test
    void conditionsOnTwoIndexesStayWithTheirOwn() {
        put("{\"status\":\"a\",\"total\":1}", "{\"status\":\"a\",\"total\":7}", "{\"status\":\"b\",\"total\":7}",
                "{\"status\":7,\"total\":\"a\"}");
        assertFound(where("status").is("a").and("total").greaterThan(5), "row-1");
        assertFound(where("status").startsWith("a").and("total").is(7), "row-1");
        assertFound(where("status").atLeast("b").or(where("total").lessThan(5)), "row-0", "row-2");
    }

    @Test
    void inIsAnsweredByTheIndex() {
        put("{\"status\":\"a\"}", "{\"status\":\"b\"}", "{\"status\":\"c\"}");
        assertThat(this.indexed.explain(where("status").in("a", "c")).steps())
            .startsWith("SEARCH indexed USING status (IN)");
        assertThat(this.indexed.explain(where("status").in("a", "c")).rows()).isEqualTo(2);
        assertFound(where("status").in("a", "c"), "row-0", "row-2");
    }

    @Test
    void anOrderWithALimitCostsTheSameAmongManyRows() {
        Query query = Query.all().orderBy("total").descending().limit(20);
        assertThat(bytes(query, false, FEW)).isPositive();
        assertThat(bytes(query, false, MANY)).isLessThan(2 * bytes(query, false, FEW));
    }

    @Test
    void theFirstRowOfARangeCostsTheSameAmongManyRows() {
        Query query = where("total").atLeast(10).orderBy("total");
        assertThat(bytes(query, true, MANY)).isLessThan(2 * bytes(query, true, FEW));
    }

    /** What an answer allocates, which every row that is looked at adds to. */
    private long bytes(Query query, boolean first, int rows) {
        this.indexed.clear();
        putNumbers(0, rows);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 20; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThat(
                    first ? this.indexed.stream(query).findFirst().isPresent() : this.indexed.find(query).size() == 20)
                .isTrue();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

}
