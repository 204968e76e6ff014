package io.filestore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.filestore.config.CollectionOptions;
import io.filestore.config.OnCorruption;
import io.filestore.error.CorruptStoreException;
import io.filestore.error.InvalidRowException;
import io.filestore.error.UniqueViolationException;
import io.filestore.io.CrashMode;
import io.filestore.query.Query;
import io.filestore.report.Finding;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.Stores.row;
import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UniqueTogetherTests {

    private static final CollectionOptions PLAIN = CollectionOptions.filePerRecord();

    private static final CollectionOptions UNIQUE = PLAIN.withUniqueTogether("tenant", "email");

    private static final CollectionOptions EXPIRING = UNIQUE.withTtl(Duration.ofSeconds(60));

    private static final String[] VALUES = { "1", "1.0", "10e-1", "2", "\"1\"", "true", "null", "[]", "{}", "[1,2]",
            "[2,null]", "[\"1\",[1],{}]", "\"a\"", "[\"a\",1,1.0]" };

    private final long seed = Long.getLong("filestore.seed", System.nanoTime());

    private final Random random = new Random(this.seed);

    private final Stores stores = new Stores(
            (builder) -> builder.collection("users", UNIQUE).collection("expiring", EXPIRING));

    private Store store = this.stores.open();

    private RowCollection<Row> users = this.store.collection("users");

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void refuses(String id, String json) {
        assertThatExceptionOfType(UniqueViolationException.class).isThrownBy(() -> this.users.put(id, row(json)));
    }

    @Test
    void rowsShareSomeOfTheValuesAndNotAll() {
        this.users.put("a", row("{'tenant':1,'email':'x'}"));
        this.users.put("b", row("{'tenant':2,'email':'x'}"));
        this.users.put("c", row("{'tenant':1,'email':'y'}"));
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.users.put("d", row("{'tenant':1.0,'email':'x'}")))
            .withMessage("Row 'd' of collection 'users' cannot have tenant = 1.0, email = \"x\": row 'a' has them,"
                    + " and tenant, email are unique together.")
            .satisfies((ex) -> assertThat(ex.holder()).isEqualTo("a"))
            .satisfies((ex) -> assertThat(ex.fields()).containsExactly("tenant", "email"))
            .satisfies((ex) -> assertThat(ex.field()).isEqualTo("tenant, email"));
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.users.update("b", (row) -> row.with("tenant", 1)));
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.users.update("c", (row) -> row.with("email", "x")));
        this.users.update("a", (row) -> row.with("more", 1));
        this.users.delete("a");
        this.users.update("c", (row) -> row.with("email", "x"));
        refuses("a", "{'tenant':1,'email':'x'}");
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void aRowInWhichOneIsMissingOrNullSharesNothing() {
        List<String> free = List.of("{}", "{'tenant':1}", "{'email':'x'}", "{'tenant':1,'email':null}",
                "{'tenant':[],'email':'x'}", "{'tenant':{},'email':'x'}", "{'tenant':[null],'email':'x'}");
        for (String json : free) {
            this.users.put("one " + json, row(json));
            this.users.put("two " + json, row(json));
        }
        this.users.put("a", row("{'tenant':1,'email':'x'}"));
        refuses("one {'tenant':1}", "{'tenant':1,'email':'x'}");
    }

    @Test
    void eachCombinationOfElementsIsShared() {
        this.users.put("a", row("{'tenant':[1,2],'email':['x','y',null]}"));
        refuses("b", "{'tenant':2,'email':'y'}");
        refuses("b", "{'tenant':[3,1],'email':['z','x']}");
        this.users.put("b", row("{'tenant':3,'email':['x','y']}"));
        this.users.put("a", row("{'tenant':[1,2],'email':'x'}"));
        this.users.put("b", row("{'tenant':[3,2],'email':'y'}"));
    }

    @Test
    void tooManyCombinationsAreRefused() {
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.users.put("a", row(wide(65, 64))))
            .withMessage("Row 'a' of collection 'users' has arrays with too many combinations of tenant, email,"
                    + " which are unique together: each is compared with those of other rows."
                    + " Make the arrays shorter.");
        this.users.put("a", row(wide(64, 64)));
        refuses("b", "{'tenant':[63,100],'email':63}");
        this.users.put("long", row(wide(5000, 1).replace("'email':[0]", "'email':'x'")));
        this.users.put("none", row(wide(5000, 0)));
        assertThat(this.store.verify().findings()).isEmpty();
    }

    private static String wide(int tenants, int emails) {
        return "{'tenant':" + IntStream.range(0, tenants).boxed().toList() + ",'email':"
                + IntStream.range(0, emails).boxed().toList() + "}";
    }

    @Test
    void inOneTransactionRowsExchangeWhatIsUnique() {
        this.users.put("a", row("{'tenant':1,'email':'x'}"));
        this.users.put("b", row("{'tenant':1,'email':'y'}"));
        this.store.transact((transaction) -> {
            transaction.collection("users").put("a", row("{'tenant':1,'email':'y'}"));
            transaction.collection("users").put("b", row("{'tenant':1,'email':'x'}"));
            return null;
        });
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.store.transact((transaction) -> {
                transaction.collection("users").put("c", row("{'tenant':2,'email':'x'}"));
                transaction.collection("users").put("d", row("{'tenant':2,'email':'x'}"));
                return null;
            }));
        assertThat(this.users.count()).isEqualTo(2);
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void anExpiredRowGivesItsValuesBack() {
        RowCollection<Row> expiring = this.store.collection("expiring");
        expiring.put("a", row("{'tenant':1,'email':'x'}"));
        this.stores.clock().advance(Duration.ofSeconds(61));
        expiring.put("b", row("{'tenant':1,'email':'x'}"));
        assertThat(expiring.find(where("tenant").is(1).and("email").is("x"))).extracting(RowEntry::id)
            .containsExactly("b");
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void whatWasWrittenBeforeACrashIsHeldAfterIt() {
        this.users.put("a", row("{'tenant':1,'email':'x'}"));
        this.store.flush();
        this.users.put("b", row("{'tenant':2,'email':'x'}"));
        this.users = this.stores.crash(CrashMode.NOTHING).collection("users");
        refuses("c", "{'tenant':1,'email':'x'}");
        refuses("c", "{'tenant':2,'email':'x'}");
    }

    private Store reopenAs(CollectionOptions options) {
        this.stores.configure((builder) -> builder.collection("users", options));
        this.store = this.stores.reopen();
        this.users = this.store.collection("users");
        return this.store;
    }

    private static List<String> messages(Store store) {
        return store.stats().firstFindings().stream().map(Finding::text).toList();
    }

    @Test
    void rowsThatShareAllValuesAreFoundAtTheStart() {
        reopenAs(PLAIN);
        this.users.put("a", row("{'tenant':1,'email':'x'}"));
        this.users.put("b", row("{'tenant':1.0,'email':['x','y']}"));
        this.users.put("c", row("{'tenant':1,'email':'z'}"));
        String finding = "Collection 'users': Rows 'a', 'b' share tenant = 1, email = \"x\", though tenant, email are"
                + " unique together. Give each a value of its own, or delete some.";
        assertThat(messages(reopenAs(UNIQUE))).containsExactly(finding);
        assertThat(this.store.stats().findings()).containsExactly(Map.entry(Finding.Kind.DUPLICATE_KEY, 1L));
        assertThat(this.store.verify().findings()).containsExactly(finding);
        this.users.delete("b");
        assertThat(messages(this.store)).isEmpty();
        assertThat(this.store.verify().isClean()).isTrue();
    }

    @Test
    void aStartThatIsToFailOnCorruptionFails() {
        reopenAs(PLAIN);
        this.users.put("a", row("{'tenant':1,'email':'x'}"));
        this.users.put("b", row("{'tenant':1,'email':'x'}"));
        this.stores.configure((builder) -> builder.onCorruption(OnCorruption.FAIL).collection("users", UNIQUE));
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(this.stores::reopen)
            .withMessageContaining("Rows 'a', 'b' share tenant = 1, email = \"x\"");
    }

    @Test
    void aRowThatHadTooManyCombinationsBeforeIsToldAndFound() {
        reopenAs(PLAIN);
        this.users.put("wide", row(wide(100, 100)));
        this.users.put("other", row("{'tenant':7,'email':8}"));
        assertThat(messages(reopenAs(UNIQUE))).containsExactly("Collection 'users': Row 'wide' has too many"
                + " combinations of tenant, email, which are unique together, to be compared with other rows."
                + " Make its arrays shorter.");
        Query query = where("tenant").is(7).and("email").is(8);
        assertThat(this.users.explain(query).steps()).startsWith("SCAN users");
        assertThat(this.users.find(query)).extracting(RowEntry::id).containsExactly("other", "wide");
        this.users.update("wide", (row) -> row.with("more", 1));
        this.users.put("wide", row(wide(2, 2)));
        assertThat(messages(this.store)).isEmpty();
        assertThat(this.users.explain(query).steps()).startsWith("SEARCH users USING tenant, email (=, =)");
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void equalValuesOfAllFieldsAreLookedUp() {
        IntStream.range(0, 300)
            .forEach((i) -> this.users.put("u" + i, row("{'tenant':" + i % 3 + ",'email':" + i + "}")));
        Query query = where("tenant").in(1, 2, 1.0).and("email").in(4, 5, 7, "x");
        assertThat(this.users.explain(query).steps()).containsExactly("SEARCH users USING tenant, email (IN, IN)",
                "SORT BY id");
        assertThat(this.users.find(query)).extracting(RowEntry::id).containsExactly("u4", "u5", "u7");
        assertThat(this.users.count(where("email").is(4).and("tenant").is(1).and("email").lessThan(9))).isEqualTo(1);
    }

    @Test
    void tooManyCombinationsAreNotLookedUpOneByOne() {
        IntStream.range(0, 200).forEach((i) -> this.users.put("u" + i, row("{'tenant':1,'email':" + i + "}")));
        Object[] many = IntStream.range(0, 40).boxed().toArray();
        Query query = where("tenant").in(many).and("email").in(many);
        assertThat(this.users.explain(query).steps()).startsWith("SEARCH users USING tenant, email (IN)");
        assertThat(this.users.count(query)).isEqualTo(40);
    }

    /**
     * Random writes: just those are refused after which two rows would share all values.
     */
    @Test
    void whatIsSharedIsWhatALookAtAllRowsSays() {
        Map<String, Row> model = new TreeMap<>();
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            Map<String, Row> changes = new TreeMap<>();
            for (int k = (this.random.nextInt(4) == 0) ? 3 : 1; k > 0; k--) {
                changes.put("r" + this.random.nextInt(12), randomRow());
            }
            Map<String, Row> after = new TreeMap<>(model);
            after.putAll(changes);
            boolean shared = sharesAny(after);
            refused += shared ? 1 : 0;
            try {
                this.users.putAll(changes);
                assertThat(shared).as("seed " + this.seed + " at " + i + ": " + changes).isFalse();
                model = after;
            }
            catch (UniqueViolationException ex) {
                assertThat(shared).as("seed " + this.seed + " at " + i + ": " + changes).isTrue();
            }
            if (this.random.nextInt(5) == 0) {
                String gone = "r" + this.random.nextInt(12);
                assertThat(this.users.delete(gone)).isEqualTo(model.remove(gone) != null);
            }
            checkLookup(model);
            if (i % 100 == 0) {
                assertThat(this.store.verify().findings()).isEmpty();
                this.store = this.stores.crash(CrashMode.random(this.random));
                this.users = this.store.collection("users");
            }
        }
        assertThat(refused).isBetween(50, 1450);
    }

    private void checkLookup(Map<String, Row> model) {
        Row wanted = Row.parse("{\"tenant\":" + scalar() + ",\"email\":" + scalar() + "}");
        Query query = where("tenant").is(wanted.get("tenant")).and("email").is(wanted.get("email"));
        List<String> expected = model.entrySet()
            .stream()
            .filter((entry) -> List.of("tenant", "email")
                .stream()
                .allMatch((field) -> values(entry.getValue(), field).containsAll(values(wanted, field))))
            .map(Map.Entry::getKey)
            .toList();
        assertThat(this.users.explain(query).steps()).startsWith("SEARCH users USING tenant, email (=, =)");
        assertThat(this.users.find(query)).as("seed " + this.seed + ": " + query)
            .extracting(RowEntry::id)
            .containsExactlyElementsOf(expected);
    }

    private String scalar() {
        return VALUES[this.random.nextInt(6)];
    }

    private Row randomRow() {
        StringBuilder json = new StringBuilder("{\"n\":" + this.random.nextInt(10));
        for (String field : List.of("tenant", "email")) {
            if (this.random.nextInt(8) > 0) {
                json.append(",\"" + field + "\":" + VALUES[this.random.nextInt(VALUES.length)]);
            }
        }
        return Row.parse(json.append('}').toString());
    }

    private static boolean sharesAny(Map<String, Row> rows) {
        Set<List<String>> seen = new HashSet<>();
        return rows.values().stream().anyMatch((row) -> {
            Set<List<String>> own = new HashSet<>();
            for (String tenant : values(row, "tenant")) {
                values(row, "email").forEach((email) -> own.add(List.of(tenant, email)));
            }
            return !own.stream().map(seen::add).collect(Collectors.toSet()).equals(Set.of(true)) && !own.isEmpty();
        });
    }

    private static List<String> values(Row row, String field) {
        JsonNode node = row.get(field);
        List<String> values = new ArrayList<>();
        if (node != null) {
            (node.isArray() ? node : List.of(node)).forEach((each) -> {
                if (!each.isNull() && !each.isContainer()) {
                    values.add(each.isNumber() ? "number " + each.doubleValue() : each.toString());
                }
            });
        }
        return values;
    }

}
