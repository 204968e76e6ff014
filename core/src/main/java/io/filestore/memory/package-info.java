/**
 * The rows of a collection in memory: found by id and by the values of fields, when they
 * expire, and what of them is not in the files yet. Changed by the holder of the commit
 * lock alone, and read by anybody without a lock. Begin with
 * {@link io.filestore.memory.CollectionMemory}, then
 * {@link io.filestore.memory.RowTable}.
 */
@NullMarked
package io.filestore.memory;

import org.jspecify.annotations.NullMarked;
