package io.filestore.benchmarks.table;

import io.filestore.benchmarks.report.Results;

/**
 * One table: runs its contestants in turn and returns their figures.
 */
@FunctionalInterface
public interface Table {

    Results measure(Options options) throws Exception;

}
