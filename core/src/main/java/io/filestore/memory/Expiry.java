package io.filestore.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * When the rows of a collection expire. It knows when the first one may, so that a sweep
 * before that time looks at no row.
 *
 * <p>
 * What holds, and why:
 * <ol>
 * <li>When no put and no sweep runs, {@link #earliest} is not later than the first row in
 * the table expires. If it is earlier, a sweep looks at all rows in vain, once.</li>
 * <li>A writer puts a row and then compares its time; a sweep forgets {@link #earliest}
 * and then walks through the rows, without a lock. A put ends with a volatile write, that
 * of the part's size, and a walk begins with a read of it. So either the writer finds the
 * time forgotten and notes its own, or the walk finds the row.</li>
 * </ol>
 */
public final class Expiry {

    /** What files can hold: they are read up to 18 digits. */
    private static final long LATEST = 999_999_999_999_999_999L;

    private final @Nullable Duration ttl;

    private final RowTable rows;

    private final AtomicLong earliest = new AtomicLong(Long.MAX_VALUE);

    /**
     * @param ttl how long after its last write a row expires; null for never
     */
    Expiry(@Nullable Duration ttl, RowTable rows) {
        this.ttl = ttl;
        this.rows = rows;
    }

    /** Whether rows expire at all. */
    public boolean hasTtl() {
        return this.ttl != null;
    }

    /** When a row written now expires, 0 for never. */
    public long of(long now) {
        if (this.ttl == null) {
            return 0;
        }
        long expiry = now + this.ttl.toMillis();
        return (expiry > 0) ? Math.min(expiry, LATEST) : LATEST;
    }

    /** To be called with each row that comes into memory. */
    void note(StoredRow row) {
        if (row.expiresAt() != 0 && row.expiresAt() < this.earliest.get()) {
            this.earliest.accumulateAndGet(row.expiresAt(), Math::min);
        }
    }

    /** Notes all rows that were loaded. */
    void noteAll() {
        if (this.ttl != null) {
            this.rows.forEach(this::note);
        }
    }

    /** The rows that have expired. Looks at all rows, but only when one may have. */
    public List<StoredRow> expired(long now) {
        if (now < this.earliest.get()) {
            return List.of();
        }
        this.earliest.set(Long.MAX_VALUE);
        List<StoredRow> found = new ArrayList<>();
        for (StoredRow row : this.rows) {
            if (row.isExpiredAt(now)) {
                found.add(row);
            }
            note(row);
        }
        return found;
    }

}
