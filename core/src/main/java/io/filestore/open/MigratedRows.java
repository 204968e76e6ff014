package io.filestore.open;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.commit.CommitQueue;
import io.filestore.commit.Versions;
import io.filestore.engine.OpenCollection;
import io.filestore.error.RowMigrationException;
import io.filestore.memory.CollectionMemory;
import io.filestore.memory.FieldIndex;
import io.filestore.memory.RowTable;
import io.filestore.migration.Migrations;
import io.filestore.row.Row;
import io.filestore.row.StoredRow;

/** The rows of a collection in a newer shape, made in memory beside the old ones. */
final class MigratedRows {

    private static final Logger logger = LoggerFactory.getLogger(MigratedRows.class);

    private final OpenCollection collection;

    private final OpenCollection migrated;

    private final int shape;

    private final int newShape;

    private final Migrations migrations;

    /**
     * @param collection with the old rows
     * @param migrated takes the new ones, with the same indexes
     */
    MigratedRows(OpenCollection collection, OpenCollection migrated, int shape, Migrations migrations) {
        this.collection = collection;
        this.migrated = migrated;
        this.shape = shape;
        this.newShape = migrations.newest(collection.name());
        this.migrations = migrations;
    }

    OpenCollection collection() {
        return this.collection;
    }

    int shape() {
        return this.shape;
    }

    int newShape() {
        return this.newShape;
    }

    RowTable rows() {
        return this.migrated.memory().rows();
    }

    /** How far it is. */
    String state() {
        return "Migrating collection '" + this.collection.name() + "' from shape " + this.shape + " to " + this.newShape
                + ": " + rows().size() + " of " + this.collection.memory().size() + " rows so far";
    }

    /**
     * Makes them.
     * @return how many there are
     * @throws RowMigrationException if one of them cannot be, or may not be beside others
     */
    long make(Versions versions, InstantSource clock) {
        logger.info("Migrating collection '{}' from shape {} to {}: {} rows", this.collection.name(), this.shape,
                this.newShape, this.collection.memory().size());
        CollectionMemory memory = this.migrated.memory();
        // Nobody else has it, so that it needs no commit lock.
        memory.rows().guardedBy(() -> true);
        long now = clock.millis();
        for (StoredRow row : this.collection.memory().rows()) {
            StoredRow made = made(row, versions, now);
            if (made != null) {
                memory.apply(row.id(), null, made, now);
            }
        }
        requireUnique(now);
        return memory.size();
    }

    /** Null for one that cannot be, and that nobody sees any more. */
    private @Nullable StoredRow made(StoredRow row, Versions versions, long now) {
        try {
            Row made = this.migrations.apply(this.collection.name(), this.shape, row.id(), Row.ofCanonical(row.json()));
            return StoredRow.of(row.id(), made.canonical(), versions.next(), row.expiresAt());
        }
        catch (RowMigrationException ex) {
            if (row.isExpiredAt(now)) {
                return null;
            }
            throw ex;
        }
    }

    /** What rows have shared before is told of when the store is open. */
    private void requireUnique(long now) {
        List<FieldIndex> indexes = this.migrated.memory().indexes().all();
        for (int i = 0; i < indexes.size(); i++) {
            if (indexes.get(i).isUnique()) {
                requireUnique(indexes.get(i), shared(this.collection.memory().indexes().get(i), now), now);
            }
        }
    }

    private void requireUnique(FieldIndex index, List<FieldIndex.SharedKey> before, long now) {
        Map<String, List<Set<String>>> together = new HashMap<>();
        for (FieldIndex.SharedKey key : before) {
            Set<String> rows = Set.copyOf(key.rowIds());
            rows.forEach((row) -> together.computeIfAbsent(row, (id) -> new ArrayList<>()).add(rows));
        }
        for (FieldIndex.SharedKey key : shared(index, now)) {
            List<Set<String>> known = together.getOrDefault(key.rowIds().get(0), List.of());
            if (known.stream().noneMatch((rows) -> rows.containsAll(key.rowIds()))) {
                throw shared(index, key);
            }
        }
    }

    /** All of them: a part of those before would not tell which are new. */
    private static List<FieldIndex.SharedKey> shared(FieldIndex index, long now) {
        return index.sharedKeys(Integer.MAX_VALUE, (row) -> !row.isExpiredAt(now));
    }

    private RowMigrationException shared(FieldIndex index, FieldIndex.SharedKey key) {
        return new RowMigrationException(this.collection.name(), null,
                "After the migration from shape " + this.shape + " to " + this.newShape + ", the rows '"
                        + String.join("', '", key.rowIds()) + "' would share " + index + " = "
                        + String.join(", ", key.values())
                        + ", which is unique. Mend the migration or the rows; nothing has changed.",
                null);
    }

    /** Puts them in place of the old ones, in memory alone. */
    void takeTheirPlace(CommitQueue queue, long now) {
        CollectionMemory memory = this.collection.memory();
        try {
            queue.exclusively(() -> {
                for (StoredRow row : rows()) {
                    memory.apply(row.id(), memory.row(row.id()), row, now);
                }
                return null;
            });
        }
        catch (RuntimeException ex) {
            throw ex;
        }
        catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

}
