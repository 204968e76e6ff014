package io.filestore.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the results of tables to files, and prints them.
 */
public final class Report {

    private final Path directory;

    /** Begins with a description of the machine, in {@code machine.md}. */
    public Report(Path directory, String machine) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("machine.md"), machine);
        System.out.println(machine);
    }

    /**
     * Writes a table as CSV, with the figures of all rounds, as Markdown and as pictures.
     * @param results the figures
     * @param conditions how they came about
     */
    public void write(Results results, String conditions) throws IOException {
        String markdown = Markdown.of(results) + conditions;
        Files.writeString(this.directory.resolve(results.name() + ".csv"), Csv.of(results));
        Files.writeString(this.directory.resolve(results.name() + ".md"), markdown);
        for (Chart chart : results.charts()) {
            chart.write(this.directory, results);
        }
        System.out.println(markdown);
    }

}
