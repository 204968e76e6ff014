package io.filestore;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.config.OnCorruption;
import io.filestore.error.CorruptStoreException;
import io.filestore.error.UniqueViolationException;
import io.filestore.io.CrashMode;
import io.filestore.report.Finding;
import io.filestore.row.Row;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows that share a value of a field which has become unique since they were written.
 */
class SharedKeysTests {

    private static final CollectionOptions PLAIN = CollectionOptions.filePerRecord();

    private final Stores stores = new Stores((builder) -> builder.collection("users", PLAIN));

    @AfterEach
    void close() {
        this.stores.close();
    }

    private RowCollection<Row> written(String... rows) {
        RowCollection<Row> users = this.stores.open().collection("users");
        for (int i = 0; i < rows.length; i++) {
            users.put(String.valueOf((char) ('a' + i)), row(rows[i]));
        }
        return users;
    }

    private Store reopen(CollectionOptions options) {
        this.stores.configure((builder) -> builder.collection("users", options));
        return this.stores.reopen();
    }

    private static List<String> messages(Store store) {
        return store.stats().firstFindings().stream().map(Finding::text).toList();
    }

    @Test
    void rowsThatShareAUniqueValueAreFoundAtTheStart() {
        written("{'email':'x'}", "{'email':'y'}", "{'email':'x','n':1}");
        Store store = reopen(PLAIN.withUnique("email"));
        String finding = "Collection 'users': Rows 'a', 'c' share email = \"x\", though email is unique."
                + " Give each a value of its own, or delete some.";
        assertThat(messages(store)).containsExactly(finding);
        assertThat(store.stats().findings()).containsExactly(Map.entry(Finding.Kind.DUPLICATE_KEY, 1L));
        assertThat(store.verify().findings()).containsExactly(finding);
        assertThat(store.collection("users").find("email", "x")).hasSize(2);
    }

    @Test
    void theFindingIsGoneOnceTheRowsAreMended() {
        written("{'email':'x'}", "{'email':'x'}", "{'email':'x'}");
        Store store = reopen(PLAIN.withUnique("email"));
        RowCollection<Row> users = store.collection("users");
        users.put("a", row("{'email':'z'}"));
        assertThat(messages(store)).singleElement().asString().contains("Rows 'b', 'c' share");
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> users.put("a", row("{'email':'x'}")));
        users.delete("c");
        assertThat(messages(store)).isEmpty();
        assertThat(store.stats().findings()).isEmpty();
        assertThat(store.verify().isClean()).isTrue();
    }

    @Test
    void aStartThatIsToFailOnCorruptionFails() {
        written("{'email':'x'}", "{'email':'x'}");
        this.stores.configure(
                (builder) -> builder.onCorruption(OnCorruption.FAIL).collection("users", PLAIN.withUnique("email")));
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(this.stores::reopen)
            .withMessageContainingAll("users", "Rows 'a', 'b' share email = \"x\"", "on-corruption=quarantine");
    }

    @Test
    void rowsThatCameFromTheLogAreLookedAt() {
        written("{'email':'x'}", "{'email':'x'}");
        this.stores.configure((builder) -> builder.collection("users", PLAIN.withUnique("email")));
        Store store = this.stores.crash(CrashMode.NOTHING);
        assertThat(store.stats().replayed()).isEqualTo(2);
        assertThat(messages(store)).singleElement().asString().contains("Rows 'a', 'b' share");
    }

    @Test
    void elementsOfArraysAreLookedAt() {
        RowCollection<Row> users = this.stores.open().collection("users");
        users.put("a", row("{'email':['x','x','y']}"));
        users.put("b", row("{'email':'x'}"));
        users.put("c", row("{'email':['y']}"));
        Store store = reopen(PLAIN.withUnique("email"));
        assertThat(messages(store)).hasSize(2)
            .anyMatch((message) -> message.contains("Rows 'a', 'b' share email = \"x\""))
            .anyMatch((message) -> message.contains("Rows 'a', 'c' share email = \"y\""));
    }

    @Test
    void nullAndAbsentAndExpiredAndOtherFieldsAreNotShared() {
        this.stores.configure((builder) -> builder.collection("users", PLAIN.withTtl(Duration.ofSeconds(60))));
        RowCollection<Row> users = written("{'email':null}", "{'email':null}", "{}", "{}", "{'email':'x'}");
        this.stores.clock().advance(Duration.ofSeconds(50));
        users.put("f", row("{'email':'x'}"));
        this.stores.clock().advance(Duration.ofSeconds(20));
        Store store = reopen(PLAIN.withTtl(Duration.ofSeconds(60)).withUnique("email").withIndexed("n"));
        assertThat(messages(store)).isEmpty();
    }

    @Test
    void manyAndLongValuesAreToldInFewWords() {
        RowCollection<Row> users = this.stores.open().collection("users");
        for (int i = 0; i < 500; i++) {
            users.put("a" + i, row("{'email':'" + i + "x".repeat(200) + "'}"));
            users.put("b" + i, row("{'email':'" + i + "x".repeat(200) + "'}"));
        }
        for (int i = 0; i < 30; i++) {
            users.put("c" + i, row("{'email':'y'}"));
        }
        Store store = reopen(PLAIN.withUnique("email"));
        assertThat(store.stats().findings()).containsExactly(Map.entry(Finding.Kind.DUPLICATE_KEY, 100L));
        assertThat(messages(store)).hasSize(100).allMatch((message) -> message.length() < 300);
    }

}
