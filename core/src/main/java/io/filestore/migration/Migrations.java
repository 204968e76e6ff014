package io.filestore.migration;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.filestore.error.RowMigrationException;
import io.filestore.row.Row;

/**
 * All that a store was told of the shapes of its rows.
 */
public final class Migrations {

    /** What rows have before any migration. */
    public static final int FIRST = 1;

    /** By collection, and by the shape that they begin with. */
    private final Map<String, Map<Integer, RowMigration>> steps = new TreeMap<>();

    private final Map<String, Integer> baselines;

    /**
     * @param migrations in any order
     * @param baselines by collection, what rows have of which nothing says it
     * @throws RowMigrationException if two begin with the same shape, or one leads to
     * where no other goes on
     */
    public Migrations(Collection<RowMigration> migrations, Map<String, Integer> baselines) {
        this.baselines = Map.copyOf(baselines);
        for (RowMigration migration : migrations) {
            RowMigration other = this.steps.computeIfAbsent(migration.collection(), (name) -> new HashMap<>())
                .put(migration.from(), migration);
            if (other != null) {
                throw new RowMigrationException(
                        migration.collection(), null, "There are two migrations from shape " + migration.from()
                                + ", one to " + other.to() + " and one to " + migration.to() + ". Keep one of them.",
                        null);
            }
        }
        this.steps.forEach((collection, each) -> each.values().forEach((step) -> requireNext(collection, step.to())));
    }

    private void requireNext(String collection, int shape) {
        if (shape != newest(collection) && !steps(collection).containsKey(shape)) {
            throw gap(collection, shape);
        }
    }

    private RowMigrationException gap(String collection, int shape) {
        return new RowMigrationException(collection, null,
                "There is no migration from shape " + shape + ", and the application works with shape "
                        + newest(collection) + ". Add the one that is missing, or add the older ones again.",
                null);
    }

    private Map<Integer, RowMigration> steps(String collection) {
        return this.steps.getOrDefault(collection, Map.of());
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return this.steps.isEmpty();
    }

    /** The collections that there are any for. */
    public Set<String> collections() {
        return this.steps.keySet();
    }

    /** The shape that the application works with. */
    public int newest(String collection) {
        return steps(collection).values().stream().mapToInt(RowMigration::to).max().orElse(FIRST);
    }

    /** What rows have of which nothing says it; null if nobody has told. */
    public @Nullable Integer baseline(String collection) {
        return this.baselines.get(collection);
    }

    /**
     * Looks whether rows of a shape can be brought to the newest.
     * @throws RowMigrationException if they cannot, or are newer
     */
    public void require(String collection, int shape) {
        int newest = newest(collection);
        if (shape > newest) {
            throw new RowMigrationException(collection, null, "Its rows are of shape " + shape
                    + ", and the application works with shape " + newest
                    + (steps(collection).isEmpty() ? ", since it has no migration of this collection" : "")
                    + ". Start the application that belongs to these rows, or a later one; rows do not go back.", null);
        }
        if (shape < newest && !steps(collection).containsKey(shape)) {
            throw gap(collection, shape);
        }
    }

    /**
     * What becomes of a row.
     * @param shape that it has
     * @throws RowMigrationException if a step fails or is refused
     */
    public Row apply(String collection, int shape, String id, Row row) {
        Row migrated = row;
        Map<Integer, RowMigration> each = steps(collection);
        for (RowMigration step = each.get(shape); step != null; step = each.get(step.to())) {
            migrated = step.apply(id, migrated);
        }
        return migrated;
    }

}
