package io.filestore.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.filestore.benchmarks.report.Folders;
import io.filestore.benchmarks.report.Machine;
import io.filestore.benchmarks.report.Paste;
import io.filestore.benchmarks.report.Report;
import io.filestore.benchmarks.report.Results;
import io.filestore.benchmarks.table.Field;
import io.filestore.benchmarks.table.FieldTable;
import io.filestore.benchmarks.table.Options;
import io.filestore.benchmarks.table.Table;

/**
 * Measures tables, or pastes their results into a page; {@code benchmarks/README.md}
 * tells how to call it.
 */
public final class Run {

    private Run() {
    }

    /**
     * Measures.
     * @param arguments names of tables and options
     */
    public static void main(String[] arguments) throws Exception {
        Arguments parsed;
        try {
            parsed = Arguments.parse(arguments);
        }
        catch (IllegalArgumentException ex) {
            System.err.println(ex.getMessage());
            System.exit(2);
            return;
        }
        Path page = parsed.page();
        if (page != null) {
            Paste.into(page, parsed.options().results());
        }
        else {
            measure(parsed.tables(), parsed.optionsWithWork(), "benchmarks/run " + String.join(" ", arguments));
        }
    }

    private static void measure(Map<String, Table> tables, Options options, String command) throws Exception {
        Report report = new Report(options.results(), Machine.describe(options.work()));
        try (Field field = new Field(options)) {
            for (Map.Entry<String, Table> table : tables.entrySet()) {
                String conditions = Machine.conditions(command);
                long started = System.nanoTime();
                Results results = measure(table.getValue(), options, field);
                report.write(results, conditions);
                System.out.printf("%s took %d s%n%n", table.getKey(),
                        Duration.ofNanos(System.nanoTime() - started).toSeconds());
            }
        }
        finally {
            Folders.delete(options.work());
        }
    }

    private static Results measure(Table table, Options options, Field field) throws Exception {
        if (table instanceof FieldTable goesOn) {
            return goesOn.measure(options, field);
        }
        field.close();
        return table.measure(options);
    }

}
