package io.filestore.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Entities on their way out of their rows, maybe in a transaction that runs several
 * times. Who listens is told of each before it goes, again only if others have changed it
 * meanwhile, and of what is gone when all is done.
 */
final class Deletes {

    private final Map<Place, Object> told = new HashMap<>();

    private final List<Runnable> gone = new ArrayList<>();

    private record Place(EntityRows<?> rows, String rowId) {
    }

    /** The work begins, maybe again, as if nothing were deleted. */
    void begin() {
        this.gone.clear();
    }

    /**
     * @param state what is to go: it is told once
     * @param delete whether it was still there, be it that another deletes it meanwhile
     */
    <T> boolean delete(EntityRows<T> rows, String rowId, T value, Object state, BooleanSupplier delete) {
        Lifecycle<T> lifecycle = rows.lifecycle();
        if (!state.equals(this.told.put(new Place(rows, rowId), state))) {
            lifecycle.beforeDelete(value, rowId);
        }
        boolean deleted = delete.getAsBoolean();
        if (deleted) {
            this.gone.add(() -> lifecycle.afterDelete(value, rowId));
        }
        return deleted;
    }

    /** Tells what is gone. */
    void end() {
        this.gone.forEach(Runnable::run);
    }

}
