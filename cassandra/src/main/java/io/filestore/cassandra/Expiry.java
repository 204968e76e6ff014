package io.filestore.cassandra;

import java.time.Duration;
import java.time.Instant;

/**
 * When rows are no longer there. The column says it to the millisecond, and is what
 * counts; Cassandra's own time to live clears away a little later, so that the version of
 * what was there is known to whoever comes next, and a write that was held up on its way
 * finds it, too.
 */
final class Expiry {

    /** What the column has of a row that never expires. */
    static final Instant NEVER = Instant.parse("9999-12-31T23:59:59.999Z");

    /** What it has of one that was deleted. */
    static final Instant DELETED = Instant.EPOCH;

    private static final Duration GRACE = Duration.ofMinutes(1);

    /** How long it is known that a row was deleted. */
    private static final Duration DELETION = Duration.ofHours(1);

    /**
     * Cassandra refuses what ends later, on 19 January 2038, unless its storage is made
     * for more.
     */
    private static final long LAST_SECOND = Integer.MAX_VALUE - 1;

    /** Cassandra refuses longer ones. */
    private static final long MOST_SECONDS = Duration.ofDays(20 * 365).toSeconds();

    private Expiry() {
    }

    static Instant column(long expiresAt) {
        return (expiresAt == 0 || expiresAt >= NEVER.toEpochMilli()) ? NEVER : Instant.ofEpochMilli(expiresAt);
    }

    static long expiresAt(Instant column) {
        return column.equals(NEVER) ? 0 : column.toEpochMilli();
    }

    /**
     * Seconds for {@code USING TTL}, 0 for none: what expires then stays in the table.
     */
    static int seconds(Instant column, Instant now) {
        if (column.equals(DELETED)) {
            return (int) DELETION.toSeconds();
        }
        long rest = Math.max(0, -Math.floorDiv(now.toEpochMilli() - column.toEpochMilli(), 1000L)) + GRACE.toSeconds();
        return (rest > MOST_SECONDS || now.getEpochSecond() + rest >= LAST_SECOND) ? 0 : (int) rest;
    }

}
