/**
 * Each store that is measured, behind one interface, and the loops of plain system calls
 * that it is compared with.
 */
@NullMarked
package io.filestore.benchmarks.contestant;

import org.jspecify.annotations.NullMarked;
