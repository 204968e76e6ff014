package io.filestore.data;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import io.filestore.data.mapping.InvalidEntityException;
import io.filestore.row.RowIds;

/** Ids of new entities, which grow with time and are unique in this process. */
final class NewIds {

    /** 2025-01-01, so that numbers stay below 2^53 for two centuries. */
    private static final long EPOCH_MILLIS = 1_735_689_600_000L;

    private static final int RANDOM_BITS = 10;

    /** The number given last. */
    private static final AtomicLong LAST = new AtomicLong();

    private NewIds() {
    }

    /**
     * A new id.
     * @param type String or UUID, for a UUID of version 7; or Long, for a number that
     * also JavaScript can hold
     */
    static Object of(Class<?> type) {
        if (type == String.class) {
            return RowIds.next();
        }
        if (type == UUID.class) {
            return UUID.fromString(RowIds.next());
        }
        if (type == Long.class || type == long.class) {
            return number();
        }
        throw new InvalidEntityException("An id of type " + type.getSimpleName()
                + " is not generated. Give the entity one before it is saved, or make it a String, UUID or Long.");
    }

    /** Begins at random within a millisecond, since other processes count, too. */
    private static long number() {
        long millis = System.currentTimeMillis() - EPOCH_MILLIS;
        long now = millis << RANDOM_BITS | ThreadLocalRandom.current().nextInt(1 << RANDOM_BITS);
        return LAST.updateAndGet((last) -> Math.max(last + 1, now));
    }

}
