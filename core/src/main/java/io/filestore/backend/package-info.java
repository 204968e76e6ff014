/**
 * What the API speaks to: one {@link io.filestore.backend.CollectionBackend} a
 * collection, however and wherever it is kept.
 */
@NullMarked
package io.filestore.backend;

import org.jspecify.annotations.NullMarked;
