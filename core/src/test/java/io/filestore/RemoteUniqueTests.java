package io.filestore;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.error.UniqueViolationException;
import io.filestore.error.VersionConflictException;
import io.filestore.row.PutResult;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Unique fields of collections in a group that an engine keeps. */
class RemoteUniqueTests {

    private static final String KEYS = "!unique!users";

    private final Instances instances = new Instances();

    private final Stores stores = this.instances.prepare();

    private final Store store = this.stores.open();

    private final Store other = this.instances.open();

    private final RowCollection<Row> users = this.store.collection("users");

    @AfterEach
    void close() {
        this.instances.close();
    }

    private static Row user(String email, String tenant, String name) {
        return Row.of("email", email, "tenant", tenant, "name", name);
    }

    @Test
    void aValueIsOnOneRowOfAllInstances() {
        this.users.put("a", Row.of("email", "x"));
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.other.collection("users").put("b", Row.of("email", "x")))
            .satisfies((ex) -> {
                assertThat(ex.holder()).isEqualTo("a");
                assertThat(ex.fields()).containsExactly("email");
            })
            .withMessageContaining("email = \"x\"");
        assertThat(this.users.contains("b")).isFalse();
        assertThat(this.users.put("a", Row.of("email", "x", "n", 1)).inserted()).isFalse();
    }

    @Test
    void fieldsThatAreUniqueTogetherMayShareEachAlone() {
        this.users.put("a", user("1", "t", "n"));
        this.users.put("b", user("2", "t", "m"));
        this.users.put("c", user("3", "u", "n"));
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.users.put("d", user("4", "t", "n")))
            .satisfies((ex) -> assertThat(ex.fields()).containsExactly("tenant", "name"));
        this.users.put("d", Row.of("email", "4", "tenant", "t"));
        this.users.put("e", Row.of("email", "5", "tenant", "t", "name", null));
    }

    @Test
    void whatARowDoesNotHaveAnyMoreIsFree() {
        this.users.put("a", user("1", "t", "n"));
        assertThat(this.instances.engine().idsOf(KEYS)).hasSize(2);
        this.users.put("a", user("2", "t", "n"));
        this.users.put("b", Row.of("email", "1"));
        assertThat(this.users.delete("a")).isTrue();
        assertThat(this.users.delete("a")).isFalse();
        this.users.put("c", user("2", "t", "n"));
        this.users.clear();
        assertThat(this.instances.engine().idsOf(KEYS)).isEmpty();
    }

    @Test
    void rowsMayExchangeTheirValuesInOneTransaction() {
        this.users.put("a", Row.of("email", "1"));
        this.users.put("b", Row.of("email", "2"));
        this.store.transact((transaction) -> {
            this.users.put("a", Row.of("email", "2"));
            return this.users.put("b", Row.of("email", "1"));
        });
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.users.put("c", Row.of("email", "1")))
            .satisfies((ex) -> assertThat(ex.holder()).isEqualTo("b"));
        this.store.transact((transaction) -> {
            this.users.put("c", Row.of("email", "1"));
            return this.users.delete("b");
        });
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.store.transact((transaction) -> {
                this.users.put("d", Row.of("email", "9"));
                return this.users.put("e", Row.of("email", "9"));
            }));
        assertThat(this.users.contains("d")).isFalse();
    }

    @Test
    void valuesOfRowsThatHaveExpiredAreFreeAndThoseOfRowsThatWereWrittenAgainAreNot() {
        RowCollection<Row> sessions = this.store.collection("sessions");
        sessions.put("a", Row.of("token", "1"));
        sessions.put("b", Row.of("token", "2"));
        this.stores.clock().advance(Duration.ofSeconds(40));
        sessions.put("b", Row.of("token", "2", "n", 1));
        this.stores.clock().advance(Duration.ofSeconds(40));
        sessions.put("c", Row.of("token", "1"));
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> sessions.put("d", Row.of("token", "2")))
            .satisfies((ex) -> assertThat(ex.holder()).isEqualTo("b"));
    }

    @Test
    void aRowDoesNotGiveAwayWhatIsAnothersByAClockThatIsAhead() {
        Stores ahead = this.instances.prepare();
        ahead.clock().advance(Duration.ofSeconds(70));
        RowCollection<Row> early = ahead.open().collection("sessions");
        RowCollection<Row> late = this.store.collection("sessions");
        late.put("a", Row.of("token", "1"));
        early.put("b", Row.of("token", "1"));
        assertThat(late.delete("a")).isTrue();
        for (RowCollection<Row> sessions : List.of(early, late)) {
            assertThatExceptionOfType(UniqueViolationException.class)
                .isThrownBy(() -> sessions.put("c", Row.of("token", "1")))
                .satisfies((ex) -> assertThat(ex.holder()).isEqualTo("b"));
        }
    }

    @Test
    void aPutTellsTheVersionThatTheRowHasGot() {
        PutResult put = this.users.put("a", Row.of("email", "x"));
        assertThat(put.inserted()).isTrue();
        assertThat(this.users.entry("a").orElseThrow().version()).isEqualTo(put.version());
        assertThatExceptionOfType(VersionConflictException.class)
            .isThrownBy(() -> this.users.put("a", Row.of("email", "y"), put.version() + 1));
        this.users.delete("a", put.version());
        assertThat(this.users.count()).isZero();
    }

    @Test
    void onlyOneOfManyWritersOfTwoInstancesGetsAValue() {
        AtomicInteger refused = new AtomicInteger();
        CompletableFuture<?>[] writers = IntStream.range(0, 8).mapToObj((i) -> CompletableFuture.runAsync(() -> {
            try {
                ((i % 2 == 0) ? this.store : this.other).collection("users").put("u" + i, Row.of("email", "x"));
            }
            catch (UniqueViolationException ex) {
                refused.incrementAndGet();
            }
        })).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(writers).join();
        assertThat(refused).hasValue(7);
        assertThat(this.users.count()).isOne();
        assertThat(this.users.find("email", "x")).hasSize(1);
    }

    @Test
    void rowsThatArePutTogetherShareNoValue() {
        this.users.put("a", Row.of("email", "x"));
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.users.putAll(Map.of("b", Row.of("email", "y"), "c", Row.of("email", "x"))));
        assertThat(this.users.ids()).containsExactly("a");
    }

}
