package io.filestore.remote;

import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.config.CollectionOptions;
import io.filestore.json.FieldReader;
import io.filestore.memory.Keys;
import io.filestore.row.DecodedMemory;
import io.filestore.row.DecodedValues;
import io.filestore.row.IndexKey;
import io.filestore.row.StoredRow;

/** One collection that an engine keeps, and what its options mean for a row. */
final class ConnectedCollection {

    /** What files can hold, too, to which it may move. */
    private static final long LATEST = 999_999_999_999_999_999L;

    private final String name;

    private final CollectionOptions options;

    private final RemoteCollection rows;

    private final Capabilities capabilities;

    private final SharedDomain domain;

    private final InstantSource clock;

    private final RowChanges changes;

    private final RemoteCounts counts = new RemoteCounts();

    /** Rows come anew with each read, so that none would find what it has remembered. */
    private final DecodedValues decoded = new DecodedValues(new DecodedMemory(0));

    ConnectedCollection(String name, CollectionOptions options, RemoteCollection rows, SharedDomain domain,
            InstantSource clock) {
        this.name = name;
        this.options = options;
        this.rows = rows;
        this.capabilities = rows.capabilities();
        this.domain = domain;
        this.clock = clock;
        this.changes = new RowChanges(name, options);
    }

    String name() {
        return this.name;
    }

    CollectionOptions options() {
        return this.options;
    }

    RemoteCollection rows() {
        return this.rows;
    }

    Capabilities capabilities() {
        return this.capabilities;
    }

    SharedDomain domain() {
        return this.domain;
    }

    UniqueKeys unique() {
        return this.changes.unique();
    }

    RemoteCounts counts() {
        return this.counts;
    }

    DecodedValues decoded() {
        return this.decoded;
    }

    /** The fields that rows are found by, each once. */
    List<String> fields() {
        return this.changes.fields();
    }

    /** The change that stores a row. */
    RemoteChange put(String id, byte[] json, long expiresAt, long expected) {
        return this.changes.row(id, json, expiresAt, expected);
    }

    /** The change that deletes a row. */
    RemoteChange delete(String id, long expected) {
        return new RemoteChange(this.name, id, null, 0, expected, List.of());
    }

    /** Whether a row is found by a key of a field. */
    boolean hasKey(StoredRow row, String field, Object key) {
        byte[] value = new FieldReader(List.of(field)).read(row.json())[0];
        return value != null && Keys.each(IndexKey.of(value)).contains(key);
    }

    /** When a row written now expires, 0 for never. */
    long expiry() {
        if (this.options.ttl() == null) {
            return 0;
        }
        long expiry = now() + this.options.ttl().toMillis();
        return (expiry > 0) ? Math.min(expiry, LATEST) : LATEST;
    }

    long now() {
        return this.clock.millis();
    }

    boolean isThere(@Nullable StoredRow row) {
        return row != null && (row.expiresAt() == 0 || !row.isExpiredAt(now()));
    }

}
