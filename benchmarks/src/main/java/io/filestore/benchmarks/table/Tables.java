package io.filestore.benchmarks.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.contestant.Kind;

/**
 * All tables by the names that they have on the command line.
 */
public final class Tables {

    private Tables() {
    }

    /** Those that {@code all} measures. */
    public static Map<String, Table> ofPeers() {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("forced", new ForcedTable());
        tables.put("unforced", new UnforcedTable());
        tables.put("ycsb", new YcsbTable());
        tables.put("start", new StartTable());
        tables.put("start-files", new StartFilesTable());
        tables.put("replay", new ReplayTable());
        tables.put("calls", new CallsTable());
        tables.put("footprint", new FootprintTable());
        tables.put("flush", new FlushTable());
        // These two change rows of what others share, so they come last.
        tables.put("flush-one", new FlushOneTable());
        tables.put("flush-files", new FlushFilesTable());
        return tables;
    }

    /** Those that {@code queries} measures. */
    public static Map<String, Table> ofQueries() {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("query-reads", new QueryReadsTable());
        tables.put("query-starts", new QueryStartsTable());
        // This one changes rows of what it shares with the one before.
        tables.put("query-puts", new QueryPutsTable());
        return tables;
    }

    /** Those that {@code repositories} measures. */
    public static Map<String, Table> ofRepositories() {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("repository-reads", new RepositoryReadsTable());
        // This one changes rows of what it shares with the one before.
        tables.put("repository-saves", new RepositorySavesTable());
        tables.put("repository-start", new RepositoryStartTable());
        return tables;
    }

    /** Those that need nodes beside them, each by its name alone. */
    public static Map<String, Table> ofClusters() {
        return Map.of("cassandra", new CassandraTable());
    }

    /** Any of them; null if there is none of this name. */
    public static @Nullable Table named(String name) {
        return Stream.of(ofPeers(), ofQueries(), ofRepositories(), ofScale(), ofClusters())
            .map((tables) -> tables.get(name))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    }

    /** Those that {@code scale} measures. */
    public static Map<String, Table> ofScale() {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("scale-rows",
                new ScaleTable("scale-rows", Kind.FILESTORE, List.of(10_000, 100_000, 1_000_000, 3_000_000)));
        tables.put("scale-files",
                new ScaleTable("scale-files", Kind.FILESTORE_FILES, List.of(10_000, 100_000, 1_000_000)));
        tables.put("scale-threads", new ScaleThreadsTable());
        tables.put("folders", new FoldersTable());
        return tables;
    }

}
