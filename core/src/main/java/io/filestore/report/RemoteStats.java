package io.filestore.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a collection stands whose rows an engine keeps. Counts and times are of this
 * instance, since the store was opened.
 *
 * @param name the collection's name
 * @param strategy the name of the engine's strategy
 * @param group the group that it was configured to be in, null for none
 * @param indexed what it is indexed by, each by its fields; the unique ones, too
 * @param unique fields that no two rows may share, each with those that it is so together
 * with
 * @param ttl how long after its last write a row expires, null for never
 * @param writes what two writes of a row mean that know nothing of each other, as in the
 * configuration; null for what the strategy takes for it
 * @param reads of rows by their ids
 * @param changes commits, of one row or several, acknowledged or not
 * @param finds pages of queries and scans, and counts
 * @param conflicts commits that were refused because a row, or the group, had changed
 * @param retries transactions that were run again because of that
 * @param unknown commits of which it cannot be told whether they are done
 * @param unavailable calls that failed because too few machines were up
 * @param status how it stands where it is kept
 */
public record RemoteStats(String name, String strategy, @Nullable String group, List<List<String>> indexed,
        List<List<String>> unique, @Nullable Duration ttl, @Nullable String writes, Calls reads, Calls changes,
        Calls finds, long conflicts, long retries, long unknown, long unavailable, Status status) {

    /**
     * Calls of the engine, counted and timed.
     *
     * @param count how many
     * @param time spent in them
     */
    public record Calls(long count, Duration time) {
    }

    /**
     * How it stands where it is kept.
     *
     * @param available whether every row of it can be read and written now
     * @param place where it is kept, such as {@code shop.orders}
     * @param replicasNeeded how many copies of a row must answer
     * @param replicasAlive how many are up, of the row that has the fewest
     * @param details what else there is to know
     */
    public record Status(boolean available, String place, int replicasNeeded, int replicasAlive,
            Map<String, Object> details) {

        public Status {
            details = Map.copyOf(details);
        }

    }

}
