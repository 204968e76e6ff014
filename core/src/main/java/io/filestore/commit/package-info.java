/**
 * The one way of every write: queue, decision, log, memory, listeners; and whether there
 * still is one. Touches the log and the rows in memory, and none of the collections'
 * files. Begin with {@link io.filestore.commit.CommitQueue}, then
 * {@link io.filestore.commit.Committer} and {@link io.filestore.commit.StoreState}.
 */
@NullMarked
package io.filestore.commit;

import org.jspecify.annotations.NullMarked;
