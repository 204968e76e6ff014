/**
 * Collections whose rows Apache Cassandra keeps: begin with
 * {@link io.filestore.cassandra.CassandraEngineFactory}.
 */
@NullMarked
package io.filestore.cassandra;

import org.jspecify.annotations.NullMarked;
