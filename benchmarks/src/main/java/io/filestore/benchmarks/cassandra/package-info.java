/**
 * Collections on Apache Cassandra and the bare driver, and what both are asked for.
 */
@NullMarked
package io.filestore.benchmarks.cassandra;

import org.jspecify.annotations.NullMarked;
