/**
 * The write-ahead log and the checkpoint. Knows nothing of collections and strategies but
 * their names. Begin with {@link io.filestore.wal.WriteAheadLog}; the form of a line is
 * in {@link io.filestore.wal.LogFormat}.
 */
@NullMarked
package io.filestore.wal;

import org.jspecify.annotations.NullMarked;
