package io.filestore.cassandra;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.filestore.RowCollection;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was told to whoever wrote, kept outside of the store: for each row all that it may
 * be, which is one thing unless a write ended unknown. A row belongs to one thread.
 */
final class Accounts {

    /** Stands for a row that is not there. */
    private static final long NOTHING = -1;

    private final Map<String, Set<Long>> possible = new ConcurrentHashMap<>();

    private final AtomicLong acknowledged = new AtomicLong();

    private final AtomicLong unknown = new AtomicLong();

    private final AtomicLong unavailable = new AtomicLong();

    private volatile long lastAcknowledged = System.nanoTime();

    private final AtomicLong longestGap = new AtomicLong();

    /** Puts a number into a row, or deletes it if that is null; notes what is told. */
    void write(RowCollection<Row> rows, String id, @Nullable Long number) {
        String key = rows.name() + "/" + id;
        long wanted = (number != null) ? number : NOTHING;
        try {
            if (number != null) {
                rows.put(id, Row.of("n", number));
            }
            else {
                rows.delete(id);
            }
            this.possible.put(key, Set.of(wanted));
            this.acknowledged.incrementAndGet();
            long now = System.nanoTime();
            long gap = now - this.lastAcknowledged;
            this.lastAcknowledged = now;
            this.longestGap.accumulateAndGet(gap, Math::max);
        }
        catch (OutcomeUnknownException ex) {
            Set<Long> either = new HashSet<>(this.possible.getOrDefault(key, Set.of(NOTHING)));
            either.add(wanted);
            this.possible.put(key, either);
            this.unknown.incrementAndGet();
        }
        catch (StoreUnavailableException ex) {
            this.possible.putIfAbsent(key, Set.of(NOTHING));
            this.unavailable.incrementAndGet();
            LockSupport.parkNanos(20_000_000);
        }
    }

    long acknowledged() {
        return this.acknowledged.get();
    }

    /** Every row must be what was told of it. */
    void check(RowCollection<Row> rows) {
        this.possible.forEach((key, numbers) -> {
            if (key.startsWith(rows.name() + "/")) {
                long found = rows.get(key.substring(rows.name().length() + 1))
                    .map((row) -> row.get("n").asLong())
                    .orElse(NOTHING);
                assertThat(numbers).as(key).contains(found);
            }
        });
    }

    @Override
    public String toString() {
        return this.acknowledged + " acknowledged, " + this.unknown + " unknown, " + this.unavailable
                + " unavailable, longest gap " + this.longestGap.get() / 1_000_000 + " ms";
    }

}
