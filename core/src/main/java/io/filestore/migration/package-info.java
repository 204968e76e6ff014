/**
 * How rows of an older shape become rows of a newer one:
 * {@link io.filestore.migration.RowMigration}, which applications declare, and what is
 * asked of all of them together. Knows rows, and nothing of where they lie.
 */
@NullMarked
package io.filestore.migration;

import org.jspecify.annotations.NullMarked;
