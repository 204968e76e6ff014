package io.filestore.cassandra;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Collections move to three nodes and back, by the changed configuration alone, and
 * though the process that moves them is killed half-way.
 */
class MoveIT {

    private static final int ROWS = 1500;

    private static final Map<String, CollectionOptions> FILES = Map.of("orders",
            CollectionOptions.filePerRecord().withIndexed("n"), "accounts", CollectionOptions.singleFile("a.jsonl"));

    private static final Map<String, CollectionOptions> NODES = Map.of("orders",
            CollectionOptions.of("cassandra").withIndexed("n"), "accounts",
            CollectionOptions.of("cassandra").withGroup("bank").withUnique("iban"));

    private static String keyspace;

    @TempDir
    private Path directory;

    @BeforeAll
    static void begin() {
        Cluster.session();
        keyspace = Cluster.keyspace();
    }

    @AfterAll
    static void drop() {
        if (keyspace != null) {
            Cluster.drop(keyspace);
        }
    }

    @Test
    void rowsMoveThereAndBackThoughTheProcessIsKilledHalfWay() throws Exception {
        Map<String, String> expected;
        try (Store store = open(this.directory, Cluster.session(), keyspace, FILES)) {
            for (int i = 0; i < ROWS; i++) {
                store.collection("orders").put("order-" + i, Row.of("n", i % 100, "text", "order " + i));
            }
            for (int i = 0; i < 50; i++) {
                store.collection("accounts").put("account-" + i, Row.of("iban", "DE" + i));
            }
            expected = rows(store);
        }
        long moved = moveUntilKilled();
        System.out.println("Killed when " + moved + " of " + ROWS + " rows were there");
        assertThat(moved).isBetween(1L, ROWS - 1L);
        long begun = System.nanoTime();
        try (Store store = open(this.directory, Cluster.session(), keyspace, NODES)) {
            System.out.println("The rest moved in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + " ms");
            assertThat(rows(store)).isEqualTo(expected);
            assertThat(store.collection("orders").find("n", 7)).hasSize(ROWS / 100);
            try (Instance other = Instance.open(keyspace, NODES)) {
                assertThat(rows(other.store())).isEqualTo(expected);
                other.rows("orders").put("order-0", Row.of("n", 0));
                other.rows("accounts").delete("account-0");
                expected = rows(other.store());
            }
        }
        try (Store store = open(this.directory, Cluster.session(), keyspace, FILES)) {
            assertThat(rows(store)).isEqualTo(expected);
            assertThat(store.verify().findings()).isEmpty();
            store.collection("orders").delete("order-1");
            expected = rows(store);
        }
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> Instance.open(keyspace, NODES).close())
            .withMessageContaining("any more: since");
        try (Store store = open(this.directory, Cluster.session(), keyspace, NODES)) {
            assertThat(rows(store)).isEqualTo(expected);
        }
    }

    /** Returns how many rows were there when it was killed. */
    private long moveUntilKilled() throws Exception {
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), MoveIT.class.getName(), this.directory.toString(),
                keyspace))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
        try {
            while (process.isAlive() && there() < ROWS / 10) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return there();
    }

    private static long there() {
        try {
            return Cluster.session().execute("SELECT count(*) FROM " + keyspace + ".orders").one().getLong(0);
        }
        catch (DriverException ex) {
            // There is no such table yet, or not on all nodes.
            return 0;
        }
    }

    /** The process that is killed. */
    public static void main(String[] arguments) throws IOException {
        try (CqlSession session = Cluster.connect();
                Store store = open(Path.of(arguments[0]), session, arguments[1], NODES)) {
            System.out.println("Nobody has killed this process: " + store.collection("orders").count() + " rows");
        }
    }

    private static Store open(Path directory, CqlSession session, String keyspace,
            Map<String, CollectionOptions> collections) {
        var builder = Store.builder(directory)
            .engine(new CassandraEngineFactory(session, CassandraOptions.DEFAULTS.withKeyspace(keyspace)));
        collections.forEach(builder::collection);
        return builder.open();
    }

    private static Map<String, String> rows(Store store) {
        Map<String, String> rows = new TreeMap<>();
        for (String collection : store.collectionNames()) {
            store.collection(collection)
                .stream()
                .forEach((row) -> rows.put(collection + "/" + row.id(), row.value().toString()));
        }
        return rows;
    }

}
