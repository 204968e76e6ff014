package io.filestore.open;

import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCollection;
import io.filestore.error.RowMigrationException;
import io.filestore.migration.Migrations;

/**
 * Of which shape the rows of a collection are, and whether the application can work with
 * it. A store that only reads and was given no migrations takes all rows as they are.
 */
final class Shapes {

    private final Migrations migrations;

    private final boolean any;

    Shapes(StoreSettings settings) {
        this.migrations = settings.migrations();
        this.any = settings.readOnly() && this.migrations.isEmpty();
    }

    /**
     * Looks whether recorded rows can become what the application works with.
     * @throws RowMigrationException if they cannot
     */
    void require(OpenCollection collection, CatalogEntry entry) {
        if (!this.any) {
            this.migrations.require(collection.name(), entry.shape());
        }
    }

    /** What to record of files that nothing is recorded of. */
    CatalogEntry found(OpenCollection collection, Layout rows) {
        return CatalogEntry.of(rows).shaped(unknown(collection.name(), "are rows in " + rows));
    }

    /**
     * The shape of rows that nothing says it of.
     * @param what there is
     */
    private int unknown(String collection, String what) {
        Integer baseline = this.migrations.baseline(collection);
        if (baseline != null) {
            this.migrations.require(collection, baseline);
            return baseline;
        }
        int newest = this.migrations.newest(collection);
        if (newest != Migrations.FIRST) {
            throw new RowMigrationException(collection, null, "There " + what
                    + ", and nothing says of which shape they are: the catalog, which records it, was not there or did not know them. "
                    + "Say it with a baseline: 1 if no migration has been through them, " + newest
                    + " if they are as the application works with them.", null);
        }
        return Migrations.FIRST;
    }

    /**
     * The shape of rows that only the log has.
     * @param catalogFound whether there was a catalog when the store began to open
     */
    int onlyLogged(OpenCollection collection, boolean catalogFound) {
        // An application with migrations would have recorded it before it wrote the
        // first of them.
        return catalogFound ? Migrations.FIRST : unknown(collection.name(), "are rows in the log");
    }

}
