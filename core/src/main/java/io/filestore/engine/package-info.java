/**
 * The collections of an open store, each in memory and in files, how they are made, and
 * its catalog and checkpoints: what those need who read, write, flush, check and open.
 * Begin with {@link io.filestore.engine.OpenCollections}, then
 * {@link io.filestore.engine.OpenCollection}.
 */
@NullMarked
package io.filestore.engine;

import org.jspecify.annotations.NullMarked;
