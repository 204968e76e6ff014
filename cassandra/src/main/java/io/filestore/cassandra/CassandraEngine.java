package io.filestore.cassandra;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.config.CollectionOptions;
import io.filestore.config.Writes;
import io.filestore.remote.RemoteCollection;
import io.filestore.remote.RemoteDomain;
import io.filestore.remote.RemoteEngine;
import io.filestore.remote.RemoteStatus;

/** All collections of one store that are in one keyspace. */
final class CassandraEngine implements RemoteEngine {

    private final Connection connection;

    private final int copies;

    private final Map<String, CollectionOptions> options;

    private final Map<String, RemoteCollection> collections = new HashMap<>();

    private final Map<String, GroupStatements> groups = new HashMap<>();

    private final Map<String, GroupDomain> domains = new HashMap<>();

    private final Notes notes;

    CassandraEngine(Connection connection, Map<String, CollectionOptions> options, int copies) {
        this.connection = connection;
        this.options = options;
        this.copies = copies;
        this.notes = new Notes(connection);
        options.forEach((name, each) -> {
            String group = each.group();
            if (group == null) {
                this.collections.put(name, rows(name, each));
            }
            else {
                this.collections.put(name, grouped(name, group));
                this.collections.put(UNIQUE + name, grouped(UNIQUE + name, group));
            }
        });
    }

    private RemoteCollection rows(String name, CollectionOptions options) {
        boolean versions = options.writes() != Writes.LAST_WRITE_WINS;
        RowStatements statements = new RowStatements(this.connection, name, TableName.of(name));
        RemoteDomain domain = versions ? new RowDomain(this.connection, statements)
                : new LastWriteDomain(this.connection, statements);
        return new RowTable(this.connection, statements, domain,
                new Capabilities(false, false, true, false, false, versions));
    }

    private RemoteCollection grouped(String name, String group) {
        GroupStatements statements = this.groups.computeIfAbsent(group,
                (each) -> new GroupStatements(this.connection, each));
        GroupDomain domain = this.domains.computeIfAbsent(group,
                (each) -> new GroupDomain(this.connection, statements));
        return new GroupCollection(this.connection, statements, name, domain,
                new Capabilities(false, true, true, true, true, true));
    }

    @Override
    public RemoteCollection collection(String name) {
        RemoteCollection collection = this.collections.get(name);
        if (collection == null) {
            throw new IllegalArgumentException("The engine was not opened for a collection " + name);
        }
        return collection;
    }

    @Override
    public RemoteStatus status(String collection) {
        CollectionOptions each = this.options.get(collection);
        String group = (each != null) ? each.group() : null;
        CqlIdentifier table = (group != null) ? Table.GROUPS : TableName.of(collection);
        Replicas replicas = Replicas.of(this.connection.requests().session(), this.connection.keyspace(), this.copies);
        return new RemoteStatus(replicas.alive() >= replicas.needed(), this.connection.table(table), group,
                replicas.needed(), replicas.alive(), Map.of("copies", this.copies));
    }

    @Override
    public @Nullable String note(String name) {
        return this.notes.read(name);
    }

    @Override
    public boolean note(String name, @Nullable String expected, @Nullable String next, @Nullable Duration ttl) {
        return this.notes.replace(name, expected, next, ttl);
    }

    @Override
    public void close() {
        // the session is the application's
    }

}
