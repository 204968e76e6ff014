package io.filestore.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the results of a table to files, and prints them.
 */
public final class Report {

    private Report() {
    }

    public static void write(Path directory, String machine, Results results) throws IOException {
        Files.createDirectories(directory);
        String markdown = Markdown.of(results);
        Files.writeString(directory.resolve(results.name() + ".csv"), Csv.of(results));
        Files.writeString(directory.resolve(results.name() + ".md"), markdown + "\n" + machine);
        System.out.println(markdown);
    }

}
