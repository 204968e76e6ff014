package io.filestore.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * One version of a row as it lies in memory: canonical JSON and what filestore knows
 * about it. Immutable but for a remembered decoded value, which is read and written
 * through {@link DecodedValues}; a changed row is a new object.
 *
 * <p>
 * What holds, and why:
 * <ol>
 * <li>All other fields are final: whoever sees a row, by whatever way, sees all of
 * it.</li>
 * <li>The value is read with acquire, and written by a compare-and-set or with release.
 * It is immutable, so who sees it sees all of it.</li>
 * <li>A row begins to remember, and ceases to, under the lock of {@link DecodedMemory}
 * only. In between one value gives place to another by a compare-and-set without that
 * lock, which fails if the row has forgotten meanwhile: then somebody decodes again.</li>
 * </ol>
 */
public class StoredRow {

    private static final VarHandle DECODED = decodedField();

    private final String id;

    private final byte[] json;

    private final long version;

    // What it points to is immutable, and two threads that decode at once decode the
    // same.
    private @Nullable Object decoded;

    private StoredRow(String id, byte[] json, long version) {
        this.id = id;
        this.json = json;
        this.version = version;
    }

    /**
     * Makes a row.
     * @param id the row id
     * @param json canonical JSON, not to be modified afterwards
     * @param version unique and growing, never 0
     * @param expiresAt epoch milliseconds, 0 for never
     */
    public static StoredRow of(String id, byte[] json, long version, long expiresAt) {
        return (expiresAt != 0) ? new Expiring(id, json, version, expiresAt) : new StoredRow(id, json, version);
    }

    public final String id() {
        return this.id;
    }

    /** Canonical JSON; not a copy, not to be modified. */
    public final byte[] json() {
        return this.json;
    }

    public final long version() {
        return this.version;
    }

    /** Epoch milliseconds, 0 for never. */
    public long expiresAt() {
        return 0;
    }

    public final boolean isExpiredAt(long epochMillis) {
        long expiresAt = expiresAt();
        return expiresAt != 0 && expiresAt <= epochMillis;
    }

    final @Nullable Object decoded() {
        return DECODED.getAcquire(this);
    }

    /** Remembers a value in place of another; false if that is not there. */
    final boolean remember(@Nullable Object known, Object value) {
        return DECODED.compareAndSet(this, known, value);
    }

    final void forget() {
        DECODED.setRelease(this, null);
    }

    private static VarHandle decodedField() {
        try {
            return MethodHandles.lookup().findVarHandle(StoredRow.class, "decoded", Object.class);
        }
        catch (ReflectiveOperationException ex) {
            throw new ExceptionInInitializerError(ex);
        }
    }

    /** Of its own class, since most rows live without these eight bytes. */
    private static final class Expiring extends StoredRow {

        private final long expiresAt;

        Expiring(String id, byte[] json, long version, long expiresAt) {
            super(id, json, version);
            this.expiresAt = expiresAt;
        }

        @Override
        public long expiresAt() {
            return this.expiresAt;
        }

    }

}
