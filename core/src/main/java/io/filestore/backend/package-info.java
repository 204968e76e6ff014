/**
 * What the API speaks to: one {@link io.filestore.backend.CollectionBackend} a
 * collection, however and wherever it is kept, and one
 * {@link io.filestore.backend.TransactionDomain} for those that can be changed together.
 */
@NullMarked
package io.filestore.backend;

import org.jspecify.annotations.NullMarked;
