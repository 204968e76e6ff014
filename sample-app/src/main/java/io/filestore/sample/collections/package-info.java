/**
 * Every collection of the store as it is, row by row, for the console and for programs:
 * an interface that knows nothing of what the rows mean.
 */
@NullMarked
package io.filestore.sample.collections;

import org.jspecify.annotations.NullMarked;
