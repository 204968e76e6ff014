/**
 * The entities of a store, by a template and what it is made of. Repositories stand on
 * it; it stands on what entities say about themselves.
 */
@NullMarked
package io.filestore.data;

import org.jspecify.annotations.NullMarked;
