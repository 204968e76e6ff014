package io.filestore.cassandra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.filestore.RowCollection;
import io.filestore.config.CollectionOptions;
import io.filestore.config.Writes;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes are killed, and hang, while threads write: what was acknowledged is there, and
 * nothing is acknowledged that is not. One instance and its session live through all of
 * it.
 */
class NodeFailureIT {

    private static final Map<String, CollectionOptions> COLLECTIONS = Map.of("orders",
            CollectionOptions.of("cassandra"), "visits",
            CollectionOptions.of("cassandra").withWrites(Writes.LAST_WRITE_WINS), "bills",
            CollectionOptions.of("cassandra").withGroup("billing"));

    private static final long SEED = Long.getLong("filestore.seed", System.nanoTime());

    private static String keyspace;

    private static Instance instance;

    private static final AtomicInteger RUNS = new AtomicInteger();

    private final int run = RUNS.incrementAndGet();

    private final Accounts accounts = new Accounts();

    private final AtomicBoolean stopped = new AtomicBoolean();

    private final List<CompletableFuture<Void>> writers = new ArrayList<>();

    @BeforeAll
    static void open() {
        Cluster.session();
        System.out.println("Seed: " + SEED);
        keyspace = Cluster.keyspace();
        instance = Instance.open(keyspace, COLLECTIONS);
    }

    @AfterAll
    static void close() {
        if (instance != null) {
            instance.close();
            Cluster.renewSession();
            Cluster.drop(keyspace);
        }
    }

    @AfterEach
    void endWritersAndStartNodes() {
        this.stopped.set(true);
        Nodes.start(1, 2, 3);
    }

    @Test
    void writesGoOnWhenANodeIsKilledAndWhenItComesBack() {
        write();
        awaitAcknowledged(40);
        Nodes.kill(2);
        awaitAcknowledged(40);
        Nodes.start(2);
        awaitAcknowledged(40);
        end();
        check();
    }

    @Test
    void nothingIsAcknowledgedWhileTwoOfThreeNodesAreDown() {
        write();
        awaitAcknowledged(20);
        end();
        Nodes.kill(2, 3);
        Accounts alone = new Accounts();
        for (String name : COLLECTIONS.keySet()) {
            alone.write(instance.rows(name), "alone", 1L);
        }
        assertThat(alone.acknowledged()).as(alone.toString()).isZero();
        Nodes.start(2, 3);
        this.stopped.set(false);
        write();
        awaitAcknowledged(20);
        end();
        check();
        COLLECTIONS.keySet().forEach((name) -> alone.check(instance.rows(name)));
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAllNodesWereKilled() {
        write();
        awaitAcknowledged(60);
        Nodes.kill(1, 2, 3);
        Nodes.start(1, 2, 3);
        awaitAcknowledged(20);
        end();
        check();
    }

    @Test
    void writesGoOnWhileANodeHangs() {
        write();
        awaitAcknowledged(20);
        Nodes.pause(3);
        awaitAcknowledged(40);
        Nodes.resume(3);
        awaitAcknowledged(20);
        end();
        check();
    }

    /**
     * Three threads, each with rows of its own in each test, write until they are
     * stopped.
     */
    private void write() {
        for (int thread = 0; thread < 3; thread++) {
            String mine = "r" + this.run + "-t" + thread + "-" + this.writers.size() + "-";
            Random random = new Random(SEED + this.writers.size());
            this.writers.add(CompletableFuture.runAsync(() -> {
                for (long number = 1; !this.stopped.get(); number++) {
                    for (String name : COLLECTIONS.keySet()) {
                        this.accounts.write(instance.rows(name), mine + random.nextInt(8),
                                (random.nextInt(5) > 0) ? number : null);
                    }
                }
            }));
        }
    }

    private void end() {
        this.stopped.set(true);
        this.writers.forEach(CompletableFuture::join);
    }

    private void awaitAcknowledged(int more) {
        long before = this.accounts.acknowledged();
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> this.writers.stream().anyMatch(CompletableFuture::isCompletedExceptionally)
                    || this.accounts.acknowledged() >= before + more);
    }

    private void check() {
        System.out.println(this.accounts);
        for (String name : COLLECTIONS.keySet()) {
            RowCollection<Row> rows = instance.rows(name);
            this.accounts.check(rows);
        }
    }

}
