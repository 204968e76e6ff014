package io.filestore;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidRowException;
import io.filestore.error.RowTooLargeException;
import io.filestore.error.VersionConflictException;
import io.filestore.row.PutResult;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RowCollectionTests {

    record User(String email, int age, LocalDate born) {
    }

    record Email(String email) {
    }

    static class Mutable {

        public String name = "";

        public List<String> tags = new ArrayList<>();

    }

    private final Stores stores = new Stores((builder) -> builder
        .collection("users", CollectionOptions.filePerRecord().withIndexed("email", "age"))
        .collection("rows", CollectionOptions.singleFile("rows.jsonl").withIndexed("a", "deep.er.b", "tags", "id")));

    private Store store = this.stores.open();

    private RowCollection<Row> rows = this.store.collection("rows");

    private RowCollection<User> users = this.store.collection("users", User.class);

    private final User alice = new User("alice@example.com", 30, LocalDate.of(1996, 2, 29));

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void reopen() {
        this.store = this.stores.reopen();
        this.rows = this.store.collection("rows");
        this.users = this.store.collection("users", User.class);
    }

    @Test
    void typedValuesComeBackEqualAndAreSharedIfImmutable() {
        PutResult result = this.users.put("a", this.alice);
        assertThat(result.inserted()).isTrue();
        assertThat(this.users.put("a", this.alice).inserted()).isFalse();
        assertThat(this.users.name()).isEqualTo("users");
        assertThat(this.users.get("b")).isEmpty();
        reopen();
        assertThat(this.users.get("a")).contains(this.alice);
        assertThat(this.users.get("a").orElseThrow()).isSameAs(this.users.get("a").orElseThrow());
        assertThat(this.store.collection("users").get("a"))
            .contains(row("{'email':'alice@example.com','age':30,'born':'1996-02-29'}"));
        assertThat(this.users.get("a")).contains(this.alice);
    }

    @Test
    void aRowIsReadAsAnyOfSeveralImmutableClasses() {
        RowCollection<Email> emails = this.store.collection("users", Email.class);
        for (int i = 0; i < 4; i++) {
            this.users.put("id-" + i, this.alice);
        }
        for (int round = 0; round < 3; round++) {
            assertThat(this.users.find("email", this.alice.email())).extracting(RowEntry::value)
                .hasSize(4)
                .containsOnly(this.alice);
            assertThat(emails.find("email", this.alice.email())).extracting(RowEntry::value)
                .hasSize(4)
                .containsOnly(new Email(this.alice.email()));
            assertThat(this.users.get("id-0")).contains(this.alice);
        }
        User known = this.users.get("id-0").orElseThrow();
        assertThat(this.users.get("id-0")).containsSame(known);
    }

    @Test
    void mutableValuesAreNeverShared() {
        RowCollection<Mutable> mutables = this.store.collection("rows", Mutable.class);
        Mutable put = new Mutable();
        put.tags.add("x");
        mutables.put("a", put);
        put.tags.add("y");
        Mutable got = mutables.get("a").orElseThrow();
        assertThat(got.tags).containsExactly("x");
        got.tags.add("z");
        mutables.stream().forEach((entry) -> entry.value().tags.clear());
        mutables.find("tags", "x").get(0).value().tags.clear();
        assertThat(mutables.get("a").orElseThrow().tags).containsExactly("x");
    }

    @Test
    void mapsAreRowsToo() {
        Map<String, Object> map = new HashMap<>(Map.of("a", 1));
        @SuppressWarnings("rawtypes")
        RowCollection<Map> maps = this.store.collection("rows", Map.class);
        maps.put("m", map);
        map.put("b", 2);
        assertThat(maps.get("m").orElseThrow().size()).isOne();
    }

    @Test
    void rowsComeBackExactly() {
        Row exact = row(
                "{'z':1.00,'a':1e5,'n':null,'deep':{'z':[],'a':{}},'ü':'\\u00e9\\ud83d\\ude00','id':5,'_id':6,'_deleted':true,'big':123456789012345678901234567890}");
        this.rows.put("a", exact);
        assertThat(this.rows.get("a")).contains(exact);
        reopen();
        assertThat(this.rows.get("a")).contains(exact);
        assertThat(this.rows.get("a").orElseThrow().toString()).startsWith("{\"z\":1.00,\"a\":1e5,");
    }

    @Test
    void versionsGrowAndNeverRepeatAlsoOverRestarts() {
        List<Long> versions = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 3; i++) {
                versions.add(this.rows.put("a", row("{}")).version());
                assertThat(this.rows.entry("a").map(RowEntry::version)).contains(versions.get(versions.size() - 1));
            }
            this.rows.delete("a");
            versions.add(this.rows.put("a", row("{}")).version());
            reopen();
        }
        assertThat(versions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aConditionalPutNeedsTheVersionThatTheRowHas() {
        long first = this.rows.put("a", row("{'n':1}"), 0).version();
        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> this.rows.put("a", row("{}"), 0));
        assertThatExceptionOfType(VersionConflictException.class)
            .isThrownBy(() -> this.rows.put("b", row("{}"), first));
        long second = this.rows.put("a", row("{'n':2}"), first).version();
        assertThatExceptionOfType(VersionConflictException.class)
            .isThrownBy(() -> this.rows.put("a", row("{'n':3}"), first))
            .withMessageContainingAll("rows", "a");
        assertThat(this.rows.get("a")).contains(row("{'n':2}"));
        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> this.rows.delete("a", first));
        this.rows.delete("a", second);
        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> this.rows.delete("a", second));
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.rows.put("a", row("{}"), -1));
    }

    @Test
    void putIfAbsentStoresOnce() {
        assertThat(this.rows.putIfAbsent("a", row("{'n':1}"))).isTrue();
        assertThat(this.rows.putIfAbsent("a", row("{'n':2}"))).isFalse();
        assertThat(this.rows.get("a")).contains(row("{'n':1}"));
    }

    @Test
    void updatesUnderContentionLoseNothing() {
        this.rows.put("a", row("{'n':0}"));
        CompletableFuture<?>[] threads = IntStream.range(0, 4).mapToObj((i) -> CompletableFuture.runAsync(() -> {
            for (int j = 0; j < 250; j++) {
                this.rows.update("a", (row) -> row.with("n", row.get("n").intValue() + 1));
            }
        })).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(threads).join();
        assertThat(this.rows.get("a")).contains(row("{'n':1000}"));
        assertThat(this.rows.update("b", (row) -> row)).isEqualTo(Optional.empty());
    }

    @Test
    void addedRowsAreOrderedByTheirIds() {
        List<String> ids = IntStream.range(0, 1000).mapToObj((i) -> this.rows.add(row("{'a':1}"))).toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(this.rows.find("a", 1)).extracting(RowEntry::id).isEqualTo(ids);
    }

    @Test
    void rowsAreCountedListedDeletedAndCleared() {
        for (int i = 0; i < 2500; i++) {
            this.rows.put("row-" + i, row("{'a':" + i % 10 + "}"));
        }
        assertThat(this.rows.count()).isEqualTo(2500);
        assertThat(this.rows.ids()).hasSize(2500).contains("row-7");
        assertThat(this.rows.stream().map(RowEntry::value)).hasSize(2500);
        assertThat(this.rows.delete("row-7")).isTrue();
        assertThat(this.rows.delete("row-7")).isFalse();
        assertThat(this.rows.contains("row-7")).isFalse();
        this.rows.clear();
        assertThat(this.rows.count()).isZero();
        assertThat(this.rows.find("a", 3)).isEmpty();
        reopen();
        assertThat(this.rows.count()).isZero();
    }

    @Test
    void rowsAreFoundByTheValuesOfAField() {
        this.rows.put("text", row("{'a':'1','tags':['x','y']}"));
        this.rows.put("one", row("{'a':1,'tags':'x'}"));
        this.rows.put("one-zero", row("{'a':1.0,'deep':{'er':{'b':true}}}"));
        this.rows.put("null", row("{'a':null}"));
        this.rows.put("true", row("{'a':true,'tags':[[1],{},2]}"));
        this.rows.put("absent", row("{'deep':{'er.b':true},'id':'own'}"));
        assertThat(found("a", "1")).containsExactly("text");
        assertThat(found("a", 1)).containsExactly("one", "one-zero");
        assertThat(found("a", 1.0d)).containsExactly("one", "one-zero");
        assertThat(found("a", new java.math.BigDecimal("1.000"))).containsExactly("one", "one-zero");
        assertThat(found("a", null)).containsExactly("null");
        assertThat(found("a", true)).containsExactly("true");
        assertThat(found("a", false)).isEmpty();
        assertThat(found("tags", "x")).containsExactly("one", "text");
        assertThat(found("tags", 2)).containsExactly("true");
        assertThat(found("tags", 1)).isEmpty();
        assertThat(found("deep.er.b", true)).containsExactly("one-zero");
        assertThat(found("id", "own")).containsExactly("absent");
        this.rows.put("one", row("{'a':2}"));
        this.rows.delete("text");
        assertThat(found("a", 1)).containsExactly("one-zero");
        assertThat(found("tags", "x")).isEmpty();
        reopen();
        assertThat(found("a", 2L)).containsExactly("one");
        assertThat(this.users.find("email", "nobody")).isEmpty();
    }

    private List<String> found(String field, Object value) {
        return this.rows.find(field, value).stream().map(RowEntry::id).toList();
    }

    @Test
    void aTextIsFoundByWhateverItConsistsOf() {
        List<String> texts = List.of("", "plain", "a\\", "a\\\\", "q\"", "tab\t", "\u0001", "é", "Ã©", "😀", "1",
                "x".repeat(2000));
        texts.forEach((text) -> this.users.put("id-" + texts.indexOf(text), new User(text, 1, this.alice.born())));
        for (String text : texts) {
            assertThat(this.users.find("email", text)).extracting(RowEntry::value)
                .containsExactly(new User(text, 1, this.alice.born()));
        }
        assertThat(this.users.find("email", "a\\\\\\")).isEmpty();
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.users.find("email", "\ud800"));
    }

    @Test
    void nothingIsFoundByAFieldWithoutIndexNorByObjects() {
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.rows.find("b", 1))
            .withMessageContainingAll("'b'", "filestore.collections.rows.indexed");
        for (Object value : List.of(List.of(1), Map.of("a", 1), row("{}"), List.of())) {
            assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.rows.find("a", value));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a\0", "a\nb", "\u007f", "\ud800", "x\udc00" })
    void textsThatAreNoRowIdsAreRefused(String id) {
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.rows.put(id, row("{}")));
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.store.values().put(id, 1));
        assertThat(this.rows.get(id)).isEmpty();
        assertThat(this.rows.delete(id)).isFalse();
    }

    @Test
    void hostileIdsStayInTheirDirectory() {
        List<String> ids = List.of("../../x", "/etc/passwd", "CON", "con", "a", "A", ".", "..", "x".repeat(512), "a/b",
                "a\\b", "😀", "%41", "a.json", "indices", " ");
        ids.forEach((id) -> this.users.put(id, new User(id, 1, LocalDate.EPOCH)));
        assertThatExceptionOfType(InvalidRowException.class)
            .isThrownBy(() -> this.users.put("x".repeat(513), this.alice));
        reopen();
        assertThat(this.users.ids()).containsExactlyInAnyOrderElementsOf(ids);
        ids.forEach((id) -> assertThat(this.users.get(id)).contains(new User(id, 1, LocalDate.EPOCH)));
        assertThat(this.stores.disk().files())
            .allMatch((file) -> file.startsWith("users/") || file.startsWith("_") || file.startsWith("rows.jsonl"));
    }

    @Test
    void valuesThatAreNoRowsAreRefused() {
        RowCollection<Object> objects = this.store.collection("rows", Object.class);
        for (Object value : List.of("text", 1, List.of(), Optional.empty())) {
            assertThatExceptionOfType(InvalidRowException.class).as(value.toString())
                .isThrownBy(() -> objects.put("a", value));
        }
        assertThatExceptionOfType(InvalidRowException.class)
            .isThrownBy(() -> objects.put("a", Map.of("text", "\ud800")));
        assertThatExceptionOfType(RowTooLargeException.class)
            .isThrownBy(() -> objects.put("a", Map.of("text", "x".repeat(16 << 20))));
        this.rows.put("a", row("{'email':{}}"));
        assertThatExceptionOfType(InvalidRowException.class)
            .isThrownBy(() -> this.store.collection("rows", User.class).get("a"));
    }

    @Test
    void globalValuesAreAnyJson() {
        Values values = this.store.values();
        assertThat(values.put("s", "text").inserted()).isTrue();
        values.put("n", 1.5);
        values.put("null", null);
        values.put("user", this.alice);
        assertThat(values.put("s", List.of("x")).inserted()).isFalse();
        reopen();
        values = this.store.values();
        assertThat(values.keys()).containsExactly("n", "null", "s", "user");
        assertThat(values.get("user", User.class)).contains(this.alice);
        assertThat(values.get("s", String[].class)).contains(new String[] { "x" });
        assertThat(values.get("n").orElseThrow().isNumber()).isTrue();
        assertThat(values.contains("null")).isTrue();
        assertThat(values.get("null", String.class)).isEmpty();
        assertThat(values.get("absent")).isEmpty();
        assertThat(values.delete("n")).isTrue();
        assertThat(values.delete("n")).isFalse();
    }

}
