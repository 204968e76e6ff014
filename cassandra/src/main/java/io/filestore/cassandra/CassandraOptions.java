package io.filestore.cassandra;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidConfigurationException;

/**
 * How collections on Cassandra are kept.
 *
 * @param keyspace where their tables are, null for the session's keyspace
 * @param schema what is done about tables at the start
 * @param replication what a keyspace that is not there is created with, as CQL has it,
 * such as <code>{'class': 'NetworkTopologyStrategy', 'dc1': 3}</code>; null if it must be
 * there
 * @param allowWeak whether a keyspace will do that cannot keep what is promised: with
 * fewer than three copies of each row, say
 * @param patience for how long a call goes on to find out what became of a write, or to
 * change a row that others change, too
 * @param parallel how many requests there are at once for several rows
 * @param changes whether this instance is told what others have committed
 * @param changesInterval how often it asks for that
 */
public record CassandraOptions(@Nullable String keyspace, SchemaMode schema, @Nullable String replication,
        boolean allowWeak, Duration patience, int parallel, ChangeFeed changes, Duration changesInterval) {

    /** The options that are meant where nothing is said. */
    public static final CassandraOptions DEFAULTS = new CassandraOptions(null, SchemaMode.CREATE, null, false,
            Duration.ofSeconds(10), 64, ChangeFeed.OFF, Duration.ofMillis(200));

    public CassandraOptions {
        if (patience.isNegative() || patience.isZero()) {
            throw new InvalidConfigurationException("cassandra.patience", patience,
                    "It must be longer than nothing, such as 10s.");
        }
        if (parallel < 1 || parallel > 1024) {
            throw new InvalidConfigurationException("cassandra.parallel", parallel, "It must be from 1 to 1024.");
        }
        if (changesInterval.compareTo(Duration.ofMillis(10)) < 0) {
            throw new InvalidConfigurationException("cassandra.changes-interval", changesInterval,
                    "It must be 10 ms at least.");
        }
    }

    /** The same with tables in another keyspace. */
    public CassandraOptions withKeyspace(@Nullable String newKeyspace) {
        return new CassandraOptions(newKeyspace, this.schema, this.replication, this.allowWeak, this.patience,
                this.parallel, this.changes, this.changesInterval);
    }

    public CassandraOptions withSchema(SchemaMode newSchema) {
        return new CassandraOptions(this.keyspace, newSchema, this.replication, this.allowWeak, this.patience,
                this.parallel, this.changes, this.changesInterval);
    }

    public CassandraOptions withReplication(@Nullable String newReplication) {
        return new CassandraOptions(this.keyspace, this.schema, newReplication, this.allowWeak, this.patience,
                this.parallel, this.changes, this.changesInterval);
    }

    public CassandraOptions withAllowWeak(boolean newAllowWeak) {
        return new CassandraOptions(this.keyspace, this.schema, this.replication, newAllowWeak, this.patience,
                this.parallel, this.changes, this.changesInterval);
    }

    public CassandraOptions withPatience(Duration newPatience) {
        return new CassandraOptions(this.keyspace, this.schema, this.replication, this.allowWeak, newPatience,
                this.parallel, this.changes, this.changesInterval);
    }

    public CassandraOptions withParallel(int newParallel) {
        return new CassandraOptions(this.keyspace, this.schema, this.replication, this.allowWeak, this.patience,
                newParallel, this.changes, this.changesInterval);
    }

    public CassandraOptions withChanges(ChangeFeed newChanges) {
        return new CassandraOptions(this.keyspace, this.schema, this.replication, this.allowWeak, this.patience,
                this.parallel, newChanges, this.changesInterval);
    }

    public CassandraOptions withChangesInterval(Duration newInterval) {
        return new CassandraOptions(this.keyspace, this.schema, this.replication, this.allowWeak, this.patience,
                this.parallel, this.changes, newInterval);
    }

}
