package io.filestore.cassandra;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import com.datastax.oss.driver.api.core.cql.Row;
import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * A row as it lies in a table, which may be one that has expired or was deleted.
 *
 * @param txid which write it is of
 * @param past the ids of some writes before, none in a group
 * @param deleted whether there is no JSON, which is not there either where nobody needs
 * it
 */
record TableRow(String id, long version, UUID txid, List<UUID> past, Instant expires, boolean deleted,
        byte @Nullable [] json) {

    /** What {@link #of} needs. */
    static final String COLUMNS = "id, ver, txid, exp, doc";

    static TableRow of(Row row, boolean withPast) {
        ByteBuffer doc = row.getBytesUnsafe("doc");
        byte[] json = null;
        if (doc != null) {
            json = new byte[doc.remaining()];
            doc.get(json);
        }
        List<UUID> past = withPast ? row.getList("past", UUID.class) : null;
        return new TableRow(String.valueOf(row.getString("id")), row.getLong("ver"),
                Objects.requireNonNullElse(row.getUuid("txid"), Past.NONE),
                Objects.requireNonNullElse(past, List.<UUID>of()),
                Objects.requireNonNullElse(row.getInstant("exp"), Expiry.DELETED), json == null, json);
    }

    boolean isThereAt(Instant now) {
        return !this.deleted && this.expires.isAfter(now);
    }

    TableRow withoutJson() {
        return new TableRow(this.id, this.version, this.txid, this.past, this.expires, this.deleted, null);
    }

    /** The row as it was committed, null if it was deleted. */
    @Nullable StoredRow stored() {
        return (this.json != null) ? StoredRow.of(this.id, this.json, this.version, Expiry.expiresAt(this.expires))
                : null;
    }

}
