/**
 * What is asked of stores that have rows in some order, and each store that answers.
 */
@NullMarked
package io.filestore.benchmarks.query;

import org.jspecify.annotations.NullMarked;
