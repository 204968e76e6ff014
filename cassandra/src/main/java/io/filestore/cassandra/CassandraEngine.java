package io.filestore.cassandra;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.config.CollectionOptions;
import io.filestore.config.Writes;
import io.filestore.remote.RemoteCollection;
import io.filestore.remote.RemoteContext;
import io.filestore.remote.RemoteDomain;
import io.filestore.remote.RemoteEngine;
import io.filestore.remote.RemoteStatus;

/** All collections of one store that are in one keyspace. */
final class CassandraEngine implements RemoteEngine {

    private static final int LONGEST_POLL_SECONDS = 5;

    private final Connection connection;

    private final int copies;

    private final Map<String, CollectionOptions> options;

    private final Map<String, RemoteCollection> collections = new HashMap<>();

    private final Map<String, GroupStatements> groups = new HashMap<>();

    private final Map<String, GroupDomain> domains = new HashMap<>();

    private final Notes notes;

    private final @Nullable ChangePoll poll;

    private final @Nullable ScheduledExecutorService poller;

    CassandraEngine(Connection connection, RemoteContext context, int copies) {
        this.connection = connection;
        this.options = context.collections();
        this.copies = copies;
        this.notes = new Notes(connection);
        this.options.forEach((name, each) -> {
            String group = each.group();
            if (group == null) {
                this.collections.put(name, rows(name, each));
            }
            else {
                this.collections.put(name, grouped(name, group));
                this.collections.put(UNIQUE + name, grouped(UNIQUE + name, group));
            }
        });
        if (connection.options().changes() == ChangeFeed.POLLED) {
            this.poll = new ChangePoll(connection.requests(), connection.table(Table.CHANGES),
                    connection.changes().origin(), this.collections, context.changes());
            this.poller = Executors.newSingleThreadScheduledExecutor(CassandraEngine::thread);
            long interval = connection.options().changesInterval().toMillis();
            this.poller.scheduleWithFixedDelay(this.poll, interval, interval, TimeUnit.MILLISECONDS);
        }
        else {
            this.poll = null;
            this.poller = null;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "filestore-cassandra-changes");
        thread.setDaemon(true);
        return thread;
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
                replicas.needed(), replicas.alive(), details());
    }

    private Map<String, Object> details() {
        return (this.poll != null) ? Map.of("copies", this.copies, "changesLagMillis", this.poll.lagMillis())
                : Map.of("copies", this.copies);
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
        if (this.poller == null) {
            return;
        }
        this.poller.shutdownNow();
        try {
            this.poller.awaitTermination(LONGEST_POLL_SECONDS, TimeUnit.SECONDS);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
