package io.filestore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidRowException;
import io.filestore.error.VersionConflictException;
import io.filestore.event.RowChange;
import io.filestore.event.StoreListener;
import io.filestore.query.Query;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.row.RowId;

import static io.filestore.Stores.row;
import static io.filestore.query.Query.path;
import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Rows whose values hold the ids of their rows. */
class RowIdTests {

    private final Stores stores = new Stores(
            (builder) -> builder.collection("users", CollectionOptions.filePerRecord().withIndexed("email"))
                .collection("orders", CollectionOptions.memoryOnly()));

    private final Store store = this.stores.open();

    private final RowCollection<User> users = this.store.collection("users", User.class);

    private final RowCollection<Row> rows = this.store.collection("users");

    @AfterEach
    void close() {
        this.stores.close();
    }

    private static void refused(Runnable call, String... parts) {
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(call::run).withMessageContainingAll(parts);
    }

    @Test
    void theIdIsFilledHoweverARowIsRead() {
        this.rows.put("a", row("{'email':'x'}"));
        User expected = new User("a", "x");
        RowEntry<User> entry = this.users.entry("a").orElseThrow();
        assertThat(entry.value()).isEqualTo(expected);
        assertThat(this.users.get("a")).contains(expected);
        assertThat(this.users.find("email", "x")).containsExactly(entry);
        assertThat(this.users.find(where(User::email).is("x"))).containsExactly(entry);
        assertThat(this.users.first(Query.all())).contains(entry);
        assertThat(this.users.stream(Query.all())).containsExactly(entry);
        assertThat(this.users.stream()).containsExactly(entry);
        assertThat(this.users.page(Query.all().limit(1), null).rows()).containsExactly(entry);
        assertThat(this.users.getAll(List.of("b", "a"))).containsExactly(entry);
        this.store.transact((tx) -> {
            assertThat(this.users.get("a")).contains(expected);
            assertThat(tx.collection("users", User.class).find("email", "x")).containsExactly(entry);
            tx.collection("users").put("b", row("{'email':'x'}"));
            assertThat(this.users.find("email", "x")).extracting((each) -> each.value().id()).containsExactly("a", "b");
            return null;
        });
    }

    @Test
    void theIdIsNoFieldOfTheJson() {
        this.users.put("a", new User("a", "x"));
        this.users.put(new User("b", "x"));
        this.users.add(new User("c", "x"));
        this.users.putAll(Map.of("d", new User(null, "x")));
        this.users.update("a", (user) -> new User("a", user.email()));
        this.users.update(where("email").is("x"), (user) -> user);
        assertThat(this.rows.stream()).hasSize(4)
            .allSatisfy((entry) -> assertThat(entry.value()).hasToString("{\"email\":\"x\"}"));
    }

    @Test
    void aValueIsPutUnderItsOwnId() {
        assertThat(this.users.put(new User("quoted \" \\ é 😀", "x")).inserted()).isTrue();
        assertThat(this.users.put(new User("quoted \" \\ é 😀", "y")).inserted()).isFalse();
        assertThat(this.users.get("quoted \" \\ é 😀")).contains(new User("quoted \" \\ é 😀", "y"));
        refused(() -> this.users.put(new User(null, "x")), "A row of collection 'users' cannot be stored",
                "It has no id", "'id'", "add(value)");
        refused(() -> this.users.put(new User("", "x")), "Not a row id: it is empty");
        refused(() -> this.rows.put(row("{'id':'x'}")), "A row of collection 'users'", Row.class.getName(),
                "put(id, value)");
        assertThat(this.users.count()).isOne();
    }

    @Test
    void aValueIsAddedUnderItsOwnIdOrANewOne() {
        assertThat(this.users.add(new User("a", "x"))).isEqualTo("a");
        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> this.users.add(new User("a", "y")));
        assertThat(this.users.get("a")).contains(new User("a", "x"));
        String id = this.users.add(new User(null, "z"));
        assertThat(this.users.get(id)).contains(new User(id, "z"));
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
    }

    @Test
    void manyValuesArePutUnderTheirIds() {
        List<User> many = new ArrayList<>();
        for (int i = 0; i < 2 * BulkChange.PART + 1; i++) {
            many.add(new User("u" + i, "x" + i));
        }
        many.add(new User("u0", "later"));
        this.users.putAll(many);
        assertThat(this.users.count()).isEqualTo(2 * BulkChange.PART + 1);
        assertThat(this.users.get("u0")).contains(new User("u0", "later"));
        refused(() -> this.users.putAll(List.of(new User("v", "x"), new User(null, "x"))), "It has no id");
        assertThat(this.users.contains("v")).isFalse();
    }

    @Test
    void aValueOfAnotherRowIsRefused() {
        this.users.put("a", new User(null, "x"));
        User other = new User("b", "y");
        String[] parts = { "Row 'a' of collection 'users' cannot be stored", "'b' is in its @RowId 'id'" };
        refused(() -> this.users.put("a", other), parts);
        refused(() -> this.users.put("a", other, 0), parts);
        refused(() -> this.users.putIfAbsent("a", other), parts);
        refused(() -> this.users.putAll(Map.of("a", other)), parts);
        refused(() -> this.users.update("a", (user) -> other), parts);
        refused(() -> this.users.update(Query.all(), (user) -> other), parts);
        assertThat(this.users.stream()).singleElement()
            .satisfies((entry) -> assertThat(entry.value()).isEqualTo(new User("a", "x")));
    }

    @Test
    void aFieldOfThatNameInTheJsonIsNotReadAndNotLostByAnUpdate() {
        this.rows.put("a", row("{'id':{'own':1},'email':'x','more':true}"));
        assertThat(this.users.get("a")).contains(new User("a", "x"));
        this.users.update("a", (user) -> new User(user.id(), "y"));
        assertThat(this.rows.get("a").orElseThrow().toNode())
            .isEqualTo(row("{'id':{'own':1},'email':'y','more':true}").toNode());
        assertThat(this.users.get("a")).contains(new User("a", "y"));
        this.users.put(new User("a", "z"));
        assertThat(this.rows.get("a")).contains(row("{'email':'z'}"));
    }

    @Test
    void eachRowRemembersAValueWithItsOwnId() {
        this.users.putAll(List.of(new User("a", "x"), new User("b", "x")));
        for (int i = 0; i < 3; i++) {
            assertThat(this.users.find("email", "x")).extracting((entry) -> entry.value().id())
                .containsExactly("a", "b");
        }
        assertThat(this.users.get("a").orElseThrow()).isSameAs(this.users.get("a").orElseThrow());
        assertThat(this.store.collection("users", Plain.class).get("a")).contains(new Plain(null, "x"));
        assertThat(this.users.get("a")).contains(new User("a", "x"));
    }

    @Test
    void listenersAreToldTheIdBesideTheJson() {
        List<String> told = new CopyOnWriteArrayList<>();
        this.store.addListener(new StoreListener() {

            @Override
            public void onCommit(List<RowChange> changes) {
                changes.forEach((change) -> told.add(change.rowId() + change.json()));
            }

        });
        this.users.put(new User("a", "x"));
        Awaitility.await().untilAsserted(() -> assertThat(told).containsExactly("a{\"email\":\"x\"}"));
    }

    @Test
    void whatIsNoRowOfACollectionHasAnOrdinaryField() {
        this.users.put(new User("a", "x"));
        assertThat(this.rows.get("a").orElseThrow().as(User.class)).isEqualTo(new User(null, "x"));
        assertThat(Row.of("user", new User("a", "x"))).hasToString("{\"user\":{\"id\":\"a\",\"email\":\"x\"}}");
        this.store.values().put("user", new User("a", "x"));
        assertThat(this.store.values().get("user", User.class)).contains(new User("a", "x"));
    }

    @Test
    void anEmptyRowCanBeRead() {
        RowCollection<Key> keys = this.store.collection("orders", Key.class);
        keys.put(new Key("a"));
        assertThat(this.store.collection("orders").get("a")).contains(row("{}"));
        assertThat(keys.get("a")).contains(new Key("a"));
        keys.update("a", (key) -> key);
        assertThat(keys.get("a")).contains(new Key("a"));
    }

    @Test
    void idsThatAreUuidsOrNumbersAreReadAsSuch() {
        RowCollection<WithUuid> uuids = this.store.collection("orders", WithUuid.class);
        UUID uuid = UUID.randomUUID();
        uuids.put(new WithUuid(uuid, 1));
        assertThat(uuids.get(uuid.toString())).contains(new WithUuid(uuid, 1));
        String added = uuids.add(new WithUuid(null, 2));
        assertThat(uuids.get(added)).contains(new WithUuid(UUID.fromString(added), 2));
        RowCollection<WithLong> longs = this.store.collection("users", WithLong.class);
        longs.put(new WithLong(Long.MIN_VALUE, 1));
        assertThat(longs.get("-9223372036854775808")).contains(new WithLong(Long.MIN_VALUE, 1));
        refused(() -> longs.add(new WithLong(null, 1)), "It has no id", "no Long");
        RowCollection<WithInt> ints = this.store.collection("orders", WithInt.class);
        ints.put(new WithInt(0, 1));
        assertThat(ints.get("0")).contains(new WithInt(0, 1));
        assertThat(ints.add(new WithInt(7, 1))).isEqualTo("7");
        refused(() -> ints.put("8", new WithInt(0, 1)), "'0' is in its @RowId 'id'");
    }

    @Test
    void aRowWhoseIdIsNoSuchValueIsRefusedWithItsName() {
        RowCollection<Row> orders = this.store.collection("orders");
        RowCollection<WithUuid> uuids = this.store.collection("orders", WithUuid.class);
        for (String id : List.of("x", "1-1-1-1-1", UUID.randomUUID().toString().replace('-', '.'),
                "7D444840-9DC0-11D1-B245-5FFDCE74FAD2")) {
            orders.put(id, row("{'n':1}"));
            refused(() -> uuids.get(id), "Row '" + id + "' of collection 'orders' cannot be read", "no UUID",
                    "@RowId 'id'");
            refused(() -> uuids.put(id, new WithUuid(null, 1)),
                    "Row '" + id + "' of collection 'orders' cannot be" + " stored", "no UUID");
        }
        RowCollection<WithInt> ints = this.store.collection("orders", WithInt.class);
        for (String id : List.of("07", "+7", "-0", "7.0", " 7", "2147483648", "٧")) {
            orders.put(id, row("{'n':1}"));
            refused(() -> ints.get(id), "Row '" + id + "' of collection 'orders' cannot be read", "no int");
        }
    }

    @Test
    void theIdIsFilledInWhateverWayAValueIsMade() {
        RowCollection<Bean> beans = this.store.collection("orders", Bean.class);
        Bean bean = new Bean();
        bean.name = "x";
        String id = beans.add(bean);
        assertThat(bean.id).as("a value is left alone").isNull();
        assertThat(beans.get(id).orElseThrow().id).isEqualTo(id);
        assertThat(beans.get(id)).isNotSameAs(beans.get(id));
        RowCollection<Strict> strict = this.store.collection("orders", Strict.class);
        strict.put(new Strict("s", "y"));
        assertThat(strict.get("s").orElseThrow().name).isEqualTo("y");
        strict.update("s", (before) -> new Strict(before.id, "z"));
        assertThat(strict.get("s").orElseThrow().name).isEqualTo("z");
        RowCollection<Checked> checked = this.store.collection("orders", Checked.class);
        checked.update("s", (before) -> new Checked(before.id(), "w"));
        assertThat(checked.get("s")).contains(new Checked("s", "w"));
    }

    @Test
    void theIdMayBeInheritedOrOfAnInterface() {
        RowCollection<Child> children = this.store.collection("orders", Child.class);
        Child child = new Child();
        child.setKey("k");
        child.name = "x";
        children.put(child);
        assertThat(children.get("k").orElseThrow().getKey()).isEqualTo("k");
        assertThat(this.store.collection("orders").get("k")).contains(row("{'name':'x'}"));
        RowCollection<Shape> shapes = this.store.collection("orders", Shape.class);
        shapes.put(new Circle("c", 1));
        shapes.put(new Square("s", 2));
        assertThat(this.store.collection("orders").get("c").orElseThrow().has("id")).isFalse();
        assertThat(shapes.get("c")).contains(new Circle("c", 1));
        assertThat(shapes.get("s")).contains(new Square("s", 2));
        shapes.update("s", (shape) -> new Square(shape.id(), 3));
        assertThat(shapes.get("s")).contains(new Square("s", 3));
    }

    @Test
    void aValueWithinARowHasAnOrdinaryField() {
        RowCollection<Node> nodes = this.store.collection("orders", Node.class);
        Node node = new Node("root", new Node("leaf", null, List.of()), List.of(new User("u", "x")));
        nodes.put(node);
        assertThat(nodes.get("root")).contains(node);
        assertThat(this.store.collection("orders").get("root").orElseThrow())
            .hasToString("{\"next\":{\"id\":\"leaf\",\"next\":null,\"users\":[]},"
                    + "\"users\":[{\"id\":\"u\",\"email\":\"x\"}]}");
        assertThat(nodes.find(where(path(Node::next, Node::id)).is("leaf"))).hasSize(1);
    }

    @Test
    void theMapperMayNameItOtherwise() {
        this.stores.configure((builder) -> builder.collection("orders", CollectionOptions.memoryOnly())
            .jsonMapper((mapper) -> mapper.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)));
        Store other = this.stores.reopen();
        RowCollection<Named> named = other.collection("orders", Named.class);
        named.put(new Named("a", 1));
        assertThat(other.collection("orders").get("a")).contains(row("{'some_count':1}"));
        assertThat(named.get("a")).contains(new Named("a", 1));
    }

    @Test
    void aQueryByAPropertyThatIsTheIdAsksForTheId() {
        this.users.putAll(List.of(new User("a", "x"), new User("b", "y"), new User("c", "x")));
        assertThat(this.users.find(where(User::id).in("b", "c").orderBy(User::id).descending()))
            .extracting(RowEntry::id)
            .containsExactly("c", "b");
    }

    record User(@RowId @Nullable String id, String email) {
    }

    record Plain(@Nullable String id, String email) {
    }

    record Key(@RowId String id) {
    }

    record WithUuid(@RowId @Nullable UUID id, int n) {
    }

    record WithLong(@RowId @Nullable Long id, int n) {
    }

    record WithInt(@RowId int id, int n) {
    }

    record Named(@RowId String rowId, int someCount) {
    }

    record Node(@RowId String id, @Nullable Node next, List<User> users) {
    }

    record Checked(String id, String name) {

        Checked(String id, String name) {
            this.id = Objects.requireNonNull(id);
            this.name = name;
        }

        @RowId
        @Override
        public String id() {
            return this.id;
        }

    }

    static class Bean {

        @RowId
        private @Nullable String id;

        public String name = "";

    }

    static class Strict {

        @RowId
        public final String id;

        public final String name;

        @JsonCreator
        Strict(@JsonProperty("id") String id, @JsonProperty("name") String name) {
            this.id = Objects.requireNonNull(id);
            this.name = name;
        }

    }

    abstract static class Base {

        private @Nullable String key;

        @RowId
        public @Nullable String getKey() {
            return this.key;
        }

        public void setKey(@Nullable String key) {
            this.key = key;
        }

    }

    static class Child extends Base {

        public String name = "";

    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    sealed interface Shape permits Circle, Square {

        @RowId
        String id();

    }

    record Circle(String id, int radius) implements Shape {
    }

    record Square(String id, int side) implements Shape {
    }

}
