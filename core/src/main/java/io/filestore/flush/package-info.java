/**
 * From changed rows to files, and the thread that does it. Knows strategies and the log.
 * What has expired is deleted here as well, as ordinary writes. Begin with
 * {@link io.filestore.flush.Flusher}.
 */
@NullMarked
package io.filestore.flush;

import org.jspecify.annotations.NullMarked;
