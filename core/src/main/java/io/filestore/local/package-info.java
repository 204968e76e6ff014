/**
 * The backend of collections that are in memory: reads, single writes, and transactions
 * over all of them, each bound to its thread. Sees their memory, and makes writes of what
 * it is asked for; how they are committed is {@code io.filestore.commit}. Begin with
 * {@link io.filestore.local.Transactions}.
 */
@NullMarked
package io.filestore.local;

import org.jspecify.annotations.NullMarked;
