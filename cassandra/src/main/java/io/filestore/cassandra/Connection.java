package io.filestore.cassandra;

import java.time.InstantSource;

import com.datastax.oss.driver.api.core.CqlIdentifier;

/**
 * What all collections of an engine share.
 */
record Connection(Requests requests, CassandraOptions options, CqlIdentifier keyspace, InstantSource clock,
        Versions versions) {

    /** A table's name for statements. */
    String table(CqlIdentifier table) {
        return this.keyspace.asCql(true) + "." + table.asCql(true);
    }

}
