package io.filestore.data.repository.support;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.data.mapping.MappingException;

import io.filestore.row.RowIds;

/** Ids of new entities, which grow with time. */
final class NewIds {

    /** 2025-01-01, so that numbers stay below 2^53 for two centuries. */
    private static final long EPOCH_MILLIS = 1_735_689_600_000L;

    private static final int RANDOM_BITS = 10;

    private NewIds() {
    }

    /**
     * A new id.
     * @param type String or UUID, for a UUID of version 7; or Long, for a number that
     * also JavaScript can hold, of which two that are made at once may be the same
     */
    static Object of(Class<?> type) {
        if (type == String.class) {
            return RowIds.next();
        }
        if (type == UUID.class) {
            return UUID.fromString(RowIds.next());
        }
        if (type == Long.class || type == long.class) {
            long millis = System.currentTimeMillis() - EPOCH_MILLIS;
            return millis << RANDOM_BITS | ThreadLocalRandom.current().nextInt(1 << RANDOM_BITS);
        }
        throw new MappingException("An id of type " + type.getSimpleName()
                + " is not generated. Give the entity one before it is saved, or make it a String, UUID or Long.");
    }

}
