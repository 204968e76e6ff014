package io.filestore.cassandra;

import java.util.Map;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.Version;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidConfigurationException;

/** Whether a keyspace, and its cluster, can keep what collections promise. */
final class Replication {

    private static final int FEWEST_COPIES = 3;

    private static final Version OLDEST = Version.V5_0_0;

    private Replication() {
    }

    /** Refuses nodes that cannot find rows by their terms. */
    static void requireVersion(CqlSession session) {
        for (Node node : session.getMetadata().getNodes().values()) {
            Version version = node.getCassandraVersion();
            if (version != null && version.compareTo(OLDEST) < 0) {
                throw new InvalidConfigurationException("cassandra", null, "The node " + node.getEndPoint()
                        + " is of version " + version
                        + ". Collections need Apache Cassandra 5.0 or later on all nodes, since their indexes are storage-attached (SAI).");
            }
        }
    }

    /** The copies of each row in a keyspace, -1 if there is no such keyspace. */
    static int require(CqlSession session, CqlIdentifier keyspace, boolean allowWeak) {
        Row row = row(session, keyspace);
        if (row == null) {
            return -1;
        }
        Map<String, String> replication = row.getMap("replication", String.class, String.class);
        int copies = (replication != null) ? copies(replication) : 0;
        if (copies < FEWEST_COPIES && !allowWeak) {
            throw weak(keyspace,
                    "has " + copies + ((copies == 1) ? " copy" : " copies")
                            + " of each row, so that with one node down "
                            + ((copies <= 1) ? "rows are gone with it" : "nothing can be written")
                            + ". Use 3: ALTER KEYSPACE " + keyspace.asCql(true)
                            + " WITH replication = {'class': 'NetworkTopologyStrategy', '<datacentre>': 3}");
        }
        if (!row.getBoolean("durable_writes") && !allowWeak) {
            throw weak(keyspace,
                    "has no commit log, so that a write that was acknowledged can be lost. Use ALTER KEYSPACE "
                            + keyspace.asCql(true) + " WITH durable_writes = true");
        }
        return copies;
    }

    private static @Nullable Row row(CqlSession session, CqlIdentifier keyspace) {
        try {
            return session
                .execute(SimpleStatement.newInstance(
                        "SELECT replication, durable_writes FROM system_schema.keyspaces WHERE keyspace_name = ?",
                        keyspace.asInternal())
                    .setIdempotent(true))
                .one();
        }
        catch (DriverException ex) {
            throw Failures.unavailable(ex);
        }
    }

    private static InvalidConfigurationException weak(CqlIdentifier keyspace, String what) {
        return new InvalidConfigurationException("cassandra.keyspace", keyspace.asInternal(), "The keyspace " + what
                + ", or set cassandra.allow-weak to true where that does not matter, as on a developer's machine.");
    }

    /** Of all datacentres, as a quorum has it. Copies that come and go do not count. */
    static int copies(Map<String, String> replication) {
        int sum = 0;
        for (Map.Entry<String, String> each : replication.entrySet()) {
            String[] factor = each.getValue().split("/");
            if (!each.getKey().equals("class") && factor[0].matches("[0-9]{1,4}")) {
                sum += Integer.parseInt(factor[0]) - ((factor.length > 1) ? Integer.parseInt(factor[1]) : 0);
            }
        }
        return sum;
    }

}
