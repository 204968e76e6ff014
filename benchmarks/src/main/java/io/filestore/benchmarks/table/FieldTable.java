package io.filestore.benchmarks.table;

import io.filestore.benchmarks.report.Results;

/**
 * A table of contestants that are open side by side. If several such tables come one
 * after the other, each goes on with those that are open already.
 */
@FunctionalInterface
public interface FieldTable extends Table {

    Results measure(Options options, Field field) throws Exception;

    @Override
    default Results measure(Options options) throws Exception {
        try (Field field = new Field(options)) {
            return measure(options, field);
        }
    }

}
