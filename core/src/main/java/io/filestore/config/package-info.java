/**
 * What a store is told before it opens. Begin with
 * {@link io.filestore.config.CollectionOptions}.
 */
@NullMarked
package io.filestore.config;

import org.jspecify.annotations.NullMarked;
