package io.filestore.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.query.PlanKind;

/**
 * How one collection stands.
 *
 * @param name its name
 * @param strategy the name of its strategy
 * @param path where it lies, null if nowhere
 * @param wal whether its changes go through the write-ahead log
 * @param ttl how long after its last write a row expires, null for never
 * @param indexed its indexes, the unique ones included, each by its fields, of which a
 * compound one has several
 * @param unique those of them whose values no two rows may share
 * @param rows how many rows it has, those that have expired but are not yet swept
 * included
 * @param pendingRows how many changed rows wait for a flush
 * @param puts puts since the store was opened
 * @param deletes deletes since the store was opened, expired rows not included
 * @param expirations expired rows since the store was opened
 * @param flushedRows changed rows that flushes have written since the store was opened,
 * deletions included
 * @param flushedBytes bytes that flushes have written since then, index files included
 * @param lastFlush when the last flush ended that had something to write for it, null if
 * none has
 * @param queries the queries since the store was opened, by what has answered them
 * @param quarantined damaged files and rows found when it was loaded
 * @param shape the shape of its rows: 1, unless migrations have led to another
 */
public record CollectionStats(String name, String strategy, @Nullable Path path, boolean wal, @Nullable Duration ttl,
        List<List<String>> indexed, List<List<String>> unique, long rows, long pendingRows, long puts, long deletes,
        long expirations, long flushedRows, long flushedBytes, @Nullable Instant lastFlush,
        Map<PlanKind, QueryTotals> queries, long quarantined, int shape) {

    /**
     * Queries of one kind, counted and timed.
     *
     * @param count how many have been answered; a stream counts when it begins, and rows
     * by their ids or by {@code find(field, value)} do not
     * @param time time spent in those, of streams that to begin with
     */
    public record QueryTotals(long count, Duration time) {
    }

}
