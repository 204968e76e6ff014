/**
 * One open store: the parts that work on it share it, and its collections, catalog and
 * checkpoint. Begin with.
 */
@NullMarked
package io.filestore.engine;

import org.jspecify.annotations.NullMarked;
