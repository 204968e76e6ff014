package io.filestore.autoconfigure.endpoint;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.filestore.Store;
import io.filestore.error.StoreException;
import io.filestore.report.CollectionStats;

/**
 * How a collection stands.
 *
 * @param name its name
 * @param strategy how it is kept
 * @param path where it lies; absent if nowhere
 * @param wal whether its changes go through the write-ahead log
 * @param ttlMillis how long after its last write a row expires; absent for never
 * @param indexes its indexes
 * @param rows how many rows it has
 * @param bytesOnDisk the size of its files, index files included; absent if they cannot
 * be looked at
 * @param pendingRows changed rows that wait for a flush
 * @param lastFlush when the last flush ended that had something to write for it
 * @param puts puts since the store was opened
 * @param deletes deletes since then
 * @param expirations expired rows since then
 * @param queries the queries since then, by what has answered them: search, union, order,
 * scan
 * @param quarantined damaged files and rows found when it was loaded
 * @param shape the shape of its rows: 1, unless migrations have led to another
 */
public record CollectionDescriptor(String name, String strategy, @Nullable String path, boolean wal,
        @Nullable Long ttlMillis, List<Index> indexes, long rows, @Nullable Long bytesOnDisk, long pendingRows,
        @Nullable Instant lastFlush, long puts, long deletes, long expirations, Map<String, Queries> queries,
        long quarantined, int shape) implements OperationResponseBody {

    static CollectionDescriptor of(CollectionStats stats, Store store) {
        Path path = stats.path();
        List<Index> indexes = stats.indexed()
            .stream()
            .map((fields) -> new Index(fields, stats.unique().contains(fields)))
            .toList();
        return new CollectionDescriptor(stats.name(), stats.strategy(), (path != null) ? path.toString() : null,
                stats.wal(), (stats.ttl() != null) ? stats.ttl().toMillis() : null, indexes, stats.rows(),
                bytesOnDisk(stats.name(), store), stats.pendingRows(), stats.lastFlush(), stats.puts(), stats.deletes(),
                stats.expirations(), queries(stats), stats.quarantined(), stats.shape());
    }

    private static Map<String, Queries> queries(CollectionStats stats) {
        Map<String, Queries> queries = new LinkedHashMap<>();
        stats.queries()
            .forEach((plan, totals) -> queries.put(plan.name().toLowerCase(Locale.ROOT),
                    new Queries(totals.count(), totals.time().toMillis())));
        return queries;
    }

    private static @Nullable Long bytesOnDisk(String collection, Store store) {
        try {
            return store.bytesOnDisk(collection);
        }
        catch (StoreException ex) {
            return null;
        }
    }

    /**
     * An index.
     *
     * @param fields the field, or those of a compound index
     * @param unique whether no two rows may share a value, or all values of a compound
     * one
     */
    public record Index(List<String> fields, boolean unique) {
    }

    /**
     * Queries that were answered in one way.
     *
     * @param count how many
     * @param timeMillis time spent in them, all together
     */
    public record Queries(long count, long timeMillis) {
    }

}
