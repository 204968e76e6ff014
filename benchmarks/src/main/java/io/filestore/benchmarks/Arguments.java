package io.filestore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.table.Options;
import io.filestore.benchmarks.table.Table;
import io.filestore.benchmarks.table.Tables;

/**
 * The command line.
 *
 * @param tables what to measure
 * @param page where to paste results; null to measure
 * @param options how much of it
 */
record Arguments(Map<String, Table> tables, @Nullable Path page, Options options) {

    private static final int MOST_ROWS = 9_999_999;

    static Arguments parse(String[] arguments) {
        Map<String, Table> tables = new LinkedHashMap<>();
        Path page = null;
        int rows = 100_000;
        int manyRows = 1_000_000;
        int largest = 3_000_000;
        int rounds = 3;
        int slice = 250;
        int turn = 20;
        Path work = Path.of("benchmarks/target");
        Path results = Path.of("benchmarks/target/results");
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "all" -> tables.putAll(Tables.ofPeers());
                case "queries" -> tables.putAll(Tables.ofQueries());
                case "repositories" -> tables.putAll(Tables.ofRepositories());
                case "scale" -> tables.putAll(Tables.ofScale());
                case "paste" -> page = Path.of(value(arguments, ++i));
                case "--rows" -> rows = number(arguments, ++i);
                case "--many-rows" -> manyRows = number(arguments, ++i);
                case "--largest" -> largest = number(arguments, ++i);
                case "--rounds" -> rounds = number(arguments, ++i);
                case "--slice" -> slice = number(arguments, ++i);
                case "--turn" -> turn = number(arguments, ++i);
                case "--work" -> work = Path.of(value(arguments, ++i));
                case "--results" -> results = Path.of(value(arguments, ++i));
                default -> tables.put(arguments[i], table(arguments[i]));
            }
        }
        if (tables.isEmpty() == (page == null)) {
            throw new IllegalArgumentException(usage());
        }
        return new Arguments(tables, page, new Options(rows, manyRows, largest, rounds, Duration.ofMillis(slice),
                Duration.ofSeconds(turn), work.toAbsolutePath(), results));
    }

    /** With a new directory to work in, below the one that is given. */
    Options optionsWithWork() throws IOException {
        Files.createDirectories(this.options.work());
        return this.options.withWork(Files.createTempDirectory(this.options.work(), "filestore-benchmarks"));
    }

    private static Table table(String name) {
        Table table = Tables.named(name);
        if (table == null) {
            throw new IllegalArgumentException("There is no '" + name + "'.\n" + usage());
        }
        return table;
    }

    private static String usage() {
        return """
                Usage: benchmarks/run TABLE... [options]     measures
                       benchmarks/run paste PAGE [options]   puts the results into a page
                TABLE is all (%s),
                queries (%s),
                repositories (%s),
                scale (%s), %s, or one of these.
                  --rows N        rows in a collection (100000)
                  --many-rows N   rows where it is about many (1000000)
                  --largest N     the most rows of the scale tables (3000000)
                  --rounds N      how often each contestant has its turn (3); at most 3 where a turn is long
                  --slice MILLIS  how long a turn with forced writes is (250)
                  --turn SECONDS  how long a turn of unforced puts and of YCSB is, several flushes (20)
                  --work DIR      where contestants have their files (benchmarks/target)
                  --results DIR   where the results go (benchmarks/target/results)""".formatted(
                String.join(", ", Tables.ofPeers().keySet()), String.join(", ", Tables.ofQueries().keySet()),
                String.join(", ", Tables.ofRepositories().keySet()), String.join(", ", Tables.ofScale().keySet()),
                String.join(", ", Tables.ofClusters().keySet()));
    }

    private static int number(String[] arguments, int i) {
        String text = value(arguments, i);
        try {
            int number = Integer.parseInt(text.replace("_", ""));
            if (number > 0 && number <= MOST_ROWS) {
                return number;
            }
        }
        catch (NumberFormatException ex) {
            // said below
        }
        throw new IllegalArgumentException(
                arguments[i - 1] + " takes a whole number from 1 to " + MOST_ROWS + ", not '" + text + "'.");
    }

    private static String value(String[] arguments, int i) {
        if (i == arguments.length) {
            throw new IllegalArgumentException(arguments[i - 1] + " takes a value.");
        }
        return arguments[i];
    }

}
