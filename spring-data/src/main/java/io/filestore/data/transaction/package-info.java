/**
 * Spring's transactions over a {@link io.filestore.Store}, and filestore's exceptions as
 * those of {@link org.springframework.dao}. Begin at
 * {@link io.filestore.data.transaction.FileStoreTransactionManager}.
 */
@NullMarked
package io.filestore.data.transaction;

import org.jspecify.annotations.NullMarked;
