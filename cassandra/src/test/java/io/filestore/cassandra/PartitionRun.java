package io.filestore.cassandra;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@link PartitionIT} runs beside three nodes in namespaces of their own. */
final class PartitionRun {

    private static final Map<String, CollectionOptions> COLLECTIONS = Map.of("orders",
            CollectionOptions.of("cassandra"), "bills", CollectionOptions.of("cassandra").withGroup("billing"));

    private final Accounts accounts = new Accounts();

    private final AtomicBoolean stopped = new AtomicBoolean();

    private PartitionRun() {
    }

    /** Ends with 1, and says why, if a promise is broken. */
    public static void main(String[] args) {
        try {
            run();
            System.exit(0);
        }
        catch (Exception | AssertionError ex) {
            ex.printStackTrace();
            System.exit(1);
        }
    }

    private static void run() throws Exception {
        Cluster.session();
        String keyspace = Cluster.keyspace();
        try (Instance instance = Instance.open(keyspace, COLLECTIONS, Cluster.connect());
                Instance alone = Instance.open(keyspace, COLLECTIONS, Cluster.connectTo("10.77.0.1"))) {
            new PartitionRun().run(instance, alone);
        }
    }

    private void run(Instance instance, Instance alone) throws Exception {
        List<CompletableFuture<Void>> writers = IntStream.range(0, 3)
            .mapToObj((thread) -> CompletableFuture.runAsync(() -> write(instance, thread)))
            .toList();
        awaitAcknowledged(writers, 30);
        part("add");
        Accounts ofAlone = new Accounts();
        COLLECTIONS.keySet().forEach((name) -> ofAlone.write(alone.rows(name), "alone", 1L));
        awaitAcknowledged(writers, 30);
        System.out.println("Alone: " + ofAlone);
        assertThat(ofAlone.acknowledged()).isZero();
        part("delete");
        awaitAcknowledged(writers, 30);
        this.stopped.set(true);
        writers.forEach(CompletableFuture::join);
        System.out.println(this.accounts);
        awaitMost(alone);
        for (Instance each : List.of(instance, alone)) {
            COLLECTIONS.keySet().forEach((name) -> {
                this.accounts.check(each.rows(name));
                ofAlone.check(each.rows(name));
            });
        }
    }

    private void write(Instance instance, int thread) {
        for (long number = 1; !this.stopped.get(); number++) {
            for (String name : COLLECTIONS.keySet()) {
                this.accounts.write(instance.rows(name), "t" + thread + "-" + number % 5,
                        (number % 4 > 0) ? number : null);
            }
        }
    }

    private void awaitAcknowledged(List<CompletableFuture<Void>> writers, int more) {
        long before = this.accounts.acknowledged();
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> writers.stream().anyMatch(CompletableFuture::isCompletedExceptionally)
                    || this.accounts.acknowledged() >= before + more);
    }

    /**
     * When the only node that this instance asks has noticed that the others are back.
     */
    private static void awaitMost(Instance alone) {
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(100))
            .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
            .until(() -> alone.rows("orders").get("none").isEmpty());
    }

    /** The first node has no way to the others, nor they to it; clients have. */
    private static void part(String action) throws IOException, InterruptedException {
        String[] namespaces = System.getenv("FILESTORE_CASSANDRA_NAMESPACES").split(" ");
        for (int other = 2; other <= 3; other++) {
            route(action, namespaces[0], other);
            route(action, namespaces[other - 1], 1);
        }
    }

    private static void route(String action, String namespace, int node) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("ip", "-n", namespace, "route", action, "blackhole", "10.77.0." + node)
            .inheritIO()
            .start();
        assertThat(process.waitFor()).isZero();
    }

}
