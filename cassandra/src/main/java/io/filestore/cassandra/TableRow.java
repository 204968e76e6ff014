package io.filestore.cassandra;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

import com.datastax.oss.driver.api.core.cql.Row;
import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * A row as it lies in a table, which may be one that has expired or was deleted.
 *
 * @param was the version that it has replaced, 0 for none
 * @param txid which write it is of
 */
record TableRow(String id, long version, long was, @Nullable UUID txid, Instant expires, byte @Nullable [] json) {

    /** What {@link #of} needs. */
    static final String COLUMNS = "id, ver, was, txid, exp, doc";

    static TableRow of(Row row) {
        ByteBuffer doc = row.getBytesUnsafe("doc");
        byte[] json = null;
        if (doc != null) {
            json = new byte[doc.remaining()];
            doc.get(json);
        }
        Instant expires = row.getInstant("exp");
        return new TableRow(String.valueOf(row.getString("id")), row.getLong("ver"), row.getLong("was"),
                row.getUuid("txid"), (expires != null) ? expires : Expiry.DELETED, json);
    }

    boolean isThereAt(Instant now) {
        return this.json != null && this.expires.isAfter(now);
    }

    /** The row as it was committed, null if it was deleted. */
    @Nullable StoredRow stored() {
        return (this.json != null) ? StoredRow.of(this.id, this.json, this.version, Expiry.expiresAt(this.expires))
                : null;
    }

}
