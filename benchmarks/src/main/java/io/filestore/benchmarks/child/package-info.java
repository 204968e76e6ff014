/**
 * A fresh virtual machine for each contestant, and what it is told to do and measure.
 */
@NullMarked
package io.filestore.benchmarks.child;

import org.jspecify.annotations.NullMarked;
