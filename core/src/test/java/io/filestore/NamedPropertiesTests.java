package io.filestore;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidQueryException;
import io.filestore.query.Page;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.row.RowId;

import static io.filestore.Stores.row;
import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Queries of types whose properties the application's mapper names otherwise. */
class NamedPropertiesTests {

    private final Stores stores = new Stores((builder) -> builder
        .jsonMapper((mapper) -> mapper.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
        .collection("orders", CollectionOptions.memoryOnly().withIndexed("total_sum")));

    private final Store store = this.stores.open();

    private final RowCollection<Order> orders = this.store.collection("orders", Order.class);

    record Order(@RowId String orderId, int totalSum, Optional<Customer> shipTo, Map<String, Customer> byRole,
            @JsonProperty("givenName") String named, JsonNode freeForm) {
    }

    record Customer(String lastName) {
    }

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void put(String id, int total, String name) {
        JsonNode tree = row("{'nodeType':'x'}").toNode();
        this.orders.put(new Order(id, total, Optional.of(new Customer(name)), Map.of("theBuyer", new Customer(name)),
                "given", tree));
    }

    private List<String> ids(Query query) {
        return this.orders.find(query).stream().map(RowEntry::id).toList();
    }

    @Test
    void aMethodReferenceFindsWhatTheMapperHasWritten() {
        put("a", 1, "Ada");
        put("b", 2, "Bob");
        put("c", 2, "Cleo");
        assertThat(this.store.collection("orders").get("a").orElseThrow().fieldNames()).containsExactly("total_sum",
                "ship_to", "by_role", "givenName", "free_form");
        assertThat(ids(where(Order::totalSum).is(2))).containsExactly("b", "c");
        assertThat(this.orders.explain(where(Order::totalSum).is(2)).steps())
            .containsExactly("SEARCH orders USING total_sum (=)", "SORT BY id");
        assertThat(ids(where("shipTo.lastName").is("Ada"))).containsExactly("a");
        assertThat(ids(where("byRole.theBuyer.lastName").is("Bob"))).containsExactly("b");
        assertThat(ids(where("freeForm.nodeType").is("x").and(Order::named).is("given"))).hasSize(3);
        assertThat(ids(where("total_sum").is(1).or(Query.not(where(Order::totalSum).in(1, 2))))).containsExactly("a");
        assertThat(ids(where(Order::totalSum).between(1, 2).orderBy(Order::totalSum).descending().limit(1)))
            .containsExactly("c");
        assertThat(ids(where(Order::orderId).greaterThan("a").and("shipTo.lastName").startsWith("B")))
            .containsExactly("b");
        assertThat(this.orders.count(where(Order::totalSum).isNotNull().and("shipTo.lastName").like("%o%")))
            .isEqualTo(2);
        assertThat(this.orders.distinct("totalSum", Query.all())).hasToString("[1, 2]");
        assertThat(this.orders.find("totalSum", 1)).hasSize(1);
        assertThat(this.orders.delete(where(Order::totalSum).lessThan(2))).isOne();
        assertThat(this.store.collection("orders").count(where("totalSum").exists())).isZero();
    }

    @Test
    void pagesGoOn() {
        for (int i = 0; i < 5; i++) {
            put("o" + i, i, "x");
        }
        Query query = Query.all().orderBy(Order::totalSum).descending().limit(3);
        Page<Order> first = this.orders.page(query, null);
        Page<Order> second = this.orders.page(query, Position.parse(first.next().orElseThrow().toString()));
        assertThat(second.rows()).extracting(RowEntry::id).containsExactly("o1", "o0");
    }

    @Test
    void theIdIsNoFieldByEitherName() {
        for (String name : List.of("orderId", "order_id")) {
            assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> this.orders.count(where(name).is("a")))
                .withMessageContaining("#id");
        }
    }

    @Test
    void otherTypesAreAskedAsTheyAreWritten() {
        this.store.collection("orders").put("r", row("{'totalSum':1,'nodeType':2}"));
        assertThat(this.store.collection("orders").count(where("totalSum").is(1).and("nodeType").is(2))).isOne();
        assertThat(this.store.collection("orders", Map.class).count(where("totalSum").is(1))).isOne();
        assertThat(this.store.collection("orders", JsonNode.class).count(where("nodeType").is(2))).isOne();
        assertThat(this.store.collection("orders", Row.class).count(where("totalSum").is(1))).isOne();
    }

}
