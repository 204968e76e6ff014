package io.filestore.cassandra;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import com.datastax.oss.driver.api.core.cql.Statement;

import io.filestore.remote.RemoteChange;

/**
 * Lets the message of a large write be larger than whatever nodes write down of it. They
 * refuse a message that is too large before they begin; what they have agreed upon and
 * then are not able to write down, each of them would try again for each request that
 * follows in the partition, and fail.
 */
final class Headroom {

    /** No node is so small that it does not take this. */
    private static final int LARGE = 64 * 1024;

    /** What is around the rows, with names and keys, some of them twice. */
    private static final int BYTES = 4 * 1024;

    /** What each has beside its JSON. */
    private static final int BYTES_OF_ROW = 200;

    private static final int BYTES_OF_TERM = 12;

    private Headroom() {
    }

    /** Adds bytes that nodes receive and leave. */
    static Statement<?> above(Statement<?> statement, List<Written> rows) {
        long size = 0;
        int bytes = BYTES;
        for (Written row : rows) {
            RemoteChange change = row.replacement().change();
            byte[] json = change.json();
            size += BYTES_OF_ROW + change.rowId().length() + ((json != null) ? json.length : 0);
            bytes += BYTES_OF_TERM * change.terms().size();
        }
        return (size < LARGE) ? statement : statement.setCustomPayload(Map.of("filestore", ByteBuffer.allocate(bytes)));
    }

}
