/**
 * The write-ahead log. Knows nothing of collections and strategies but their names.
 */
@NullMarked
package io.filestore.wal;

import org.jspecify.annotations.NullMarked;
