package io.filestore.open;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import io.filestore.catalog.CatalogEntry;
import io.filestore.commit.Versions;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.engine.Reaction;
import io.filestore.engine.StoreFiles;

/** How collections come into memory, at a start and when they are asked for later. */
final class CollectionOpening implements OpenCollections.Opener {

    private final StoreSettings settings;

    private final StoreFiles files;

    private final Reaction reaction;

    private final Loading loading;

    /**
     * @param holder whether this thread holds the commit lock
     */
    CollectionOpening(StoreSettings settings, StoreFiles files, Reaction reaction, Versions versions,
            BooleanSupplier holder) {
        this.settings = settings;
        this.files = files;
        this.reaction = reaction;
        this.loading = new Loading(settings, files, reaction, versions, holder);
    }

    Reaction reaction() {
        return this.reaction;
    }

    Loading loading() {
        return this.loading;
    }

    Moves moves(OpenCollections collections) {
        return new Moves(this.settings, this.files, collections, this.loading, this.reaction);
    }

    /** Opens one that is asked for, but was not configured. */
    @Override
    public void open(OpenCollections collections, OpenCollection collection) throws IOException {
        Moves moves = moves(collections);
        moves.tidy();
        moves.begin(List.of(collection), null);
        if (!moves.returning().isEmpty()) {
            CatalogEntry entry = Objects.requireNonNull(this.files.catalog().now().entry(collection.name()));
            throw new LayoutRefusal(collection).onlyAtStart(entry.rows());
        }
        this.loading.load(List.of(collection));
        moves.finish();
        CatalogEntry entry = this.files.catalog().now().entry(collection.name());
        collection.shaped((entry != null) ? entry.shape() : CatalogEntry.FIRST_SHAPE);
    }

}
