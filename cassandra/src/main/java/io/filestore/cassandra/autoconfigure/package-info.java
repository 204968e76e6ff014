/**
 * Auto-configuration of collections on Apache Cassandra.
 */
@NullMarked
package io.filestore.cassandra.autoconfigure;

import org.jspecify.annotations.NullMarked;
