/**
 * Spring Data repositories over collections of a store. Begin at
 * {@link io.filestore.data.repository.FileStoreRepository}.
 */
@NullMarked
package io.filestore.data.repository;

import org.jspecify.annotations.NullMarked;
