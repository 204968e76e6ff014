package io.filestore.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.filestore.benchmarks.table.Options;

/**
 * The command line.
 *
 * @param tables what to measure
 * @param options how much of it
 */
record Arguments(List<String> tables, Options options) {

    static Arguments parse(String[] arguments, Collection<String> known) {
        List<String> tables = new ArrayList<>();
        int rows = 100_000;
        int manyRows = 1_000_000;
        int rounds = 5;
        int slice = 250;
        Path work = Path.of("benchmarks/target/work");
        Path results = Path.of("benchmarks/target/results");
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "all" -> tables.addAll(known);
                case "--rows" -> rows = number(arguments, ++i);
                case "--many-rows" -> manyRows = number(arguments, ++i);
                case "--rounds" -> rounds = number(arguments, ++i);
                case "--slice" -> slice = number(arguments, ++i);
                case "--work" -> work = Path.of(value(arguments, ++i));
                case "--results" -> results = Path.of(value(arguments, ++i));
                default -> {
                    if (!known.contains(arguments[i])) {
                        throw new IllegalArgumentException("There is no '" + arguments[i] + "'. " + usage(known));
                    }
                    tables.add(arguments[i]);
                }
            }
        }
        if (tables.isEmpty()) {
            throw new IllegalArgumentException(usage(known));
        }
        return new Arguments(tables,
                new Options(rows, manyRows, rounds, Duration.ofMillis(slice), work.toAbsolutePath(), results));
    }

    private static String usage(Collection<String> known) {
        return """
                Usage: benchmarks/run TABLE... [options]
                TABLE is all, or some of: %s
                  --rows N        rows in a collection (100000)
                  --many-rows N   rows where it is about many (1000000)
                  --rounds N      how often each contestant has its turn (5)
                  --slice MILLIS  how long a turn is with forced writes (250)
                  --work DIR      where contestants have their files (benchmarks/target/work)
                  --results DIR   where the results go (benchmarks/target/results)"""
            .formatted(String.join(", ", known));
    }

    private static int number(String[] arguments, int i) {
        try {
            int number = Integer.parseInt(value(arguments, i).replace("_", ""));
            if (number > 0) {
                return number;
            }
        }
        catch (NumberFormatException ex) {
            // said below
        }
        throw new IllegalArgumentException(
                arguments[i - 1] + " takes a whole number above 0, not '" + arguments[i] + "'.");
    }

    private static String value(String[] arguments, int i) {
        if (i == arguments.length) {
            throw new IllegalArgumentException(arguments[i - 1] + " takes a value.");
        }
        return arguments[i];
    }

}
