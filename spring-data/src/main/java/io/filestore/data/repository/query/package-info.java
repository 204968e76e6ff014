/**
 * From names of methods to {@link io.filestore.query queries}.
 */
@NullMarked
package io.filestore.data.repository.query;

import org.jspecify.annotations.NullMarked;
