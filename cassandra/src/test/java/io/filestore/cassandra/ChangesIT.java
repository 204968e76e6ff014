package io.filestore.cassandra;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.filestore.backend.CollectionBackend;
import io.filestore.config.CollectionOptions;
import io.filestore.config.Writes;
import io.filestore.event.RowChange;
import io.filestore.event.RowChange.Kind;
import io.filestore.remote.RemoteChange;
import io.filestore.remote.RemoteContext;
import io.filestore.remote.RemoteEngine;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances on the same tables. */
class ChangesIT {

    private static final Map<String, CollectionOptions> COLLECTIONS = Map.of("orders",
            CollectionOptions.of("cassandra"), "logs",
            CollectionOptions.of("cassandra").withWrites(Writes.LAST_WRITE_WINS), "bills",
            CollectionOptions.of("cassandra").withGroup("billing").withUnique("number"));

    private static final List<RowChange> TOLD = new CopyOnWriteArrayList<>();

    private static final List<RowChange> OWN = new CopyOnWriteArrayList<>();

    private static String keyspace;

    private static RemoteEngine writer;

    private static RemoteEngine other;

    @BeforeAll
    static void open() {
        Cluster.session();
        keyspace = Cluster.keyspace();
        writer = open(OWN);
        other = open(TOLD);
    }

    @AfterAll
    static void drop() {
        if (keyspace != null) {
            writer.close();
            other.close();
            Cluster.drop(keyspace);
        }
    }

    private static RemoteEngine open(List<RowChange> told) {
        return new CassandraEngineFactory(Cluster.session(),
                CassandraOptions.DEFAULTS.withKeyspace(keyspace).withChanges(ChangeFeed.POLLED))
            .open(new RemoteContext(COLLECTIONS, Instant::now, false, told::addAll));
    }

    @Test
    void anotherInstanceIsToldOfEachRowInTheOrderOfItsChanges() {
        for (String name : COLLECTIONS.keySet()) {
            write(name, "a", "{\"n\":1}");
            awaitTold(name, Kind.INSERTED, 1);
            write(name, "a", "{\"n\":2}");
            awaitTold(name, Kind.UPDATED, 1);
            write(name, "a", null);
            awaitTold(name, Kind.DELETED, 1);
            assertThat(TOLD.stream().filter((change) -> change.collection().equals(name) && change.rowId().equals("a")))
                .extracting(RowChange::json)
                .containsExactly("{\"n\":1}", "{\"n\":2}", null);
        }
        assertThat(OWN).isEmpty();
    }

    @Test
    void ofManyChangesNoneIsLost() {
        for (int i = 0; i < 100; i++) {
            write("logs", "many-" + i, "{}");
        }
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(
                    TOLD.stream().map(RowChange::rowId).filter((id) -> id.startsWith("many-")).distinct())
                .hasSize(100));
        assertThat((Long) other.status("logs").details().get("changesLagMillis")).isNotNegative();
    }

    private static void awaitTold(String name, Kind kind, int times) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(TOLD).filteredOn(
                    (change) -> change.collection().equals(name) && change.rowId().equals("a") && change.kind() == kind)
                .hasSize(times));
    }

    private static void write(String name, String id, String json) {
        writer.collection(name)
            .domain()
            .commit(List.of(new RemoteChange(name, id, (json != null) ? json.getBytes(StandardCharsets.UTF_8) : null, 0,
                    CollectionBackend.ANY, List.of())), null);
    }

}
