/**
 * Copies of a store: of an open one, and of a directory that no store has open. Begin
 * with {@link io.filestore.backup.Backup}.
 */
@NullMarked
package io.filestore.backup;

import org.jspecify.annotations.NullMarked;
