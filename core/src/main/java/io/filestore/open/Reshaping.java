package io.filestore.open;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.commit.Versions;
import io.filestore.config.OpeningListener;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCatalog;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.io.ReplacedFiles;
import io.filestore.io.StoreDirectory;
import io.filestore.migration.Migrations;

/**
 * Brings rows of an older shape to the newest, when all of them are in memory, those of
 * the log included, and before anybody sees one. Can be killed at any point and done
 * again.
 *
 * <pre>
 * every new row is made in memory, and looked at       (what is refused has changed nothing)
 * flush                                                (from now on the log has no row of the old shape)
 * for each collection, whose files are at A:
 *   catalog: the rows are where A's files are going, and of the old shape
 *   A's files: renamed into _replaced, forced
 *   catalog: the rows are there, and are going to A    (what is at A does not count from now on)
 *   new rows, checksums and index files at A: written, forced
 *   they are loaded from A, and are the same
 *   catalog: the rows are at A, and of the new shape
 * </pre>
 *
 * <p>
 * So it is a {@link Move} on top of itself, on whose way the rows become others, and one
 * write of the catalog says both where the rows are and of which shape. Whatever
 * interrupts it, the next start finds all rows of a collection in one place and of one
 * shape: it makes the new rows of the old ones again, or finds that it has nothing to do.
 * If it is that of an older application, the old rows move back.
 */
final class Reshaping {

    private static final Logger logger = LoggerFactory.getLogger(Reshaping.class);

    private final StoreSettings settings;

    private final OpenStore store;

    private final OpenCollections collections;

    private final OpenCatalog catalog;

    private final Migrations migrations;

    private final Shapes shapes;

    private final Versions versions;

    private final Loading loading;

    private final boolean catalogFound;

    private final Progress progress;

    /**
     * @param catalogFound whether there was a catalog when the store began to open
     */
    Reshaping(OpenStore store, Versions versions, Loading loading, boolean catalogFound, Progress progress) {
        this.settings = store.settings();
        this.store = store;
        this.collections = store.collections();
        this.catalog = store.files().catalog();
        this.migrations = this.settings.migrations();
        this.shapes = new Shapes(this.settings);
        this.versions = versions;
        this.loading = loading;
        this.catalogFound = catalogFound;
        this.progress = progress;
    }

    /**
     * Does all that is to be done.
     * @param flushedLsn up to where the files hold what the log says
     * @return the same afterwards
     * @throws io.filestore.error.RowMigrationException if a row cannot be migrated; none
     * has been then
     */
    long run(long flushedLsn) throws IOException {
        List<MigratedRows> older = older();
        if (!older.isEmpty()) {
            this.settings.opening().onBegin(OpeningListener.Phase.MIGRATE);
        }
        long rows = 0;
        for (MigratedRows each : older) {
            this.progress.now(each::state);
            rows += each.make(this.versions, this.settings.clock());
        }
        long flushed = this.settings.readOnly() ? flushedLsn : prepare(!older.isEmpty(), flushedLsn);
        for (MigratedRows each : older) {
            if (this.settings.readOnly()) {
                each.takeTheirPlace(this.store.queue(), this.settings.clock().millis());
            }
            else {
                move(each);
            }
        }
        if (!older.isEmpty()) {
            this.settings.opening().onEnd(OpeningListener.Phase.MIGRATE, rows);
        }
        this.collections.named().forEach((each) -> each.shaped(shape(each)));
        return flushed;
    }

    /** What has rows, but not of the newest shape. */
    private List<MigratedRows> older() {
        List<MigratedRows> older = new ArrayList<>();
        for (OpenCollection collection : migrated()) {
            int shape = shapeOnDisk(collection);
            if (collection.memory().size() > 0 && shape < newest(collection)) {
                requireMovable(collection);
                older.add(new MigratedRows(collection, this.collections.factory().anew(collection), shape,
                        this.migrations));
            }
        }
        return older;
    }

    /** Those with files that there are migrations of. */
    private List<OpenCollection> migrated() {
        return this.migrations.collections()
            .stream()
            .filter((name) -> this.collections.isOpen(name) || !this.settings.remote().containsKey(name))
            .map(this.collections::get)
            .filter((collection) -> collection.layout() != null)
            .toList();
    }

    private int newest(OpenCollection collection) {
        return this.migrations.newest(collection.name());
    }

    private int shapeOnDisk(OpenCollection collection) {
        CatalogEntry recorded = this.catalog.now().entry(collection.name());
        if (recorded != null) {
            return recorded.shape();
        }
        return (collection.memory().size() > 0) ? this.shapes.onlyLogged(collection, this.catalogFound)
                : Migrations.FIRST;
    }

    private int shape(OpenCollection collection) {
        CatalogEntry entry = this.catalog.now().entry(collection.name());
        boolean asRecorded = entry != null && !this.migrations.collections().contains(collection.name());
        return asRecorded ? Objects.requireNonNull(entry).shape() : newest(collection);
    }

    private void requireMovable(OpenCollection collection) {
        Layout rows = Objects.requireNonNull(collection.layout());
        Move move = new Move(this.store.files().directory(), this.collections.strategies(), collection,
                CatalogEntry.of(rows), collection.strategy());
        if (!this.settings.readOnly() && !move.canBeReadElsewhere()) {
            throw new LayoutRefusal(collection).notMigratable(rows);
        }
    }

    /**
     * Records of which shape the rows are that only the log has, and the next one of a
     * collection that has none, before it is written.
     * @param flush whether a flush is needed in any case
     */
    private long prepare(boolean flush, long flushedLsn) throws IOException {
        Map<String, CatalogEntry> logged = new TreeMap<>();
        Map<String, CatalogEntry> withoutRows = new TreeMap<>();
        for (OpenCollection collection : migrated()) {
            CatalogEntry recorded = this.catalog.now().entry(collection.name());
            CatalogEntry entry = (recorded != null) ? recorded
                    : CatalogEntry.fresh(Objects.requireNonNull(collection.layout()));
            int shape = shapeOnDisk(collection);
            if (collection.memory().size() > 0 && recorded == null) {
                logged.put(collection.name(), entry.shaped(shape));
            }
            else if (collection.memory().size() == 0 && shape < newest(collection)) {
                withoutRows.put(collection.name(), entry.shaped(newest(collection)));
            }
        }
        this.catalog.record(logged);
        long flushed = (flush || !withoutRows.isEmpty()) ? OpeningFlush.flush(this.store, flushedLsn) : flushedLsn;
        this.catalog.record(withoutRows);
        return flushed;
    }

    private void move(MigratedRows migrated) throws IOException {
        long started = System.nanoTime();
        StoreDirectory directory = this.store.files().directory();
        OpenCollection before = migrated.collection();
        CatalogEntry entry = Objects.requireNonNull(this.catalog.now().entry(before.name()));
        OpenCollection after = this.collections.factory().anew(before);
        Move move = new Move(directory, this.collections.strategies(), after, entry, before.strategy(),
                migrated.newShape());
        String folder = new ReplacedFiles(directory).newFolder(this.settings.clock()) + "/" + before.name();
        this.catalog.record(Map.of(before.name(), move.parked(folder)));
        this.progress.now(() -> "Taking the old files of collection '" + before.name() + "' to " + folder);
        move.take(folder);
        this.catalog.record(Map.of(before.name(), move.begun()));
        move.write(migrated.rows(), this.loading, this.collections.factory(), this.store.files().checkpoints(),
                this.settings.clock().millis(), this.progress);
        this.loading.load(List.of(after));
        move.requireComplete();
        this.catalog.record(Map.of(before.name(), move.done(folder)));
        after.quarantined().addAndGet(before.quarantined().get());
        this.collections.replace(after);
        logger.info(
                "Collection '{}' has been migrated from shape {} to {}: {} rows in {} ms; its old files are kept in {}",
                before.name(), migrated.shape(), migrated.newShape(), after.memory().size(),
                (System.nanoTime() - started) / 1_000_000, folder);
    }

}
