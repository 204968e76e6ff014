/**
 * The tables: who takes part, what they do, in which order.
 */
@NullMarked
package io.filestore.benchmarks.table;

import org.jspecify.annotations.NullMarked;
