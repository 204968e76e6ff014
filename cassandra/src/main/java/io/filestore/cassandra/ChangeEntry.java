package io.filestore.cassandra;

import java.time.Instant;
import java.util.UUID;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;

import io.filestore.event.RowChange.Kind;

/**
 * A change as the table of changes has it.
 *
 * @param at when it was entered, and by whom
 * @param version the row's version, also that of a deletion
 */
record ChangeEntry(UUID at, String collection, String id, long version, Kind kind, UUID origin) {

    static final String INSERT = "insert";

    static final String UPDATE = "update";

    static final String DELETE = "delete";

    static final String COLUMNS = "at, coll, id, ver, op, origin";

    static ChangeEntry of(Row row) {
        Kind kind = switch (String.valueOf(row.getString("op"))) {
            case INSERT -> Kind.INSERTED;
            case DELETE -> Kind.DELETED;
            default -> Kind.UPDATED;
        };
        UUID at = row.getUuid("at");
        UUID origin = row.getUuid("origin");
        return new ChangeEntry((at != null) ? at : Past.NONE, String.valueOf(row.getString("coll")),
                String.valueOf(row.getString("id")), row.getLong("ver"), kind, (origin != null) ? origin : Past.NONE);
    }

    Instant time() {
        return Instant.ofEpochMilli(Uuids.unixTimestamp(this.at));
    }

}
