package io.filestore.storage;

import java.util.List;
import java.util.function.Function;

/**
 * The strategies that filestore brings along, by the names that configuration knows.
 *
 * <table border="1">
 * <caption>what lies on disk</caption>
 * <tr>
 * <td>{@code file-per-record}</td>
 * <td>a directory with one JSON file a row</td>
 * </tr>
 * <tr>
 * <td>{@code single-file}</td>
 * <td>one file: JSON lines if its name ends in {@code .jsonl}, else one JSON object</td>
 * </tr>
 * <tr>
 * <td>{@code compressed}</td>
 * <td>the same, as LZ4 frames in a file whose name has {@code .lz4} added</td>
 * </tr>
 * <tr>
 * <td>{@code memory-only}</td>
 * <td>nothing</td>
 * </tr>
 * </table>
 */
public final class StandardStrategies {

    private StandardStrategies() {
    }

    /** One file a row: the one to choose when people or other programs read the rows. */
    public static StorageStrategyFactory filePerRecord() {
        return new Factory("file-per-record", true, FilePerRecordStrategy::new);
    }

    /** One file a collection. */
    public static StorageStrategyFactory singleFile() {
        return new Factory("single-file", true, (context) -> inOneFile(context, new PlainContainer()));
    }

    /** One file a collection, compressed. */
    public static StorageStrategyFactory compressed() {
        return new Factory("compressed", true, (context) -> inOneFile(context, new Lz4Container()));
    }

    /** No files: rows end with the process. */
    public static StorageStrategyFactory memoryOnly() {
        return new Factory("memory-only", false, (context) -> new MemoryOnlyStrategy());
    }

    /**
     * One JSON object of names and values, where a value may be any JSON and has no
     * metadata: the store's global values.
     */
    public static StorageStrategyFactory values() {
        return new Factory("values", true,
                (context) -> new JsonMapStrategy(context, new PlainContainer(), MapEntries.VALUES));
    }

    /** The four strategies for collections. */
    public static List<StorageStrategyFactory> all() {
        return List.of(filePerRecord(), singleFile(), compressed(), memoryOnly());
    }

    private static StorageStrategy inOneFile(StrategyContext context, Container container) {
        return context.path().toString().endsWith(".jsonl") ? new JsonLinesStrategy(context, container)
                : new JsonMapStrategy(context, container, MapEntries.ROWS);
    }

    private record Factory(String name, boolean persistent,
            Function<StrategyContext, StorageStrategy> creator) implements StorageStrategyFactory {

        @Override
        public StorageStrategy create(StrategyContext context) {
            return this.creator.apply(context);
        }

    }

}
