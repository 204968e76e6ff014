/**
 * Rows and changes as values: no I/O, no knowledge of files or of the log.
 */
@NullMarked
package io.filestore.record;

import org.jspecify.annotations.NullMarked;
