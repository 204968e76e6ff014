package io.filestore.record;

import org.jspecify.annotations.Nullable;

/**
 * One version of a row as it lies in memory: canonical JSON and what filestore knows
 * about it. Immutable but for a remembered decoded value; a changed row is a new object.
 */
public final class StoredRow {

    private final String id;

    private final byte[] json;

    private final long version;

    private final long expiresAt;

    private final @Nullable Object[] keys;

    // Written without a lock: what it points to is immutable, and two threads that decode
    // at once decode the same.
    private @Nullable Object decoded;

    /**
     * @param id the row id
     * @param json canonical JSON, not to be modified afterwards
     * @param version unique and growing, never 0
     * @param expiresAt epoch milliseconds, 0 for never
     * @param keys the row's keys in the collection's indexes, in the order of the indexes
     */
    public StoredRow(String id, byte[] json, long version, long expiresAt, @Nullable Object[] keys) {
        this.id = id;
        this.json = json;
        this.version = version;
        this.expiresAt = expiresAt;
        this.keys = keys;
    }

    public String id() {
        return this.id;
    }

    /** Canonical JSON; not a copy, not to be modified. */
    public byte[] json() {
        return this.json;
    }

    public long version() {
        return this.version;
    }

    /** Epoch milliseconds, 0 for never. */
    public long expiresAt() {
        return this.expiresAt;
    }

    public boolean isExpiredAt(long epochMillis) {
        return this.expiresAt != 0 && this.expiresAt <= epochMillis;
    }

    /** The key in the index at this position, null if the row has none there. */
    public @Nullable Object key(int index) {
        return this.keys[index];
    }

    public @Nullable Object decoded() {
        return this.decoded;
    }

    /** Remembers a decoded value, which must be of an immutable type. */
    public void remember(Object value) {
        this.decoded = value;
    }

}
