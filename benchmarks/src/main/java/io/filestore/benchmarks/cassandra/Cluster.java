package io.filestore.benchmarks.cassandra;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.benchmarks.data.Customer;
import io.filestore.cassandra.CassandraEngineFactory;
import io.filestore.cassandra.CassandraOptions;
import io.filestore.config.CollectionOptions;
import io.filestore.config.Writes;

/**
 * A session with the nodes, and a store and the bare driver that share it.
 */
public final class Cluster implements AutoCloseable {

    private static final String KEYSPACE = "benchmarks";

    private static final int PORT = 9042;

    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final int CHECKED = 3;

    private final CqlSession session;

    private final Store store;

    private final ClusterCalls filestore;

    private final ClusterCalls driver;

    Cluster(ClusterSetup setup) {
        CqlSessionBuilder builder = CqlSession.builder()
            .withLocalDatacenter("datacenter1")
            .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, PATIENCE)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, PATIENCE)
                .build());
        setup.addresses().forEach((address) -> builder.addContactPoint(new InetSocketAddress(address, PORT)));
        this.session = builder.build();
        this.session.execute("CREATE KEYSPACE IF NOT EXISTS " + KEYSPACE
                + " WITH replication = {'class': 'NetworkTopologyStrategy', 'datacenter1': " + setup.copies() + "}");
        this.store = open(setup);
        this.filestore = new StoreCalls(this.store);
        this.driver = new DriverCalls(this.session, KEYSPACE);
    }

    private Store open(ClusterSetup setup) {
        CassandraOptions options = CassandraOptions.DEFAULTS.withKeyspace(KEYSPACE).withAllowWeak(setup.copies() < 3);
        CollectionOptions indexed = CollectionOptions.of(CassandraEngineFactory.STRATEGY).withIndexed("city");
        StoreBuilder builder = Store.builder(Path.of(setup.directory()))
            .engine(new CassandraEngineFactory(this.session, options))
            .collection(ClusterRows.VERSIONED, indexed)
            .collection(ClusterRows.LAST_WRITE_WINS, indexed.withWrites(Writes.LAST_WRITE_WINS));
        for (int i = 0; i < ClusterRows.GROUPS; i++) {
            builder.collection(ClusterRows.accounts(i), indexed.withGroup(ClusterRows.group(i)));
        }
        return builder.open();
    }

    public ClusterCalls calls(ClusterAccess access) {
        return (access == ClusterAccess.FILESTORE) ? this.filestore : this.driver;
    }

    /** Fills the empty collections, and sees that both ways lead to the same. */
    public void load(int count) {
        Map<String, Customer> rows = rows(count);
        this.store.collection(ClusterRows.VERSIONED, Customer.class).putAll(rows);
        this.store.collection(ClusterRows.LAST_WRITE_WINS, Customer.class).putAll(rows);
        for (int i = 0; i < ClusterRows.GROUPS; i++) {
            this.store.collection(ClusterRows.accounts(i), Customer.class).putAll(rows(ClusterRows.ROWS_OF_A_GROUP));
        }
        check(this.driver, this.filestore);
        check(this.filestore, this.driver);
    }

    private static Map<String, Customer> rows(int count) {
        Map<String, Customer> rows = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            rows.put(Customer.id(i), ClusterRows.row(i));
        }
        return rows;
    }

    private static void check(ClusterCalls writing, ClusterCalls reading) {
        for (int i = 0; i < CHECKED; i++) {
            String id = Customer.id(i);
            Customer changed = ClusterRows.row(i).changed(reading.get(id).orders() + 1);
            writing.put(id, changed);
            writing.putLast(id, changed);
            require(changed, reading.get(id));
            List<Customer> found = reading.findByCity(changed.city());
            require(ClusterRows.ROWS_OF_A_CITY, found.size());
            require(true, found.contains(changed));
            writing.transact(i, id, Customer.id(i + 1), i);
            require(ClusterRows.row(i).changed(i), reading.account(i, id));
            require(ClusterRows.row(i + 1).changed(i + 1), reading.account(i, Customer.id(i + 1)));
        }
    }

    private static void require(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException(found + " is found and not " + expected);
        }
    }

    /** Of the nodes. */
    public String version() {
        return this.session.getMetadata()
            .getNodes()
            .values()
            .stream()
            .map((node) -> String.valueOf(node.getCassandraVersion()))
            .distinct()
            .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        this.store.close();
        this.session.close();
    }

}
