package io.filestore;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.error.UniqueViolationException;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UniqueIndexTests {

    private final Stores stores = new Stores(
            (builder) -> builder.collection("users", CollectionOptions.filePerRecord().withUnique("email", "names")));

    private final Store store = this.stores.open();

    private final RowCollection<Row> users = this.store.collection("users");

    @AfterEach
    void close() {
        this.stores.close();
    }

    @Test
    void aKeyHasOneRow() {
        this.users.put("a", row("{'email':'x'}"));
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.users.put("b", row("{'email':'x'}")))
            .withMessage(
                    "Row 'b' of collection 'users' cannot have email = \"x\": row 'a' has it, and email is unique.")
            .satisfies((ex) -> assertThat(ex.holder()).isEqualTo("a"))
            .satisfies((ex) -> assertThat(ex.field()).isEqualTo("email"));
        assertThat(this.users.contains("b")).isFalse();
        this.users.put("a", row("{'email':'x','n':2}"));
        this.users.put("a", row("{'email':'y'}"));
        this.users.put("b", row("{'email':'x'}"));
        this.users.delete("b");
        assertThat(this.users.putIfAbsent("c", row("{'email':'x'}"))).isTrue();
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.users.update("c", (row) -> row.with("email", "y")));
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.users.add(row("{'email':'y'}")));
    }

    @Test
    void numbersCountByValueAndTextsDoNot() {
        this.users.put("a", row("{'email':1}"));
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.users.put("b", row("{'email':1.0}")));
        this.users.put("b", row("{'email':'1'}"));
    }

    @Test
    void absentNullAndObjectsAreNeverDuplicates() {
        for (String json : List.of("{}", "{'email':null}", "{'email':{}}", "{'email':[]}", "{'email':[null]}")) {
            this.users.put("one " + json, row(json));
            this.users.put("two " + json, row(json));
        }
        assertThat(this.users.count()).isEqualTo(10);
        assertThat(this.users.find("email", null)).hasSize(4);
    }

    @Test
    void eachElementOfAnArrayIsAKey() {
        this.users.put("a", row("{'names':['x','y','x']}"));
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.users.put("b", row("{'names':['z','y']}")));
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.users.put("b", row("{'names':'x'}")));
        this.users.put("a", row("{'names':['y']}"));
        this.users.put("b", row("{'names':['x','z']}"));
        assertThat(this.users.find("names", "z")).extracting(RowEntry::id).containsExactly("b");
    }

    @Test
    void inOneTransactionKeysCanBeExchanged() {
        this.users.put("a", row("{'email':'x'}"));
        this.users.put("b", row("{'email':'y'}"));
        this.store.transact((transaction) -> {
            RowCollection<Row> inside = transaction.collection("users");
            inside.put("a", row("{'email':'y'}"));
            inside.put("b", row("{'email':'x'}"));
            return null;
        });
        assertThat(this.users.find("email", "x")).extracting(RowEntry::id).containsExactly("b");
        assertThat(this.users.find("email", "y")).extracting(RowEntry::id).containsExactly("a");
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void duplicatesInOneTransactionAreRefusedAsAWhole() {
        assertThatExceptionOfType(UniqueViolationException.class)
            .isThrownBy(() -> this.store.transact((transaction) -> {
                transaction.collection("users").put("a", row("{'email':'x'}"));
                transaction.collection("users").put("b", row("{'email':'x'}"));
                return null;
            }));
        assertThat(this.users.count()).isZero();
        this.users.put("c", row("{'email':'x'}"));
    }

    @Test
    void ofManyThreadsOneGetsTheKey() {
        AtomicInteger won = new AtomicInteger();
        CompletableFuture<?>[] threads = IntStream.range(0, 4).mapToObj((i) -> CompletableFuture.runAsync(() -> {
            for (int key = 0; key < 100; key++) {
                try {
                    this.users.put(i + "-" + key, row("{'email':" + key + "}"));
                    won.incrementAndGet();
                }
                catch (UniqueViolationException ex) {
                    assertThat(this.users.find("email", key)).hasSize(1);
                }
            }
        })).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(threads).join();
        assertThat(won).hasValue(100);
        assertThat(this.users.count()).isEqualTo(100);
        assertThat(this.store.verify().findings()).isEmpty();
    }

}
