package io.filestore.benchmarks;

import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.filestore.benchmarks.report.Machine;
import io.filestore.benchmarks.report.Report;
import io.filestore.benchmarks.table.FlushFilesTable;
import io.filestore.benchmarks.table.FlushOneTable;
import io.filestore.benchmarks.table.FlushTable;
import io.filestore.benchmarks.table.FootprintTable;
import io.filestore.benchmarks.table.ForcedTable;
import io.filestore.benchmarks.table.Options;
import io.filestore.benchmarks.table.ReplayTable;
import io.filestore.benchmarks.table.StartFilesTable;
import io.filestore.benchmarks.table.StartTable;
import io.filestore.benchmarks.table.Table;
import io.filestore.benchmarks.table.UnforcedTable;
import io.filestore.benchmarks.table.YcsbTable;

/**
 * Measures one table, or all: {@code benchmarks/run forced --rounds 3}.
 */
public final class Run {

    private static final Map<String, Table> TABLES = tables();

    private Run() {
    }

    private static Map<String, Table> tables() {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("forced", new ForcedTable());
        tables.put("unforced", new UnforcedTable());
        tables.put("ycsb", new YcsbTable());
        tables.put("start", new StartTable());
        tables.put("start-files", new StartFilesTable());
        tables.put("replay", new ReplayTable());
        tables.put("flush", new FlushTable());
        tables.put("flush-files", new FlushFilesTable());
        tables.put("flush-one", new FlushOneTable());
        tables.put("footprint", new FootprintTable());
        return tables;
    }

    /**
     * Measures.
     * @param arguments names of tables, or {@code all}, and options
     */
    public static void main(String[] arguments) throws Exception {
        Arguments parsed;
        try {
            parsed = Arguments.parse(arguments, TABLES.keySet());
        }
        catch (IllegalArgumentException ex) {
            System.err.println(ex.getMessage());
            System.exit(2);
            return;
        }
        Options options = parsed.options();
        Files.createDirectories(options.work());
        String machine = Machine.describe(options.work(), "benchmarks/run " + String.join(" ", arguments));
        System.out.println(machine);
        for (String name : parsed.tables()) {
            long started = System.nanoTime();
            Table table = TABLES.get(name);
            if (table != null) {
                Report.write(options.results(), machine, table.measure(options));
                System.out.printf("(%s took %d s)%n%n", name,
                        Duration.ofNanos(System.nanoTime() - started).toSeconds());
            }
        }
    }

}
