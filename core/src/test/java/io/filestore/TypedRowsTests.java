package io.filestore;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidRowException;
import io.filestore.query.Operand;
import io.filestore.query.Query;
import io.filestore.row.Row;

import static io.filestore.Stores.row;
import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Rows as types that know more, less or other fields than they have. */
class TypedRowsTests {

    private final Stores stores = new Stores(
            (builder) -> builder.collection("users", CollectionOptions.filePerRecord().withIndexed("name"))
                .collection("sessions", CollectionOptions.memoryOnly()));

    private final Store store = this.stores.open();

    private final RowCollection<Row> rows = this.store.collection("users");

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void refused(Runnable call, String... parts) {
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(call::run)
            .withMessageContainingAll(parts)
            .satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("REDACTED", "Source:", "`"));
    }

    @Test
    void aRowThatDoesNotFitIsNamedHoweverItIsRead() {
        this.rows.put("a", row("{'name':'x'}"));
        this.rows.put("b", row("{'name':'x','address':{'zip':'none'}}"));
        RowCollection<User> users = this.store.collection("users", User.class);
        String[] parts = { "Row 'b' of collection 'users'", User.class.getName(),
                "field 'address.zip': it is the text \"none\", which is no int" };
        refused(() -> users.stream().toList(), parts);
        refused(() -> users.get("b"), parts);
        refused(() -> users.entry("b"), parts);
        refused(() -> users.find("name", "x"), parts);
        refused(() -> users.update("b", UnaryOperator.identity()), parts);
        refused(() -> this.store.transact((tx) -> tx.collection("users", User.class).stream().toList()), parts);
        assertThat(users.ids()).containsExactlyInAnyOrder("a", "b");
        assertThat(users.get("a")).isPresent();
    }

    @Test
    void aPropertyIsCalledAsTheMapperCallsIt() {
        assertThat(this.store.fieldOf(Named.class, "givenName")).isEqualTo("given");
        assertThat(this.store.fieldOf(Named.class, "other")).isEqualTo("other");
        assertThat(this.store.fieldOf(Named.class, "missing")).isNull();
        try (Store snake = new Stores(
                (builder) -> builder.jsonMapper((json) -> json.propertyNamingStrategy(new SnakeCaseStrategy())))
            .open()) {
            assertThat(snake.fieldOf(User.class, "postCode")).isNull();
            assertThat(snake.fieldOf(Named.class, "lastWord")).isEqualTo("last_word");
        }
    }

    record Named(@JsonProperty("given") String givenName, String other, String lastWord) {
    }

    @Test
    void aValueThatCannotBeStoredIsNamed() {
        RowCollection<Map<String, Object>> maps = this.store.collection("users", new TypeReference<>() {
        });
        refused(() -> maps.put("a", Map.of("x", List.of(Double.NaN))), "Row 'a' of collection 'users'", "field 'x.0'",
                "NaN");
        refused(() -> this.store.values().put("k", Double.NaN), "NaN");
        assertThat(this.rows.count()).isZero();
    }

    @Test
    void aNumberThatNoTypeOfJavaHoldsIsKeptAndNotReadAsAValue() {
        for (String number : List.of("1e2147483648", "-1e-99999999999")) {
            this.rows.put("a", Row.parse("{\"name\":" + number + ",\"in\":[{\"x\":" + number + "}]}"));
            Row row = this.rows.get("a").orElseThrow();
            assertThat(row.toString()).contains("\"name\":" + number);
            assertThat(this.rows.count(where("name").is(Operand.ofCanonical(number.getBytes())))).isOne();
            String within = "a number in it has an exponent that no number of Java has.";
            refused(() -> row.get("name"), within);
            refused(() -> row.get("in"), within);
            refused(row::toNode, within);
            refused(() -> this.rows.distinct("name", Query.all()), within);
            refused(() -> this.rows.distinct("in", Query.all()), within);
            this.store.values().put("k", row);
            refused(() -> this.store.values().get("k", Object.class), within);
            RowCollection<Map<String, Object>> maps = this.store.collection("users", new TypeReference<>() {
            });
            refused(() -> maps.get("a"), "Row 'a' of collection 'users'",
                    "field 'name': it is the number " + number + ", whose exponent no number of Java has.");
            refused(() -> this.store.collection("users", Amount.class).get("a"),
                    "field 'name': it is the number " + number + ", whose exponent no number of Java has.");
            // What is wrong with it as a double depends on the JDK's arithmetic.
            refused(() -> this.store.collection("users", Measure.class).get("a"),
                    "field 'name': it is the number " + number);
        }
    }

    record Amount(BigDecimal name) {
    }

    record Measure(double name) {
    }

    @Test
    void anUpdateToNullIsRefused() {
        this.rows.put("a", row("{'name':'x'}"));
        String[] parts = { "Row 'a' of collection 'users'", "has returned null", "the same one to leave", "delete" };
        refused(() -> this.rows.update("a", (value) -> null), parts);
        refused(() -> this.rows.update(where("name").is("x"), (value) -> null), parts);
        refused(() -> this.store.collection("users", User.class).update("a", (value) -> null), parts);
        assertThat(this.rows.get("a")).contains(row("{'name':'x'}"));
    }

    @Test
    void aTypeThatWouldLoseDataIsRefusedBeforeAnyRow() {
        refused(() -> this.store.collection("users", Invisible.class), Invisible.class.getName(), "no field");
        refused(() -> this.store.collection("users", Envelope.class), Envelope.class.getName(), "TypeReference");
        refused(() -> this.store.transact((tx) -> tx.collection("users", Invisible.class)), Invisible.class.getName());
    }

    @Test
    void aTypeReferenceNamesTypeParameters() {
        RowCollection<Envelope<Line>> envelopes = this.store.collection("users", new TypeReference<Envelope<Line>>() {
        });
        Envelope<Line> value = new Envelope<>(List.of(new Line(1, null), new Line(2, "x")));
        envelopes.put("a", value);
        Line line = envelopes.get("a").orElseThrow().content().get(1);
        assertThat(line).isEqualTo(new Line(2, "x"));
        this.store.transact((tx) -> tx.collection("users", new TypeReference<Envelope<Line>>() {
        }).update("a", (envelope) -> new Envelope<>(List.of(new Line(3, null)))));
        assertThat(envelopes.stream().map((entry) -> entry.value().content().get(0).n())).containsExactly(3);
        RowCollection<Envelope<String>> others = this.store.collection("users", new TypeReference<>() {
        });
        refused(() -> others.get("a"), "field 'content[0]': it is an object, which is no String");
    }

    @Test
    void anUpdateKeepsTheFieldsThatTheTypeDoesNotKnow() {
        String json = "{'first':1,'name':'x','note':{'a':[1.00,{}]},'address':{'zip':1,'city':'B','geo':[1,2]},'last':null}";
        this.rows.put("a", row(json));
        RowCollection<User> users = this.store.collection("users", User.class);
        users.update("a", UnaryOperator.identity());
        assertSameFields("a", json);
        users.update("a", (user) -> new User("y", new Address(2)));
        assertSameFields("a",
                "{'first':1,'name':'y','note':{'a':[1.00,{}]},'address':{'zip':2,'city':'B','geo':[1,2]},'last':null}");
        users.update("a", (user) -> new User("y", null));
        assertSameFields("a", "{'first':1,'name':'y','note':{'a':[1.00,{}]},'address':null,'last':null}");
        this.store.transact((tx) -> tx.collection("users", User.class).update("a", (user) -> new User(null, null)));
        assertSameFields("a", "{'first':1,'name':null,'note':{'a':[1.00,{}]},'address':null,'last':null}");
    }

    private void assertSameFields(String id, String json) {
        Row found = this.rows.get(id).orElseThrow();
        assertThat(fields(found)).isEqualTo(fields(row(json)));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> fields(Row row) {
        this.store.collection("sessions").put("x", row);
        return this.store.collection("sessions", Map.class).get("x").orElseThrow();
    }

    @Test
    void anUpdateOfAnArrayWhoseElementsHaveMoreFieldsIsRefused() {
        this.rows.put("a", row("{'content':[{'n':1,'more':true},{'n':2}],'x':1}"));
        RowCollection<Envelope<Line>> envelopes = this.store.collection("users", new TypeReference<>() {
        });
        envelopes.update("a", UnaryOperator.identity());
        assertSameFields("a", "{'content':[{'n':1,'more':true},{'n':2}],'x':1}");
        refused(() -> envelopes.update("a", (envelope) -> new Envelope<>(List.of())), "Row 'a' of collection 'users'",
                "field 'content'", "does not know");
        this.rows.put("b", row("{'content':[{'n':1,'text':null}],'x':1}"));
        envelopes.update("b", (envelope) -> new Envelope<>(List.of(new Line(5, "t"), new Line(6, null))));
        assertSameFields("b", "{'content':[{'n':5,'text':'t'},{'n':6,'text':null}],'x':1}");
    }

    @Test
    void whatAnUpdateTakesAwayIsGone() {
        RowCollection<Tags> tags = this.store.collection("users", Tags.class);
        this.rows.put("a", row("{'tags':{'a':{'n':1,'more':2},'b':{'n':2}},'old':'x','other':1}"));
        tags.update("a", (value) -> new Tags(Map.of("b", new Line(3, null)), null));
        assertSameFields("a", "{'tags':{'b':{'n':3,'text':null}},'other':1}");
    }

    @Test
    void aFieldThatIsKnownByAnotherNameIsNotKeptBesideTheNewOne() {
        this.rows.put("a", row("{'mail':'x','other':1}"));
        RowCollection<Renamed> renamed = this.store.collection("users", Renamed.class);
        renamed.update("a", (value) -> new Renamed(value.email() + "y"));
        assertSameFields("a", "{'email':'xy','other':1}");
        assertThat(renamed.get("a")).contains(new Renamed("xy"));
    }

    record User(@Nullable String name, @Nullable Address address) {
    }

    record Address(int zip) {
    }

    record Line(int n, @Nullable String text) {
    }

    record Envelope<T>(List<T> content) {
    }

    record Tags(Map<String, Line> tags, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String old) {
    }

    record Renamed(@JsonAlias("mail") String email) {
    }

    @SuppressWarnings("unused")
    static class Invisible {

        private String secret = "";

    }

}
