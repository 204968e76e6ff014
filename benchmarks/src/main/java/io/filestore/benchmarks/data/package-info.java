/**
 * The rows that are measured with, and the order in which they are asked for.
 */
@NullMarked
package io.filestore.benchmarks.data;

import org.jspecify.annotations.NullMarked;
