package io.filestore.open;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.FormerFiles;
import io.filestore.catalog.Layout;
import io.filestore.config.LayoutChanges;
import io.filestore.config.OnCorruption;
import io.filestore.config.StoreSettings;
import io.filestore.engine.Checkpoints;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.engine.StoreFiles;
import io.filestore.engine.Strategies;
import io.filestore.error.CorruptStoreException;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.report.Finding;
import io.filestore.report.Findings;
import io.filestore.storage.Places;
import io.filestore.storage.StorageStrategy;

/**
 * Compares what the catalog says with what the settings say, before anything is loaded:
 * finds the collections that must move, and refuses what would hide rows. Changes
 * nothing.
 */
final class LayoutCheck {

    private final StoreSettings settings;

    private final StoreDirectory directory;

    private final Checkpoints checkpoints;

    private final OpenCollections collections;

    private final Strategies strategies;

    private final Findings findings;

    private final Shapes shapes;

    private final Catalog catalog;

    private final FoundLayouts found;

    /** What the catalog lacks, or has too much. */
    private final Map<String, @Nullable CatalogEntry> corrections = new TreeMap<>();

    private final List<Move> moves = new ArrayList<>();

    private final List<OpenCollection> returning = new ArrayList<>();

    LayoutCheck(StoreSettings settings, StoreFiles files, OpenCollections collections, Findings findings) {
        this.settings = settings;
        this.directory = files.directory();
        this.catalog = files.catalog().now();
        this.checkpoints = files.checkpoints();
        this.collections = collections;
        this.strategies = collections.strategies();
        this.findings = findings;
        this.shapes = new Shapes(settings);
        this.found = new FoundLayouts(this.directory, collections, this.catalog);
    }

    Map<String, @Nullable CatalogEntry> corrections() {
        return this.corrections;
    }

    List<Move> moves() {
        return this.moves;
    }

    /** Those whose rows an engine has. */
    List<OpenCollection> returning() {
        return this.returning;
    }

    void check(Collection<OpenCollection> collections) throws IOException {
        for (OpenCollection collection : collections) {
            CatalogEntry entry = this.catalog.entry(collection.name());
            if (entry != null && entry.rows().remote()) {
                checkReturning(collection, entry);
            }
            else if (collection.layout() == null) {
                checkWithoutFiles(collection, entry);
            }
            else if (entry == null) {
                checkUnknown(collection, collection.layout());
            }
            else {
                checkKnown(collection, collection.layout(), entry);
            }
        }
    }

    private void checkWithoutFiles(OpenCollection collection, @Nullable CatalogEntry entry) throws IOException {
        Path path = this.strategies.path(collection.name(), collection.options());
        List<Layout> found = (entry != null) ? List.of(entry.rows()) : this.found.find(collection.name(), path);
        for (Layout rows : found) {
            long count = RowCount.of(strategy(collection, rows), this.settings.clock().millis());
            if (count > 0) {
                throw new LayoutRefusal(collection).inMemoryOnly(rows, count);
            }
        }
    }

    private void checkUnknown(OpenCollection collection, Layout layout) throws IOException {
        Places places = Places.of(collection.strategy());
        for (Map.Entry<String, CatalogEntry> other : this.catalog.collections().entrySet()) {
            if (other.getValue().rows().equals(layout) && !this.collections.isOpen(other.getKey())) {
                // It was given another name.
                this.shapes.require(collection, other.getValue());
                this.checkpoints.forget(other.getKey());
                this.corrections.put(other.getKey(), null);
                this.corrections.put(collection.name(), other.getValue());
                return;
            }
        }
        refuseOthers(collection, places);
        boolean here = FormerFiles.hasRows(this.directory, collection.strategy());
        List<Layout> found = new ArrayList<>(here ? List.of(layout) : List.of());
        for (Layout other : this.found.find(collection.name(), layout.in(this.directory))) {
            boolean same = here && Objects.equals(places(collection.name(), other).rows(), places.rows());
            if (!same) {
                found.add(other);
            }
        }
        if (found.size() > 1) {
            throw new LayoutRefusal(collection).inTwoPlaces(found);
        }
        if (here) {
            this.corrections.put(collection.name(), this.shapes.found(collection, layout));
        }
        else if (!found.isEmpty()) {
            addMove(collection, this.shapes.found(collection, found.get(0)));
        }
    }

    private void checkKnown(OpenCollection collection, Layout layout, CatalogEntry entry) throws IOException {
        if (this.settings.readOnly() && entry.isIncomplete() && entry.former() != null) {
            throw new LayoutRefusal(collection).readOnlyBetween(entry.former());
        }
        this.shapes.require(collection, entry);
        if (!entry.rows().equals(layout)) {
            checkChanged(collection, layout, entry);
        }
        else if (Places.of(collection.strategy()).isAny(this.directory)) {
            this.corrections.put(collection.name(), entry.flushed());
        }
        else if (!entry.fresh() && !layout.form().isEmpty()) {
            tellGone(collection, layout);
            this.corrections.put(collection.name(), CatalogEntry.fresh(layout).shaped(entry.shape()));
        }
    }

    /** Is told once: then the collection begins anew. */
    private void tellGone(OpenCollection collection, Layout layout) {
        Path path = layout.in(this.directory);
        String message = "No file is left of " + layout
                + ", where the rows of this collection were. Restore the files from a backup, or mount the disk that they are on; otherwise the collection begins without rows.";
        if (this.settings.onCorruption() == OnCorruption.FAIL) {
            throw new CorruptStoreException(path, 0, message + " To let it, start with on-corruption=quarantine.",
                    null);
        }
        this.findings.add(new Finding(Finding.Kind.MISSING, collection.name(), path, message));
    }

    private void checkChanged(OpenCollection collection, Layout layout, CatalogEntry entry) throws IOException {
        Places here = Places.of(collection.strategy());
        refuseOthers(collection, here);
        if (Places.of(strategy(collection, entry.rows())).isAny(this.directory)) {
            addMove(collection, entry);
            return;
        }
        boolean moved = FormerFiles.hasRows(this.directory, collection.strategy());
        if (!moved && !entry.fresh()) {
            throw new LayoutRefusal(collection).gone(entry.rows());
        }
        // Never written, or moved by hand.
        this.checkpoints.forget(collection.name());
        CatalogEntry corrected = moved ? CatalogEntry.of(layout) : CatalogEntry.fresh(layout);
        this.corrections.put(collection.name(), corrected.shaped(entry.shape()));
    }

    private void checkReturning(OpenCollection collection, CatalogEntry entry) throws IOException {
        if (collection.layout() == null) {
            throw new LayoutRefusal(collection).inMemoryOnly(entry.rows());
        }
        this.shapes.require(collection, entry);
        refuseOthers(collection, Places.of(collection.strategy()));
        requireMovable(collection, entry, Places.NONE);
        this.returning.add(collection);
    }

    private void addMove(OpenCollection collection, CatalogEntry entry) throws IOException {
        LayoutRefusal refusal = new LayoutRefusal(collection);
        StorageStrategy old = strategy(collection, entry.rows());
        requireMovable(collection, entry, Places.of(old));
        lock(collection, old);
        Move move = new Move(this.directory, this.strategies, collection, entry, old);
        if (move.isOnTop() && !move.canBeReadElsewhere()) {
            throw refusal.notOnTop(entry.rows());
        }
        this.moves.add(move);
    }

    /**
     * Whether rows may be written where they are to be.
     * @param own what lies there of the collection itself
     */
    private void requireMovable(OpenCollection collection, CatalogEntry entry, Places own) throws IOException {
        LayoutRefusal refusal = new LayoutRefusal(collection);
        if (this.settings.readOnly()) {
            throw refusal.readOnly(entry.rows());
        }
        // A start that gave the rows another shape was interrupted there.
        boolean begun = entry.rows().path().startsWith(FileNames.REPLACED + "/");
        if (this.settings.layoutChanges() == LayoutChanges.REFUSE && !begun) {
            throw refusal.asTold(entry.rows());
        }
        if (entry.former() != null) {
            throw refusal.leftovers(entry.former());
        }
        for (Path place : Places.of(collection.strategy()).all()) {
            Path other = occupant(place, own);
            if (other != null) {
                throw refusal.occupied(entry.rows(), other);
            }
        }
    }

    /** Nobody else may have the files that are going to be taken away. */
    private void lock(OpenCollection collection, StorageStrategy old) {
        Path path = old.path();
        if (path != null && !path.equals(collection.strategy().path())) {
            this.collections.factory().lock(old);
        }
    }

    /** A file at or below a path that is none of the collection's own. */
    private @Nullable Path occupant(Path path, Places own) throws IOException {
        FileInfo info = own.contains(path) ? null : this.directory.stat(path);
        if (info == null) {
            return null;
        }
        if (!info.isDirectory()) {
            return info.name().equals(FileNames.LOCK) ? null : path;
        }
        for (Path entry : this.directory.entries(path)) {
            Path found = occupant(entry, own);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Where the rows of another collection are, this one must not go. */
    private void refuseOthers(OpenCollection collection, Places places) {
        this.catalog.collections().forEach((other, entry) -> {
            boolean taken = places(other, entry.rows()).overlaps(places)
                    || (entry.next() != null && places(other, entry.next()).overlaps(places));
            if (!other.equals(collection.name()) && taken) {
                throw new LayoutRefusal(collection).ofOther(other, entry.rows().in(this.directory));
            }
        });
    }

    private Places places(String collection, Layout layout) {
        return this.strategies.places(collection, layout);
    }

    private StorageStrategy strategy(OpenCollection collection, Layout layout) {
        StorageStrategy strategy = this.strategies.recorded(collection.name(), layout);
        if (strategy == null) {
            throw new LayoutRefusal(collection).withoutStrategy(layout);
        }
        return strategy;
    }

}
