/**
 * Rows as values, and how Java types become rows and rows become Java values. Knows
 * neither files nor the log nor where rows are kept. Begin with
 * {@link io.filestore.row.Row}, which users see, {@link io.filestore.row.StoredRow},
 * which the engine keeps, and {@link io.filestore.row.RowType}, which leads from one to
 * the other.
 */
@NullMarked
package io.filestore.row;

import org.jspecify.annotations.NullMarked;
