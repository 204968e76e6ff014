package io.filestore.cassandra.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.filestore.cassandra.CassandraOptions;
import io.filestore.cassandra.ChangeFeed;
import io.filestore.cassandra.SchemaMode;

/**
 * How collections on Cassandra are kept. Where the cluster is say the properties of the
 * session.
 *
 * @param keyspace Keyspace of the tables. That of the session if it is not set.
 * @param schema What to do about tables at the start.
 * @param replication What a keyspace that is not there is created with, as CQL has it. It
 * must be there if this is not set.
 * @param allowWeak Whether a keyspace will do that cannot keep what is promised, such as
 * one with fewer than three copies of each row.
 * @param patience How long a call goes on to find out what became of a write, or to
 * change a row that others change, too.
 * @param parallel Number of requests at once for several rows.
 * @param changes Whether listeners are told what other instances have committed. The same
 * for all instances.
 * @param changesInterval How often that is asked for.
 */
@ConfigurationProperties(prefix = "filestore.cassandra", ignoreUnknownFields = false)
record FileStoreCassandraProperties(@Nullable String keyspace, @DefaultValue("create") SchemaMode schema,
        @Nullable String replication, @DefaultValue("false") boolean allowWeak, @DefaultValue("10s") Duration patience,
        @DefaultValue("64") int parallel, @DefaultValue("off") ChangeFeed changes,
        @DefaultValue("200ms") Duration changesInterval) {

    CassandraOptions options() {
        return new CassandraOptions(this.keyspace, this.schema, this.replication, this.allowWeak, this.patience,
                this.parallel, this.changes, this.changesInterval);
    }

}
