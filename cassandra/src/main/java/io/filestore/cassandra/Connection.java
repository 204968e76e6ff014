package io.filestore.cassandra;

import java.time.InstantSource;

import com.datastax.oss.driver.api.core.CqlIdentifier;

/**
 * What all collections of an engine share.
 */
record Connection(Requests requests, CassandraOptions options, CqlIdentifier keyspace, InstantSource clock,
        Versions versions, Changes changes) {

    /** The same for what nobody is told of. */
    Connection withoutChanges() {
        return new Connection(this.requests, this.options, this.keyspace, this.clock, this.versions,
                Changes.off(this.requests));
    }

    /** A table's name for statements. */
    String table(CqlIdentifier table) {
        return table(this.keyspace, table);
    }

    static String table(CqlIdentifier keyspace, CqlIdentifier table) {
        return keyspace.asCql(true) + "." + table.asCql(true);
    }

}
