package io.filestore.open;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.commit.Versions;
import io.filestore.config.CollectionOptions;
import io.filestore.config.OpeningListener;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCatalog;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.handover.Comparison;
import io.filestore.handover.Lease;
import io.filestore.handover.Whereabouts;
import io.filestore.handover.Whereabouts.State;
import io.filestore.memory.Expiry;
import io.filestore.memory.RowTable;
import io.filestore.remote.Engines;
import io.filestore.remote.RemoteContext;
import io.filestore.remote.RemoteEngine;
import io.filestore.remote.RemoteEngineFactory;
import io.filestore.row.StoredRow;

/**
 * Brings collections back from an engine to files of this directory. Can be killed at any
 * point and done again.
 *
 * <pre>
 * flush                                         (the log has nothing of the rows from before they were there)
 * note: they are on their way out               (nobody else begins to serve them)
 * catalog: the engine's rows are going to B     (what is at B does not count)
 * rows, checksums and index files at B: written, forced
 * they are loaded from B, and are the same; the engine's are the same still
 * note: they are gone                           (what the engine has does not count)
 * catalog: the rows are at B
 * </pre>
 *
 * <p>
 * What the engine has stays there. If the catalog says that it has the rows, and the note
 * of this store that they are gone, they are not yet.
 */
final class Returns {

    private static final Logger logger = LoggerFactory.getLogger(Returns.class);

    private final OpenStore store;

    private final StoreSettings settings;

    private final OpenCollections collections;

    private final OpenCatalog catalog;

    private final Versions versions;

    private final Loading loading;

    private final Engines engines;

    private final Progress progress;

    Returns(OpenStore store, Versions versions, Loading loading, Engines engines, Progress progress) {
        this.store = store;
        this.settings = store.settings();
        this.collections = store.collections();
        this.catalog = store.files().catalog();
        this.versions = versions;
        this.loading = loading;
        this.engines = engines;
        this.progress = progress;
    }

    /**
     * Brings back these.
     * @param flushedLsn up to where the files hold what the log says
     * @return the same afterwards
     */
    long run(List<OpenCollection> returning, long flushedLsn) throws IOException {
        if (returning.isEmpty()) {
            return flushedLsn;
        }
        this.settings.opening().onBegin(OpeningListener.Phase.MOVE);
        long flushed = OpeningFlush.flush(this.store, flushedLsn);
        long rows = 0;
        for (OpenCollection collection : returning) {
            rows += bringBack(collection);
        }
        this.settings.opening().onEnd(OpeningListener.Phase.MOVE, rows);
        return flushed;
    }

    private long bringBack(OpenCollection collection) throws IOException {
        CatalogEntry entry = Objects.requireNonNull(this.catalog.now().entry(collection.name()));
        CollectionOptions options = CollectionOptions.of(entry.rows().strategy()).withGroup(entry.rows().group());
        RemoteEngineFactory factory = this.engines.factory(options.strategy());
        if (factory == null) {
            throw new LayoutRefusal(collection).withoutEngine(entry.rows());
        }
        RemoteContext context = new RemoteContext(Map.of(collection.name(), options), this.settings.clock(), false,
                (told) -> {
                });
        try (RemoteEngine engine = factory.open(context)) {
            EnginePlace place = new EnginePlace(this.store, engine, collection.name(), options);
            if (!place.layout().equals(entry.rows())) {
                throw new LayoutRefusal(collection).elsewhere(entry.rows(), place.layout());
            }
            Long moved = null;
            while (moved == null) {
                Whereabouts said = place.note().read();
                if (said != null && said.isMoving() && !place.isOwn(said)) {
                    place.await(said, this.progress);
                    continue;
                }
                requireThere(place, entry, said);
                moved = move(place, collection, entry, said);
                if (moved == null) {
                    place.giveWay(said, this.progress);
                }
            }
            return moved;
        }
    }

    private static void requireThere(EnginePlace place, CatalogEntry entry, @Nullable Whereabouts said) {
        if (said != null && said.state() == State.GONE && !place.isOwn(said)) {
            throw place.refusal().gone(said);
        }
        if (said == null && !entry.fresh() && place.rows().isEmpty()) {
            throw place.refusal().nothingThere();
        }
    }

    /** Returns how many rows have moved, null if somebody else has been quicker. */
    private @Nullable Long move(EnginePlace place, OpenCollection before, CatalogEntry entry,
            @Nullable Whereabouts said) throws IOException {
        long started = System.nanoTime();
        try (Lease lease = place.lease(said)) {
            Whereabouts own = place.own(State.MOVING_OUT, false, entry.shape())
                .with((said != null) ? said.fields() : null);
            if (lease == null || !place.note().replace(own)) {
                return null;
            }
            OpenCollection after = this.collections.factory().anew(before);
            Move move = new Move(this.settings.directory(), this.collections.strategies(), after, entry);
            this.catalog.record(Map.of(before.name(), move.begun()));
            RowTable there = read(place, lease);
            move.write(local(there, after), this.loading, this.collections.factory(), this.store.files().checkpoints(),
                    this.settings.clock().millis(), this.progress);
            this.loading.load(List.of(after));
            move.requireComplete();
            requireUnchanged(place, own, there);
            lease.require();
            if (!place.note().replace(own.become(State.GONE))) {
                throw place.refusal().overtaken();
            }
            this.catalog.record(Map.of(before.name(), move.done("")));
            this.collections.replace(after);
            logger.info(
                    "Collection '{}' has moved from {} to {}: {} rows in {} ms; those in {} stay there, and count no more",
                    before.name(), place.layout(), after.layout(), after.memory().size(),
                    (System.nanoTime() - started) / 1_000_000, place.layout().path());
            return after.memory().size();
        }
    }

    private RowTable read(EnginePlace place, Lease lease) {
        RowTable rows = new RowTable();
        Layout from = place.layout();
        this.progress.now(() -> "Moving collection '" + place.name() + "' from " + from + ": " + rows.size()
                + " rows read so far");
        place.rows().forEach((row) -> {
            lease.require();
            rows.put(row);
        });
        return rows;
    }

    /** As they are to be in the files, with versions of this store. */
    private RowTable local(RowTable there, OpenCollection collection) {
        Expiry expiry = collection.memory().expiry();
        long ofNew = expiry.hasTtl() ? expiry.of(this.settings.clock().millis()) : 0;
        RowTable rows = new RowTable();
        for (StoredRow row : there) {
            long expiresAt = (expiry.hasTtl() && row.expiresAt() != 0) ? row.expiresAt() : ofNew;
            rows.put(StoredRow.of(row.id(), row.json(), this.versions.next(), expiresAt));
        }
        return rows;
    }

    private static void requireUnchanged(EnginePlace place, Whereabouts own, RowTable rows) {
        Comparison difference = place.rows().compare(rows);
        if (!difference.isEqual()) {
            place.note().replace(own.become(State.HERE));
            throw place.refusal().changedMeanwhile(difference);
        }
    }

}
