package io.filestore.cassandra;

/**
 * What is written of a row.
 *
 * @param version the new one, which a deletion has, too
 */
record Written(Replacement replacement, long version) {
}
