package io.filestore.cassandra;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a group is now.
 *
 * @param txid the id of its last commit, null before the first
 */
record Mark(@Nullable UUID txid) {
}
