/**
 * Figures, their medians and spreads, as CSV, Markdown and charts.
 */
@NullMarked
package io.filestore.benchmarks.report;

import org.jspecify.annotations.NullMarked;
