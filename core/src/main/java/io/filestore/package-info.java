/**
 * What an application uses, and the one place where the floors below are put together:
 * {@link io.filestore.StoreBuilder} opens a {@link io.filestore.Store}, whose
 * {@link io.filestore.RowCollection collections} and {@link io.filestore.Transaction
 * transactions} speak to a backend. Rows are in {@code io.filestore.row}, options in
 * {@code io.filestore.config}, figures and reports in {@code io.filestore.report},
 * listeners in {@code io.filestore.event}, and what can go wrong in
 * {@code io.filestore.error}.
 */
@NullMarked
package io.filestore;

import org.jspecify.annotations.NullMarked;
