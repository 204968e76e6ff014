package io.filestore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidQueryException;
import io.filestore.query.Page;
import io.filestore.query.Query;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class FoundRowsTests {

    private final Stores stores = new Stores((builder) -> builder
        .collection("orders", CollectionOptions.singleFile("orders.jsonl").withIndexed("status", "total"))
        .collection("accounts", CollectionOptions.memoryOnly().withIndexed("amount")));

    private final Store store = this.stores.open();

    private final RowCollection<Order> orders = this.store.collection("orders", Order.class);

    record Order(String status, int total) {
    }

    record Account(int amount) {
    }

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void putOrders(int count) {
        Map<String, Order> all = new LinkedHashMap<>();
        IntStream.range(0, count)
            .forEach((i) -> all.put(String.format("order-%05d", i), new Order((i % 10 == 0) ? "open" : "paid", i)));
        this.orders.putAll(all);
    }

    private static List<String> ids(List<? extends RowEntry<?>> rows) {
        return rows.stream().map(RowEntry::id).toList();
    }

    @Test
    void plansSayWhichIndexAnswersWhat() {
        putOrders(1000);
        assertPlan(where("status").is("open"), "SEARCH orders USING status (=)", "SORT BY id");
        assertPlan(where("total").greaterThan(990), "SEARCH orders USING total (>)", "SORT BY id");
        assertPlan(where("total").between(10, 20).orderBy("total"), "SEARCH orders USING total (> <)");
        assertPlan(where("total").greaterThan(5).and("total").lessThan(9).orderBy("total").descending(),
                "SEARCH orders USING total (> <) BACKWARDS");
        assertPlan(where("status").is("open").and("total").greaterThan(990), "SEARCH orders USING total (>)",
                "FILTER status is \"open\"", "SORT BY id");
        assertPlan(where("status").is("paid").orderBy("total").limit(20), "SCAN orders USING total",
                "FILTER status is \"paid\"", "LIMIT 20");
        assertPlan(where("status").is("open").or(where("total").is(7)), "UNION", "  SEARCH orders USING status (=)",
                "  SEARCH orders USING total (=)", "FILTER status is \"open\" or total is 7", "SORT BY id");
        assertPlan(where("note").is("x"), "SCAN orders", "FILTER note is \"x\"", "SORT BY id");
        assertPlan(Query.all().limit(3), "SCAN orders USING id", "LIMIT 3");
    }

    @Test
    void equalValuesAloneMakeNoOrder() {
        putOrders(1000);
        this.orders.find(where("status").is("open"));
        this.orders.exists(where("status").is("open"));
        this.orders.count(where("status").in("open", "late"));
        assertThat(this.orders.explain(where("status").is("open")).steps()).contains("SORT BY id");
        this.orders.find(where("status").startsWith("op"));
        assertThat(this.orders.explain(where("status").is("open")).steps()).doesNotContain("SORT BY id");
    }

    private void assertPlan(Query query, String... steps) {
        assertThat(this.orders.explain(query).steps()).containsExactly(steps);
        assertThat(this.orders.explain(query)).hasToString(String.join("\n", steps));
    }

    @Test
    void theFirstRowsOfAnOrderAreNotMoreThanWereAskedFor() {
        putOrders(5000);
        assertThat(ids(this.orders.find(where("total").atLeast(4990).orderBy("total").limit(3))))
            .containsExactly("order-04990", "order-04991", "order-04992");
        assertThat(ids(this.orders.find(Query.all().orderBy("total").descending().limit(2))))
            .containsExactly("order-04999", "order-04998");
        assertThat(this.orders.first(where(Order::total).lessThan(0))).isEmpty();
    }

    @Test
    void pagesFollowEachOtherAlthoughRowsComeAndGo() {
        putOrders(100);
        Query query = where("status").is("paid").orderBy("total").limit(10);
        Page<Order> first = this.orders.page(query, null);
        this.orders.delete("order-00011");
        this.orders.put("new", new Order("paid", 0));
        Page<Order> second = this.orders.page(query, first.next().orElseThrow());
        assertThat(ids(first.rows())).startsWith("order-00001").endsWith("order-00011");
        assertThat(ids(second.rows())).startsWith("order-00012").hasSize(10);
        assertThatExceptionOfType(InvalidQueryException.class)
            .isThrownBy(() -> this.orders.page(query.orderBy("status"), first.next().orElseThrow()))
            .withMessageContaining("Go on with the order with which you began");
        assertThatExceptionOfType(InvalidQueryException.class)
            .isThrownBy(() -> this.orders.page(where("total").is(1), null))
            .withMessageContaining("limit(20)");
    }

    @Test
    void whatAQueryFindsIsChangedAndDeletedInParts() {
        putOrders(2500);
        assertThat(this.orders.update(where("status").is("open"), (order) -> new Order("late", order.total())))
            .isEqualTo(250);
        assertThat(this.orders.count(where("status").is("late"))).isEqualTo(250);
        assertThat(this.orders.exists(where("status").is("open"))).isFalse();
        assertThat(this.orders.delete(where("status").is("paid"))).isEqualTo(2250);
        assertThat(this.orders.count()).isEqualTo(250);
        assertThat(this.orders.getAll(List.of("order-00010", "gone", "order-00000"))).extracting(RowEntry::id)
            .containsExactly("order-00010", "order-00000");
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void theValuesOfAFieldAreToldOnceAndInOrder() {
        RowCollection<Row> rows = this.store.collection("orders");
        rows.put("a", Stores.row("{'status':'b','tags':[2,'x',2.0,null,[3]]}"));
        rows.put("b", Stores.row("{'status':'a','tags':1}"));
        rows.put("c", Stores.row("{'status':null}"));
        assertThat(rows.distinct("status", Query.all())).containsExactly("a", "b");
        assertThat(rows.distinct("tags", Query.all())).containsExactly(1, 2, "x");
    }

    @Test
    void aTransactionThatFailsTakesItsChangesByQueryWithIt() {
        putOrders(20);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.store.transact((transaction) -> {
            RowCollection<Order> within = transaction.collection("orders", Order.class);
            assertThat(within.delete(where("status").is("paid"))).isEqualTo(18);
            assertThat(within.count(where("total").atLeast(0))).isEqualTo(2);
            throw new IllegalStateException("No");
        }));
        assertThat(this.orders.count(where("total").atLeast(0))).isEqualTo(20);
    }

    @Test
    void rowsThatMoveInAnOrderAreFoundOnceWithTheSumThatTheyHave() {
        RowCollection<Account> accounts = this.store.collection("accounts", Account.class);
        IntStream.range(0, 200).forEach((i) -> accounts.put("account-" + i, new Account(100)));
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<?> writer = CompletableFuture.runAsync(() -> {
            while (!ended.get()) {
                String from = "account-" + ThreadLocalRandom.current().nextInt(100);
                String to = "account-" + (100 + ThreadLocalRandom.current().nextInt(100));
                int amount = ThreadLocalRandom.current().nextInt(-50, 50);
                this.store.transact((transaction) -> {
                    RowCollection<Account> within = transaction.collection("accounts", Account.class);
                    within.update(from, (account) -> new Account(account.amount() - amount));
                    return within.update(to, (account) -> new Account(account.amount() + amount));
                });
            }
        });
        try {
            for (int i = 0; i < 300; i++) {
                boolean inOrder = i % 2 == 0;
                Query query = where("amount").greaterThan(-1_000_000);
                List<RowEntry<Account>> found = accounts.find(inOrder ? query.orderBy("amount") : query);
                assertThat(new HashSet<>(ids(found))).hasSize(200);
                assertThat(found.stream().mapToInt((entry) -> entry.value().amount()).sum()).isEqualTo(20_000);
                assertThat(accounts.count(query)).isEqualTo(200);
                if (inOrder) {
                    assertThat(found).isSortedAccordingTo((a, b) -> a.value().amount() - b.value().amount());
                }
            }
        }
        finally {
            ended.set(true);
            writer.join();
        }
    }

    @Test
    void whatAQueryHasFoundInATransactionIsFoundAgainWhenItCommits() {
        RowCollection<Account> accounts = this.store.collection("accounts", Account.class);
        accounts.put("a", new Account(5));
        AtomicInteger runs = new AtomicInteger();
        long found = this.store.transact((transaction) -> {
            RowCollection<Account> within = transaction.collection("accounts", Account.class);
            long count = within.count(where("amount").between(1, 9));
            if (runs.incrementAndGet() == 1) {
                CompletableFuture.runAsync(() -> accounts.put("b", new Account(9))).join();
            }
            within.put("count", new Account(100));
            return count;
        });
        assertThat(runs).hasValue(2);
        assertThat(found).isEqualTo(2);
    }

    @Test
    void noTwoTransactionsFindTheSameRoomInARange() {
        RowCollection<Account> accounts = this.store.collection("accounts", Account.class);
        List<CompletableFuture<?>> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int number = thread;
            threads.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 20; i++) {
                    String id = number + "-" + i;
                    this.store.transact((transaction) -> {
                        RowCollection<Account> within = transaction.collection("accounts", Account.class);
                        if (within.count(where("amount").between(1, 9)) < 10) {
                            within.put(id, new Account(5));
                        }
                        return null;
                    });
                }
            }));
        }
        CompletableFuture.allOf(threads.toArray(CompletableFuture<?>[]::new)).join();
        assertThat(accounts.count(where("amount").between(1, 9))).isEqualTo(10);
    }

    @Test
    void anOrderThatIsMadeWhileOthersWriteHasAllRows() {
        RowCollection<Account> accounts = this.store.collection("accounts", Account.class);
        IntStream.range(0, 3000).forEach((i) -> accounts.put("still-" + i, new Account(i)));
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<?> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; !ended.get(); i++) {
                accounts.put("moves-" + i % 50, new Account(i));
                accounts.delete("moves-" + (i + 25) % 50);
            }
        });
        try {
            assertThat(accounts.find(Query.all().orderBy("amount").limit(5000))
                .stream()
                .filter((entry) -> entry.id().startsWith("still"))).hasSize(3000);
        }
        finally {
            ended.set(true);
            writer.join();
        }
        assertThat(this.store.verify().findings()).isEmpty();
    }

}
