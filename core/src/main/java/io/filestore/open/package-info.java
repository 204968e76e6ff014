/**
 * From a directory to a running store: catalog and checkpoint, moves, loading, replay of
 * the log, and what turns out to be missing, damaged or old. Begin with
 * {@link io.filestore.open.Recovery}.
 */
@NullMarked
package io.filestore.open;

import org.jspecify.annotations.NullMarked;
