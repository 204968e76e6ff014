/**
 * What a directory says about itself: which store it is, and how each collection lies in
 * it. Knows files and strategies, and nothing of the engine.
 */
@NullMarked
package io.filestore.catalog;

import org.jspecify.annotations.NullMarked;
