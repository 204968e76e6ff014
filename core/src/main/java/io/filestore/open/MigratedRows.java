package io.filestore.open;

import java.time.InstantSource;
import java.util.HashSet;
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

    /** Values that are looked for at once. */
    private static final int MOST_SHARED = 1000;

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
        for (FieldIndex index : this.migrated.memory().indexes().all()) {
            if (index.isUnique()) {
                int position = this.migrated.memory().indexes().all().indexOf(index);
                Set<FieldIndex.SharedKey> before = shared(this.collection.memory().indexes().get(position), now);
                for (FieldIndex.SharedKey key : shared(index, now)) {
                    if (!before.contains(key)) {
                        throw shared(index, key);
                    }
                }
            }
        }
    }

    private static Set<FieldIndex.SharedKey> shared(FieldIndex index, long now) {
        return new HashSet<>(index.sharedKeys(MOST_SHARED, (row) -> !row.isExpiredAt(now)));
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
