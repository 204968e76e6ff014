/**
 * What JMH measures: calls that take microseconds.
 */
@NullMarked
package io.filestore.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
