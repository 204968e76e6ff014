package io.filestore.autoconfigure.endpoint;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.filestore.autoconfigure.endpoint.CollectionDescriptor.Index;
import io.filestore.report.RemoteStats;

/**
 * How a collection stands that an engine keeps. There is nothing of a log, a flush or
 * files: it has none here.
 *
 * @param name its name
 * @param strategy the engine that keeps it
 * @param group the group whose rows change together; absent for none
 * @param writes what two writes of a row mean that know nothing of each other; absent for
 * what the strategy takes for it
 * @param ttlMillis how long after its last write a row expires; absent for never
 * @param indexes what its rows are found by
 * @param status how it stands where it is kept
 * @param calls the calls of the engine since the store was opened, by what they were for:
 * read, find, change
 * @param conflicts changes that were refused since others were faster
 * @param retries transactions that were run again because of that
 * @param unknown changes of which it cannot be told whether they were done
 * @param unavailable calls that failed because too few machines were up
 */
public record RemoteDescriptor(String name, String strategy, @Nullable String group, @Nullable String writes,
        @Nullable Long ttlMillis, List<Index> indexes, Status status, Map<String, Calls> calls, long conflicts,
        long retries, long unknown, long unavailable) implements OperationResponseBody {

    static RemoteDescriptor of(RemoteStats stats) {
        List<Index> indexes = stats.indexed()
            .stream()
            .map((fields) -> new Index(fields, stats.unique().contains(fields)))
            .toList();
        RemoteStats.Status status = stats.status();
        return new RemoteDescriptor(stats.name(), stats.strategy(), stats.group(), stats.writes(),
                (stats.ttl() != null) ? stats.ttl().toMillis() : null, indexes,
                new Status(status.available(), status.place(), status.replicasNeeded(), status.replicasAlive(),
                        status.details()),
                Map.of("read", calls(stats.reads()), "find", calls(stats.finds()), "change", calls(stats.changes())),
                stats.conflicts(), stats.retries(), stats.unknown(), stats.unavailable());
    }

    private static Calls calls(RemoteStats.Calls calls) {
        return new Calls(calls.count(), calls.time().toMillis());
    }

    /**
     * How it stands where it is kept.
     *
     * @param available whether every row of it can be read and written
     * @param place where it is kept
     * @param replicasNeeded how many copies of a row must answer
     * @param replicasAlive how many are up, of the row that has the fewest
     * @param details what else the engine tells
     */
    public record Status(boolean available, String place, int replicasNeeded, int replicasAlive,
            Map<String, Object> details) {
    }

    /**
     * Calls of one kind.
     *
     * @param count how many
     * @param timeMillis time spent in them, all together
     */
    public record Calls(long count, long timeMillis) {
    }

}
