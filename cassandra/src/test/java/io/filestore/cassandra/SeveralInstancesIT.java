package io.filestore.cassandra;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.Transaction;
import io.filestore.config.CollectionOptions;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.error.TransactionConflictException;
import io.filestore.error.UniqueViolationException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances of an application change the same rows at the same time, while a node is
 * killed and comes back.
 */
class SeveralInstancesIT {

    private static final Map<String, CollectionOptions> COLLECTIONS = Map.of("accounts",
            CollectionOptions.of("cassandra").withGroup("bank"), "ledger",
            CollectionOptions.of("cassandra").withGroup("bank").withIndexed("from"), "members",
            CollectionOptions.of("cassandra").withGroup("club").withUnique("email"), "counters",
            CollectionOptions.of("cassandra"));

    private static final int ACCOUNTS = 6;

    private static final long EACH = 100;

    private static final long SEED = Long.getLong("filestore.seed", System.nanoTime());

    private static String keyspace;

    private static List<Instance> instances = List.of();

    @BeforeAll
    static void open() {
        Cluster.session();
        System.out.println("Seed: " + SEED);
        keyspace = Cluster.keyspace();
        instances = IntStream.range(0, 2).mapToObj((i) -> Instance.open(keyspace, COLLECTIONS)).toList();
    }

    @AfterAll
    static void close() {
        instances.forEach(Instance::close);
        if (keyspace != null) {
            Nodes.start(1, 2, 3);
            Cluster.drop(keyspace);
        }
    }

    @Test
    void moneyIsNeitherMadeNorLostByTransfersOfTwoInstances() {
        RowCollection<Row> accounts = instances.get(0).rows("accounts");
        IntStream.range(0, ACCOUNTS).forEach((i) -> accounts.put("a" + i, Row.of("balance", EACH)));
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Set<String> unknown = ConcurrentHashMap.newKeySet();
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String mine = "t" + i + "-";
            Store store = instances.get(i % 2).store();
            Random random = new Random(SEED + i);
            running.add(CompletableFuture.runAsync(() -> {
                for (int number = 0; !stopped.get(); number++) {
                    transfer(store, mine + number, random, acknowledged, unknown);
                }
            }));
        }
        running.add(CompletableFuture.runAsync(() -> {
            while (!stopped.get()) {
                looks.addAndGet(attempt(() -> {
                    long sum = instances.get(1).store().transact(SeveralInstancesIT::sum);
                    assertThat(sum).isEqualTo(ACCOUNTS * EACH);
                }) ? 1 : 0);
            }
        }));
        awaitSize(running, acknowledged, 15);
        Nodes.kill(3);
        awaitSize(running, acknowledged, 30);
        Nodes.start(3);
        awaitSize(running, acknowledged, 45);
        stopped.set(true);
        running.forEach(CompletableFuture::join);
        System.out.println(acknowledged.size() + " transfers acknowledged, " + unknown.size() + " unknown, " + looks
                + " looks at all accounts");
        assertThat(looks).hasPositiveValue();
        Map<String, Long> balances = new java.util.TreeMap<>();
        IntStream.range(0, ACCOUNTS).forEach((i) -> balances.put("a" + i, EACH));
        Set<String> written = new HashSet<>();
        instances.get(0).rows("ledger").stream().forEach((entry) -> {
            written.add(entry.id());
            balances.merge(text(entry.value(), "from"), -number(entry.value(), "amount"), Long::sum);
            balances.merge(text(entry.value(), "to"), number(entry.value(), "amount"), Long::sum);
        });
        assertThat(written).containsAll(acknowledged);
        written.removeAll(acknowledged);
        assertThat(unknown).containsAll(written);
        balances.forEach((id, balance) -> assertThat(number(accounts.get(id).orElseThrow(), "balance")).as(id)
            .isEqualTo(balance));
    }

    private static void transfer(Store store, String id, Random random, Set<String> acknowledged, Set<String> unknown) {
        String from = "a" + random.nextInt(ACCOUNTS);
        String to = "a" + random.nextInt(ACCOUNTS);
        long amount = random.nextInt(20);
        try {
            boolean done = store.transact((transaction) -> {
                RowCollection<Row> accounts = transaction.collection("accounts");
                long balance = number(accounts.get(from).orElseThrow(), "balance");
                if (from.equals(to) || balance < amount) {
                    return false;
                }
                accounts.put(from, Row.of("balance", balance - amount));
                accounts.put(to, Row.of("balance", number(accounts.get(to).orElseThrow(), "balance") + amount));
                transaction.collection("ledger").put(id, Row.of("from", from, "to", to, "amount", amount));
                return true;
            });
            if (done) {
                acknowledged.add(id);
            }
        }
        catch (OutcomeUnknownException ex) {
            unknown.add(id);
        }
        catch (StoreUnavailableException | TransactionConflictException ex) {
            // nothing was changed
        }
    }

    private static long sum(Transaction transaction) {
        return IntStream.range(0, ACCOUNTS)
            .mapToLong((i) -> number(transaction.collection("accounts").get("a" + i).orElseThrow(), "balance"))
            .sum();
    }

    @Test
    void oneOfTwoInstancesGetsAUniqueValue() {
        for (int round = 0; round < 5; round++) {
            String email = "e" + round;
            List<CompletableFuture<Boolean>> racers = IntStream.range(0, 4)
                .mapToObj((i) -> CompletableFuture.supplyAsync(() -> {
                    try {
                        instances.get(i % 2).rows("members").put(email + "-" + i, Row.of("email", email));
                        return true;
                    }
                    catch (UniqueViolationException ex) {
                        return false;
                    }
                }))
                .toList();
            long winners = racers.stream().filter(CompletableFuture::join).count();
            assertThat(winners).as(email).isEqualTo(1);
            assertThat(instances.get(1).rows("members").find("email", email)).hasSize(1);
        }
        assertThat(instances.get(0).rows("members").count()).isEqualTo(5);
    }

    @Test
    void noUpdateOfARowIsLost() {
        instances.get(0).rows("counters").put("c", Row.of("n", 0));
        AtomicLong acknowledged = new AtomicLong();
        AtomicLong unknown = new AtomicLong();
        List<CompletableFuture<Void>> running = IntStream.range(0, 4).mapToObj((i) -> CompletableFuture.runAsync(() -> {
            for (int times = 0; times < 10; times++) {
                try {
                    instances.get(i % 2).rows("counters").update("c", (row) -> Row.of("n", number(row, "n") + 1));
                    acknowledged.incrementAndGet();
                }
                catch (OutcomeUnknownException ex) {
                    unknown.incrementAndGet();
                }
                catch (StoreUnavailableException ex) {
                    // nothing was changed
                }
            }
        })).toList();
        running.forEach(CompletableFuture::join);
        System.out.println(acknowledged + " updates acknowledged, " + unknown + " unknown");
        assertThat(acknowledged).hasPositiveValue();
        assertThat(number(instances.get(1).rows("counters").get("c").orElseThrow(), "n")).isBetween(acknowledged.get(),
                acknowledged.get() + unknown.get());
    }

    private static boolean attempt(Runnable look) {
        try {
            look.run();
            return true;
        }
        catch (OutcomeUnknownException | StoreUnavailableException | TransactionConflictException ex) {
            return false;
        }
    }

    private static void awaitSize(List<CompletableFuture<Void>> running, Set<String> acknowledged, int size) {
        org.awaitility.Awaitility.await()
            .atMost(java.time.Duration.ofMinutes(2))
            .until(() -> running.stream().anyMatch(CompletableFuture::isCompletedExceptionally)
                    || acknowledged.size() >= size);
    }

    private static long number(Row row, String field) {
        return row.get(field).asLong();
    }

    private static String text(Row row, String field) {
        return row.get(field).asString();
    }

}
