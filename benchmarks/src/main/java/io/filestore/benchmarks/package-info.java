/**
 * Measurements, run by hand.
 */
@NullMarked
package io.filestore.benchmarks;

import org.jspecify.annotations.NullMarked;
