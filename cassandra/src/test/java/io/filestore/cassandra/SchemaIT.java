package io.filestore.cassandra;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.config.Writes;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.remote.RemoteContext;
import io.filestore.remote.RemoteEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SchemaIT {

    private static final Map<String, CollectionOptions> ORDERS = Map.of("orders", CollectionOptions.of("cassandra"),
            "bills", CollectionOptions.of("cassandra").withGroup("billing"));

    private String keyspace;

    private CassandraOptions options;

    @BeforeEach
    void make() {
        Cluster.session();
        this.keyspace = Cluster.keyspace();
        this.options = CassandraOptions.DEFAULTS.withKeyspace(this.keyspace);
    }

    @AfterEach
    void drop() {
        if (this.keyspace != null) {
            Cluster.drop(this.keyspace);
        }
    }

    @Test
    void severalInstancesCreateTheirTablesAtOnce() {
        List<CompletableFuture<RemoteEngine>> engines = Stream.of(1, 2, 3)
            .map((i) -> CompletableFuture.supplyAsync(() -> open(this.options, false)))
            .toList();
        engines.forEach(CompletableFuture::join);
        assertThatCode(() -> open(this.options.withSchema(SchemaMode.VALIDATE), false)).doesNotThrowAnyException();
        assertThatCode(() -> open(this.options.withSchema(SchemaMode.NONE), false)).doesNotThrowAnyException();
        assertThatCode(() -> open(this.options, true)).doesNotThrowAnyException();
    }

    @Test
    void whatIsMissingOrOtherwiseIsToldWithTheStatementThatMakesIt() {
        assertRefused(this.options.withSchema(SchemaMode.VALIDATE), "fs_notes is missing. It is made by: CREATE TABLE");
        open(this.options, false).close();
        Cluster.execute("DROP INDEX " + this.keyspace + ".orders_terms");
        assertRefused(this.options.withSchema(SchemaMode.VALIDATE),
                "orders has no index of its terms. It is made by: CREATE INDEX IF NOT EXISTS orders_terms");
        Cluster.execute("DROP TABLE " + this.keyspace + ".orders");
        Cluster.execute("CREATE TABLE " + this.keyspace
                + ".orders (id text PRIMARY KEY, past frozen<list<uuid>>, ver int, terms set<text>)");
        assertRefused(this.options, "orders has a column ver of type int");
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open(this.options, true));
    }

    @Test
    void aKeyspaceWithTooFewCopiesIsRefused() {
        Cluster.execute("ALTER KEYSPACE " + this.keyspace
                + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 2}");
        assertRefused(this.options, "has 2 copies of each row, so that with one node down nothing can be written");
        Cluster.execute("ALTER KEYSPACE " + this.keyspace
                + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        assertRefused(this.options, "has 1 copy of each row, so that with one node down rows are gone with it");
        assertThat(open(this.options.withAllowWeak(true), false).status("orders").replicasNeeded()).isOne();
    }

    @Test
    void aKeyspaceWithoutACommitLogIsRefused() {
        Cluster.execute("ALTER KEYSPACE " + this.keyspace + " WITH durable_writes = false");
        assertRefused(this.options, "can be lost. Use ALTER KEYSPACE");
    }

    @Test
    void aKeyspaceThatIsNotThereIsCreatedOnlyIfItsReplicationIsGiven() {
        Cluster.drop(this.keyspace);
        assertRefused(this.options, "There is no such keyspace. Create it: CREATE KEYSPACE");
        CassandraOptions create = this.options
            .withReplication("{'class': 'NetworkTopologyStrategy', 'datacenter1': 3}");
        assertRefused(create.withSchema(SchemaMode.VALIDATE), "There is no such keyspace");
        assertThat(open(create, false).status("orders").available()).isTrue();
    }

    @Test
    void aSessionWithoutAKeyspaceNeedsOneNamed() {
        assertRefused(this.options.withKeyspace(null), "The session has no keyspace");
    }

    @Test
    void aGroupWhoseLastWriteWinsIsRefused() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> new CassandraEngineFactory(Cluster.session(), this.options).open(new RemoteContext(
                    Map.of("bills",
                            CollectionOptions.of("cassandra").withGroup("g").withWrites(Writes.LAST_WRITE_WINS)),
                    Instant::now, false, (changes) -> {
                    })))
            .withMessageContaining("collections.bills.writes");
    }

    private void assertRefused(CassandraOptions refused, String sentence) {
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open(refused, false))
            .withMessageContaining(sentence);
    }

    private RemoteEngine open(CassandraOptions with, boolean readOnly) {
        return new CassandraEngineFactory(Cluster.session(), with)
            .open(new RemoteContext(ORDERS, Instant::now, readOnly, (changes) -> {
            }));
    }

}
