package io.filestore;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.row.Row;

import static io.filestore.query.Query.all;
import static io.filestore.query.Query.not;
import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the log says of queries that lack an index. */
class ScanWarningTests {

    private static final int BOUND = 50;

    private final Stores stores = new Stores((builder) -> builder.scanWarning(BOUND)
        .collection("orders", CollectionOptions.memoryOnly().withIndexed("status", "total"))
        .collection("others", CollectionOptions.memoryOnly()));

    private final Store store = this.stores.open();

    private final RowCollection<Row> orders = this.store.collection("orders");

    private final LoggedLines log = new LoggedLines();

    ScanWarningTests() {
        put(2 * BOUND);
    }

    private void put(int count) {
        Map<String, Row> rows = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            rows.put("o-" + i, Row.of("status", (i % 10 == 0) ? "sent" : "open", "total", i, "city", "secret", "n", i));
        }
        this.orders.putAll(rows);
    }

    @AfterEach
    void close() {
        this.log.close();
        this.stores.close();
    }

    private List<String> warnings() {
        return this.log.at(Level.WARN);
    }

    @Test
    void aScanBeyondTheBoundIsToldWithItsShapeAndWhatToDo() {
        this.orders.find(where("city").is("secret").and("n").greaterThan(98765));
        assertThat(warnings()).singleElement()
            .asString()
            .startsWith("A query of collection 'orders' has looked at 100 rows in ")
            .contains(" ms: city is ? and n > ?. Index city or n: withIndexed in Java,"
                    + " filestore.collections.orders.indexed in a configuration file. ")
            .endsWith("from filestore.query.scan-warning rows on.")
            .doesNotContain("secret", "98765");
    }

    @Test
    void queriesThatDifferInTheirValuesAreToldOnce() {
        for (int i = 0; i < 3; i++) {
            this.orders.find(where("n").is(i));
            this.orders.count(where("n").is("x" + i));
            this.store.collection("orders").find(where("n").in(List.of(-i, 90 + i, "x")).orderBy("total").limit(i + 2));
            this.orders.find(where("n").is(i).or(where("n").is(2 * i)).or(where("n").is(3 * i)));
        }
        assertThat(warnings()).extracting((line) -> line.replaceAll(".* ms: ([^.]*)\\..*", "$1"))
            .containsExactly("n is ?", "n is in (?) order by total");
    }

    @Test
    void whatAnIndexLeadsToOrCouldNotSpareIsNotTold() {
        this.orders.find(where("status").is("open"));
        this.orders.find(where("total").atLeast(0).and("n").is(1));
        this.orders.find(all());
        this.orders.find(all().orderBy("total"));
        this.orders.stream().toList();
        this.orders.count(all());
        this.orders.exists(where("n").is(0).or(where("n").is(99)).or(where("n").isNot(7)));
        this.orders.first(where("city").is("secret").orderBy("total"));
        this.orders.explain(where("n").is(1));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void atTheBoundNothingIsToldAndBeyondItIs() {
        this.orders.clear();
        put(BOUND);
        this.orders.find(where("n").is(1));
        assertThat(warnings()).isEmpty();
        put(BOUND + 1);
        this.orders.find(where("n").is(1));
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void sortingAndWalkingThroughAnOrderAreTold() {
        this.orders.find(where("status").is("open").orderBy("n").limit(1));
        assertThat(warnings()).singleElement().asString().contains("status is ? order by n", "Index n:");
        this.orders.find(where("city").is("nowhere").orderBy("total").descending().limit(3));
        assertThat(warnings()).hasSize(2)
            .last()
            .asString()
            .contains("city is ? order by total descending", "Index city:");
    }

    @Test
    void anIndexOverSeveralFieldsIsNamedWhereThoseOfOneFieldDoNotSpareTheSorting() {
        this.orders.find(where("status").is("open").orderBy("total"));
        assertThat(warnings()).singleElement()
            .asString()
            .contains("status is ? order by total", "Index status, total together: withIndexedTogether in Java");
    }

    @Test
    void whatNoIndexServesIsTold() {
        this.orders.find(where("status").contains("x").and(not(where("n").is(1))));
        assertThat(warnings()).singleElement()
            .asString()
            .contains("status contains ? and n is not ?", "No index of one field spares that");
    }

    @Test
    void everyWayToAskIsLookedAt() {
        this.orders.count(where("n").is(1));
        this.orders.delete(where("n").lessThan(-1));
        this.orders.stream(where("n").startsWith("x")).toList();
        this.orders.page(where("n").atMost(-5).limit(3), null);
        this.orders.distinct("total", where("n").contains("x"));
        this.orders.update(where("n").endsWith("x"), (row) -> row);
        this.store.transact((tx) -> tx.collection("orders").find(where("n").isNull()));
        assertThat(warnings()).hasSize(7);
    }

    @Test
    void eachCollectionIsToldOfItsOwn() {
        this.orders.find(where("n").is(1));
        this.orders.stream().forEach((entry) -> this.store.collection("others").put(entry.id(), entry.value()));
        this.store.collection("others").find(where("n").is(1));
        assertThat(warnings()).hasSize(2)
            .last()
            .asString()
            .contains("'others'", "filestore.collections.others.indexed");
    }

    @Test
    void noMoreThanAHundredOfACollectionAreTold() {
        for (int i = 0; i < 103; i++) {
            this.orders.find(where("f" + i).is(1));
        }
        assertThat(warnings()).hasSize(100).last().asString().endsWith("; of this collection nothing more is said.");
    }

    @Test
    void aLongQueryIsToldCutOff() {
        this.orders.find(all().orderBy("x".repeat(400)).orderBy("y".repeat(400)));
        assertThat(warnings()).singleElement().asString().contains("yyy…. Index xxx").hasSizeLessThan(1500);
    }

    @Test
    void nothingIsToldIfNobodyWantsToKnow() {
        this.stores.configure((builder) -> builder.scanWarning(0).collection("orders", CollectionOptions.memoryOnly()));
        RowCollection<Row> rows = this.stores.reopen().collection("orders");
        for (int i = 0; i < 2 * BOUND; i++) {
            rows.put("a" + i, Row.of("n", i));
        }
        rows.find(where("n").is(1));
        assertThat(warnings()).isEmpty();
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> this.stores.builder().scanWarning(-1))
            .withMessageContaining("query.scan-warning");
    }

}
