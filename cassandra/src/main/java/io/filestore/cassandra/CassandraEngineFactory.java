package io.filestore.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.metadata.Node;

import io.filestore.config.CollectionOptions;
import io.filestore.config.Writes;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.remote.RemoteContext;
import io.filestore.remote.RemoteEngine;
import io.filestore.remote.RemoteEngineFactory;

/**
 * Keeps collections in Apache Cassandra 5 over a session of the application, which it
 * does not close.
 */
public final class CassandraEngineFactory implements RemoteEngineFactory {

    /** The name of the strategy. */
    public static final String STRATEGY = "cassandra";

    private final CqlSession session;

    private final CassandraOptions options;

    public CassandraEngineFactory(CqlSession session) {
        this(session, CassandraOptions.DEFAULTS);
    }

    public CassandraEngineFactory(CqlSession session, CassandraOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public String strategy() {
        return STRATEGY;
    }

    @Override
    public RemoteEngine open(RemoteContext context) {
        context.collections().forEach(CassandraEngineFactory::check);
        requireLevels();
        requireDatacenter();
        List<Table> tables = tables(context.collections());
        Requests requests = new Requests(this.session);
        CqlIdentifier keyspace = keyspace();
        Schema schema = new Schema(requests, keyspace);
        Replication.requireVersion(this.session);
        int copies = copies(schema, keyspace, context.readOnly());
        if (this.options.schema() == SchemaMode.CREATE && !context.readOnly()) {
            schema.create(tables);
        }
        else if (this.options.schema() != SchemaMode.NONE) {
            schema.validate(tables);
        }
        Changes changes = (this.options.changes() == ChangeFeed.POLLED)
                ? Changes.into(Connection.table(keyspace, Table.CHANGES), requests) : Changes.off(requests);
        Connection connection = new Connection(requests, this.options, keyspace, context.clock(),
                new Versions(context.clock()), changes);
        return new CassandraEngine(connection, context, copies);
    }

    /** The driver has one that takes a write for done that one node has. */
    private void requireLevels() {
        this.session.getContext()
            .getRetryPolicies()
            .values()
            .stream()
            .map((policy) -> policy.getClass().getSimpleName())
            .filter((name) -> name.contains("Downgrading"))
            .findFirst()
            .ifPresent((name) -> {
                throw new InvalidConfigurationException("cassandra", name,
                        "The session has a retry policy that acknowledges what too few nodes have (advanced.retry-policy of the driver). Leave it out: the driver's default keeps to the levels that are asked for.");
            });
    }

    /** Of nodes in another one the driver asks none, and says that there is none. */
    private void requireDatacenter() {
        DriverExecutionProfile profile = this.session.getContext().getConfig().getDefaultProfile();
        String local = profile.isDefined(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER)
                ? profile.getString(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER) : null;
        SortedSet<String> there = new TreeSet<>();
        for (Node node : this.session.getMetadata().getNodes().values()) {
            String datacenter = node.getDatacenter();
            if (datacenter != null) {
                there.add(datacenter);
            }
        }
        if (local != null && !there.isEmpty() && !there.contains(local)) {
            throw new StoreUnavailableException("No node of Cassandra is in datacenter '" + local + "', which is to be"
                    + " the local one: the cluster has " + String.join(", ", there) + ".", null);
        }
    }

    private static void check(String name, CollectionOptions collection) {
        if (collection.group() != null && collection.writes() == Writes.LAST_WRITE_WINS) {
            throw new InvalidConfigurationException("collections." + name + ".writes", "last-write-wins",
                    "Rows of a group are changed together, each change depending on those before. Leave it out, or leave the group.");
        }
    }

    private List<Table> tables(Map<String, CollectionOptions> collections) {
        List<Table> tables = new ArrayList<>();
        tables.add(Table.ofNotes());
        if (this.options.changes() == ChangeFeed.POLLED) {
            tables.add(Table.ofChanges());
        }
        if (collections.values().stream().anyMatch((options) -> options.group() != null)) {
            tables.add(Table.ofGroups());
        }
        collections.forEach((name, options) -> {
            if (options.group() == null) {
                tables.add(Table.ofCollection(name));
            }
        });
        return tables;
    }

    private CqlIdentifier keyspace() {
        String keyspace = this.options.keyspace();
        if (keyspace != null) {
            return CqlIdentifier.fromInternal(keyspace);
        }
        return this.session.getKeyspace()
            .orElseThrow(() -> new InvalidConfigurationException("cassandra.keyspace", null,
                    "The session has no keyspace. Name one here, or give the session one (spring.cassandra.keyspace-name)."));
    }

    private int copies(Schema schema, CqlIdentifier keyspace, boolean readOnly) {
        int copies = Replication.require(this.session, keyspace, this.options.allowWeak());
        if (copies >= 0) {
            return copies;
        }
        String replication = this.options.replication();
        String create = "CREATE KEYSPACE IF NOT EXISTS " + keyspace.asCql(true) + " WITH replication = "
                + ((replication != null) ? replication : "{'class': 'NetworkTopologyStrategy', '<datacentre>': 3}");
        if (replication == null || readOnly || this.options.schema() != SchemaMode.CREATE) {
            throw new InvalidConfigurationException("cassandra.keyspace", keyspace.asInternal(),
                    "There is no such keyspace. Create it: " + create
                            + "; or set cassandra.schema to create, and cassandra.replication to the braces and what is in them.");
        }
        return schema.createKeyspace(create,
                () -> Replication.require(this.session, keyspace, this.options.allowWeak()));
    }

}
