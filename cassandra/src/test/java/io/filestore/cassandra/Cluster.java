package io.filestore.cassandra;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The nodes that tests run on, which {@code .ci/cassandra start} starts and
 * {@code .ci/cassandra env} names.
 */
final class Cluster {

    private static final String ADDRESSES = "FILESTORE_CASSANDRA_ADDRESSES";

    private static final AtomicInteger KEYSPACES = new AtomicInteger();

    private static @Nullable CqlSession session;

    private static boolean started;

    private Cluster() {
    }

    /** A session for all tests, without a keyspace. */
    static synchronized CqlSession session() {
        if (session == null) {
            session = connect();
        }
        return session;
    }

    /**
     * Another session for the tests that follow those that end nodes: one that loses its
     * control connection while it reads the schema waits for that at each later change of
     * it.
     */
    static synchronized void renewSession() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    /** Lets a test be skipped, with a line, where no nodes are named and none need be. */
    static void requireWanted() {
        if (System.getenv(ADDRESSES) == null && !Boolean.getBoolean("filestore.requireTools")) {
            System.out.println("Cassandra: " + ADDRESSES + " is not set, its tests are skipped");
            Assumptions.abort("no cluster");
        }
    }

    /** A session that asks any node. */
    static CqlSession connect() {
        return builder().build();
    }

    /** A session that asks one node only. */
    static CqlSession connectTo(String address) {
        return builder()
            .withNodeDistanceEvaluator((node,
                    datacenter) -> node.getEndPoint().resolve() instanceof InetSocketAddress socket
                            && socket.getAddress().getHostAddress().equals(address) ? NodeDistance.LOCAL
                                    : NodeDistance.IGNORED)
            .build();
    }

    private static CqlSessionBuilder builder() {
        requireWanted();
        startNodes();
        CqlSessionBuilder builder = CqlSession.builder().withLocalDatacenter("datacenter1");
        for (String address : String.valueOf(System.getenv(ADDRESSES)).split(" ")) {
            builder.addContactPoint(new InetSocketAddress(address, 9042));
        }
        return builder.withConfigLoader(DriverConfigLoader.programmaticBuilder()
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(12))
            .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(12))
            .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(12))
            .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(4))
            .build());
    }

    /** Once, and only those that are ours to start. */
    private static synchronized void startNodes() {
        if (!started && System.getenv("FILESTORE_CASSANDRA") != null) {
            Nodes.start();
        }
        started = true;
    }

    /** A keyspace of its own with three copies. */
    static String keyspace() {
        String name = "fs_it_" + ProcessHandle.current().pid() + "_" + KEYSPACES.incrementAndGet();
        execute("CREATE KEYSPACE " + name
                + " WITH replication = {'class': 'NetworkTopologyStrategy', 'datacenter1': 3}");
        return name;
    }

    static void drop(String keyspace) {
        execute("DROP KEYSPACE IF EXISTS " + keyspace);
    }

    /** Takes all rows out of all tables. */
    static void empty(String keyspace) {
        session()
            .execute(SimpleStatement.newInstance("SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?",
                    keyspace))
            .forEach((row) -> execute("TRUNCATE " + keyspace + ".\"" + row.getString(0) + "\""));
    }

    static void execute(String cql) {
        session().execute(SimpleStatement.newInstance(cql).setTimeout(Duration.ofMinutes(1)));
    }

}
