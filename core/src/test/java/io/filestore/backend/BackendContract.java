package io.filestore.backend;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.filestore.error.CrossDomainTransactionException;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.InvalidRowException;
import io.filestore.error.StoreClosedException;
import io.filestore.error.TransactionEndedException;
import io.filestore.error.UniqueViolationException;
import io.filestore.error.VersionConflictException;
import io.filestore.row.IndexKey;
import io.filestore.row.PutResult;
import io.filestore.row.StoredRow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What every {@link CollectionBackend} keeps to, however and wherever it keeps rows. A
 * subclass says how one is opened.
 */
public abstract class BackendContract {

    /** Without anything else. */
    protected static final String PLAIN = "plain";

    /** With indexes on {@code n} and {@code tags}. */
    protected static final String INDEXED = "indexed";

    /**
     * With {@code email} as a unique field, where the backend can keep such; otherwise
     * without.
     */
    protected static final String UNIQUE = "unique";

    /** With rows that expire {@link #TTL} after their last write. */
    protected static final String SHORT_LIVED = "short";

    protected static final Duration TTL = Duration.ofMinutes(1);

    /**
     * The collections above, all of which may be in one transaction if the backend has
     * transactions.
     */
    public interface Opened extends AutoCloseable {

        CollectionBackend rows(String collection);

        <T extends @Nullable Object> T transact(Function<Function<String, CollectionBackend>, T> work);

        /** Lets the clock go on. */
        void advance(Duration time);

        @Override
        void close();

    }

    private Opened backend;

    /** Opens a backend that has no rows yet. */
    protected abstract Opened open();

    /**
     * Opens one with a unique field although it cannot keep such; only asked for if it
     * says so.
     */
    protected Opened openUnique() {
        throw new UnsupportedOperationException("It says that it can keep unique fields");
    }

    private boolean changesRowsTogether() {
        return this.backend.rows(PLAIN).capabilities().transactions();
    }

    private boolean keepsUniqueFields() {
        return this.backend.rows(UNIQUE).capabilities().unique();
    }

    private <T extends @Nullable Object> void refuse(Function<Function<String, CollectionBackend>, T> work) {
        assertThatExceptionOfType(CrossDomainTransactionException.class).isThrownBy(() -> this.backend.transact(work))
            .withMessageContaining("group");
    }

    @BeforeEach
    void openEmpty() {
        this.backend = open();
    }

    @AfterEach
    void close() {
        this.backend.close();
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(@Nullable StoredRow row) {
        return (row != null) ? new String(row.json(), StandardCharsets.UTF_8).replace('"', '\'') : null;
    }

    private PutResult put(String collection, String id, String json) {
        return this.backend.rows(collection).put(id, json(json), CollectionBackend.ANY);
    }

    private @Nullable String get(String collection, String id) {
        return text(this.backend.rows(collection).read(id));
    }

    private List<String> find(String field, String value) {
        Object key = IndexKey.of(json(value));
        assertThat(key).isNotNull();
        return ids(this.backend.rows(INDEXED).find(field, key));
    }

    private static List<String> ids(StoredRow[] rows) {
        return Arrays.stream(rows).map(StoredRow::id).toList();
    }

    @Test
    void whatWasPutIsReadAsItWas() {
        assertThat(get(PLAIN, "a")).isNull();
        assertThat(put(PLAIN, "a", "{'n':1.50,'b':[null,true],'a':'\u00e4'}").inserted()).isTrue();
        assertThat(get(PLAIN, "a")).isEqualTo("{'n':1.50,'b':[null,true],'a':'\u00e4'}");
        assertThat(put(PLAIN, "a", "{}").inserted()).isFalse();
        assertThat(get(PLAIN, "a")).isEqualTo("{}");
        assertThat(get(INDEXED, "a")).isNull();
    }

    @Test
    void idsMayBeAnythingThatARowIdMayBe() {
        for (String id : List.of("A", "a", "\u00fc/\u4e2d", "..", "a b", "x".repeat(512), "CON", "{}")) {
            put(PLAIN, id, "{'id':'" + id + "'}");
            assertThat(get(PLAIN, id)).isEqualTo("{'id':'" + id + "'}");
        }
        for (String id : List.of("", "x".repeat(513), "a\nb")) {
            assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> put(PLAIN, id, "{}"));
        }
    }

    @Test
    void versionsAreUniqueAndGrow() {
        long first = put(PLAIN, "a", "{}").version();
        long second = put(PLAIN, "a", "{'n':1}").version();
        this.backend.rows(PLAIN).delete("a", CollectionBackend.ANY);
        long third = put(PLAIN, "a", "{}").version();
        assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
        assertThat(this.backend.rows(PLAIN).read("a").version()).isEqualTo(third);
    }

    @Test
    void aWriteOnAnotherVersionThanTheExpectedOneChangesNothing() {
        CollectionBackend rows = this.backend.rows(PLAIN);
        long old = rows.put("a", json("{'n':1}"), CollectionBackend.ABSENT).version();
        long now = rows.put("a", json("{'n':2}"), old).version();
        assertThatExceptionOfType(VersionConflictException.class)
            .isThrownBy(() -> rows.put("a", json("{'n':3}"), CollectionBackend.ABSENT));
        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> rows.put("a", json("{'n':3}"), old));
        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> rows.delete("a", old));
        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> rows.delete("b", old));
        assertThat(text(rows.read("a"))).isEqualTo("{'n':2}");
        assertThat(rows.delete("a", now)).isTrue();
        assertThat(rows.read("a")).isNull();
    }

    @Test
    void deletingSaysWhetherThereWasSomething() {
        put(PLAIN, "a", "{}");
        assertThat(this.backend.rows(PLAIN).delete("a", CollectionBackend.ANY)).isTrue();
        assertThat(this.backend.rows(PLAIN).delete("a", CollectionBackend.ANY)).isFalse();
        assertThat(get(PLAIN, "a")).isNull();
    }

    @Test
    void onlyOneOfManyWritersOfOneVersionSucceeds() {
        long version = put(PLAIN, "a", "{}").version();
        AtomicInteger succeeded = new AtomicInteger();
        CompletableFuture<?>[] writers = IntStream.range(0, 8).mapToObj((i) -> CompletableFuture.runAsync(() -> {
            try {
                this.backend.rows(PLAIN).put("a", json("{'n':" + i + "}"), version);
                succeeded.incrementAndGet();
            }
            catch (VersionConflictException ex) {
                assertThat(ex.getMessage()).contains("'a'");
            }
        })).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(writers).join();
        assertThat(succeeded).hasValue(1);
    }

    @Test
    void rowsAreFoundByTheValueOfAField() {
        put(INDEXED, "b", "{'n':1,'tags':['x','y']}");
        put(INDEXED, "a", "{'n':1.0,'tags':'x'}");
        put(INDEXED, "c", "{'n':'1'}");
        put(INDEXED, "d", "{'n':null}");
        assertThat(this.backend.rows(INDEXED).isIndexed("n")).isTrue();
        assertThat(this.backend.rows(INDEXED).isIndexed("m")).isFalse();
        assertThat(find("n", "1")).containsExactly("a", "b");
        assertThat(find("n", "10e-1")).containsExactly("a", "b");
        assertThat(find("n", "'1'")).containsExactly("c");
        assertThat(find("n", "null")).containsExactly("d");
        assertThat(find("n", "true")).isEmpty();
        assertThat(find("tags", "'x'")).containsExactly("a", "b");
        assertThat(find("tags", "'y'")).containsExactly("b");
    }

    @Test
    void aSearchFollowsChanges() {
        put(INDEXED, "a", "{'n':1}");
        put(INDEXED, "b", "{'n':1}");
        put(INDEXED, "a", "{'n':2}");
        assertThat(find("n", "1")).containsExactly("b");
        assertThat(find("n", "2")).containsExactly("a");
        this.backend.rows(INDEXED).delete("b", CollectionBackend.ANY);
        assertThat(find("n", "1")).isEmpty();
    }

    @Test
    void whatTheCollectionsHereNeedIsWhatItSaysThatItCanDo() {
        assertThat(this.backend.rows(UNIQUE).capabilities().unique()).isEqualTo(changesRowsTogether());
        assertThat(this.backend.rows(PLAIN).capabilities().versions()).isTrue();
        assertThat(this.backend.rows(SHORT_LIVED).capabilities().ttl()).isTrue();
    }

    @Test
    void aUniqueValueIsOnOneRow() {
        if (!keepsUniqueFields()) {
            assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this::openUnique)
                .withMessageContaining("unique")
                .withMessageContaining("group");
            return;
        }
        put(UNIQUE, "a", "{'email':'x'}");
        assertThatExceptionOfType(UniqueViolationException.class).isThrownBy(() -> put(UNIQUE, "b", "{'email':'x'}"));
        assertThat(get(UNIQUE, "b")).isNull();
        put(UNIQUE, "b", "{'email':null}");
        put(UNIQUE, "c", "{'email':null}");
        put(UNIQUE, "d", "{}");
        put(UNIQUE, "a", "{'email':'y'}");
        put(UNIQUE, "b", "{'email':'x'}");
        this.backend.rows(UNIQUE).delete("a", CollectionBackend.ANY);
        put(UNIQUE, "e", "{'email':'y'}");
    }

    @Test
    void aScanShowsEachRowOnceAndCountsThem() {
        IntStream.range(0, 1000).forEach((i) -> put(PLAIN, "row-" + i, "{'n':" + i + "}"));
        this.backend.rows(PLAIN).delete("row-7", CollectionBackend.ANY);
        assertThat(this.backend.rows(PLAIN).rows().map(StoredRow::id)).hasSize(999)
            .doesNotHaveDuplicates()
            .doesNotContain("row-7");
        assertThat(this.backend.rows(PLAIN).count()).isEqualTo(999);
        this.backend.rows(PLAIN).clear();
        assertThat(this.backend.rows(PLAIN).rows()).isEmpty();
        assertThat(this.backend.rows(PLAIN).count()).isZero();
    }

    @Test
    void rowsExpireAfterTheirLastWrite() {
        put(SHORT_LIVED, "a", "{}");
        put(SHORT_LIVED, "b", "{}");
        this.backend.advance(TTL.minusSeconds(1));
        assertThat(get(SHORT_LIVED, "a")).isNotNull();
        put(SHORT_LIVED, "b", "{'n':1}");
        this.backend.advance(Duration.ofSeconds(1));
        assertThat(get(SHORT_LIVED, "a")).isNull();
        assertThat(get(SHORT_LIVED, "b")).isNotNull();
        assertThat(this.backend.rows(SHORT_LIVED).count()).isOne();
        assertThat(this.backend.rows(SHORT_LIVED).delete("a", CollectionBackend.ANY)).isFalse();
        assertThat(this.backend.rows(SHORT_LIVED).put("a", json("{}"), CollectionBackend.ABSENT).inserted()).isTrue();
    }

    @Test
    void aTransactionSeesItsOwnChangesAndNobodyElseDoesBeforeItsEnd() {
        put(PLAIN, "a", "{'n':1}");
        if (!changesRowsTogether()) {
            refuse((rows) -> {
                rows.apply(PLAIN).put("a", json("{'n':2}"), CollectionBackend.ANY);
                return rows.apply(INDEXED).put("b", json("{'n':7}"), CollectionBackend.ABSENT);
            });
            assertThat(get(PLAIN, "a")).isEqualTo("{'n':1}");
            assertThat(get(INDEXED, "b")).isNull();
            return;
        }
        this.backend.transact((rows) -> {
            rows.apply(PLAIN).put("a", json("{'n':2}"), CollectionBackend.ANY);
            rows.apply(INDEXED).put("b", json("{'n':7}"), CollectionBackend.ABSENT);
            assertThat(text(rows.apply(PLAIN).read("a"))).isEqualTo("{'n':2}");
            assertThat(ids(rows.apply(INDEXED).find("n", IndexKey.of(json("7"))))).containsExactly("b");
            assertThat(CompletableFuture.supplyAsync(() -> get(PLAIN, "a")).join()).isEqualTo("{'n':1}");
            assertThat(CompletableFuture.supplyAsync(() -> find("n", "7")).join()).isEmpty();
            return null;
        });
        assertThat(get(PLAIN, "a")).isEqualTo("{'n':2}");
        assertThat(find("n", "7")).containsExactly("b");
    }

    @Test
    void aTransactionThatThrowsChangesNothing() {
        put(PLAIN, "a", "{'n':1}");
        assertThatIllegalStateException().isThrownBy(() -> this.backend.transact((rows) -> {
            rows.apply(PLAIN).delete("a", CollectionBackend.ANY);
            if (changesRowsTogether()) {
                rows.apply(UNIQUE).put("b", json("{}"), CollectionBackend.ANY);
            }
            throw new IllegalStateException("No");
        }));
        assertThat(get(PLAIN, "a")).isEqualTo("{'n':1}");
        assertThat(get(UNIQUE, "b")).isNull();
    }

    @Test
    void aTransactionThatWouldShareAUniqueValueChangesNothing() {
        if (!keepsUniqueFields()) {
            refuse((rows) -> {
                rows.apply(UNIQUE).put("a", json("{'email':'x'}"), CollectionBackend.ANY);
                return rows.apply(UNIQUE).put("b", json("{'email':'x'}"), CollectionBackend.ANY);
            });
            assertThat(get(UNIQUE, "a")).isNull();
            return;
        }
        put(UNIQUE, "a", "{'email':'x'}");
        assertThatExceptionOfType(UniqueViolationException.class).isThrownBy(() -> this.backend.transact((rows) -> {
            rows.apply(PLAIN).put("p", json("{}"), CollectionBackend.ANY);
            return rows.apply(UNIQUE).put("b", json("{'email':'x'}"), CollectionBackend.ANY);
        }));
        assertThat(get(PLAIN, "p")).isNull();
        this.backend.transact((rows) -> {
            rows.apply(UNIQUE).put("b", json("{'email':'x'}"), CollectionBackend.ANY);
            return rows.apply(UNIQUE).put("a", json("{'email':'y'}"), CollectionBackend.ANY);
        });
        assertThat(get(UNIQUE, "b")).isEqualTo("{'email':'x'}");
    }

    @Test
    void transactionsThatReadAndWriteTheSameRowsComeOneAfterTheOther() {
        put(PLAIN, "n", "{'n':0}");
        CompletableFuture<?>[] threads = IntStream.range(0, 4).mapToObj((thread) -> CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 25; i++) {
                this.backend.transact((rows) -> {
                    String now = String.valueOf(text(rows.apply(PLAIN).read("n")));
                    int n = Integer.parseInt(now.replaceAll("\\D", "")) + 1;
                    return rows.apply(PLAIN).put("n", json("{'n':" + n + "}"), CollectionBackend.ANY);
                });
            }
        })).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(threads).join();
        assertThat(get(PLAIN, "n")).isEqualTo("{'n':100}");
    }

    @Test
    void whatATransactionHasFoundStillHoldsWhenItCommits() {
        if (!changesRowsTogether()) {
            refuse((rows) -> rows.apply(INDEXED).find("n", IndexKey.of(json("1"))));
            return;
        }
        put(INDEXED, "a", "{'n':1}");
        AtomicInteger runs = new AtomicInteger();
        this.backend.transact((rows) -> {
            int found = rows.apply(INDEXED).find("n", IndexKey.of(json("1"))).length;
            if (runs.incrementAndGet() == 1) {
                CompletableFuture.runAsync(() -> put(INDEXED, "b", "{'n':1}")).join();
            }
            return rows.apply(PLAIN).put("count", json("{'n':" + found + "}"), CollectionBackend.ANY);
        });
        assertThat(runs).hasValue(2);
        assertThat(get(PLAIN, "count")).isEqualTo("{'n':2}");
    }

    @Test
    void whatIsKeptOfATransactionIsRefusedOnceItHasEnded() {
        AtomicReference<CollectionBackend> kept = new AtomicReference<>();
        this.backend.transact((rows) -> {
            kept.set(rows.apply(PLAIN));
            return null;
        });
        assertThatExceptionOfType(TransactionEndedException.class).isThrownBy(() -> kept.get().read("a"));
        assertThatExceptionOfType(TransactionEndedException.class)
            .isThrownBy(() -> kept.get().put("a", json("{}"), CollectionBackend.ANY));
        assertThat(get(PLAIN, "a")).isNull();
    }

    @Test
    void nothingIsAnsweredOnceItIsClosed() {
        CollectionBackend rows = this.backend.rows(PLAIN);
        rows.put("a", json("{}"), CollectionBackend.ANY);
        this.backend.close();
        assertThatExceptionOfType(StoreClosedException.class).isThrownBy(() -> rows.read("a"));
        assertThatExceptionOfType(StoreClosedException.class)
            .isThrownBy(() -> rows.put("b", json("{}"), CollectionBackend.ANY));
        assertThatExceptionOfType(StoreClosedException.class).isThrownBy(rows::rows);
    }

}
