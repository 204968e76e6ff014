package io.filestore.open;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.catalog.CatalogEntry;
import io.filestore.config.CollectionOptions;
import io.filestore.config.OpeningListener;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCatalog;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.handover.Comparison;
import io.filestore.handover.Fields;
import io.filestore.handover.Lease;
import io.filestore.handover.RowWrites;
import io.filestore.handover.RowsThere;
import io.filestore.handover.Whereabouts;
import io.filestore.handover.Whereabouts.State;
import io.filestore.io.ReplacedFiles;
import io.filestore.remote.Engines;
import io.filestore.remote.RemoteEngine;
import io.filestore.remote.RowChanges;

/**
 * Lets no collection be served from its engine before all instances know where its rows
 * are, and brings those there that this directory has, when all of them are in memory and
 * of the newest shape. Can be killed at any point and done again.
 *
 * <pre>
 * flush                                         (from now on the log has none of the rows)
 * note: they are on their way in                (nobody else serves them)
 * catalog: the rows in A's files are going to the engine
 * what is there and is none of them: deleted, or all of it, if it was written by other
 *                                               fields; all of them: written
 * they are read from there, and are the same
 * catalog: the engine has the rows              (what is at A does not count from now on)
 * note: they are here                           (everybody serves them)
 * A's files: renamed into _replaced, forced
 * catalog: nothing is left to be done
 * note: of the engine's places it is this one   (nobody looks for them in another)
 * </pre>
 *
 * <p>
 * While the note says that they are on their way, the catalog of the store that it names
 * says which of them count, and no other store has written any.
 */
final class Arrivals {

    private static final Logger logger = LoggerFactory.getLogger(Arrivals.class);

    private final OpenStore store;

    private final StoreSettings settings;

    private final OpenCollections collections;

    private final OpenCatalog catalog;

    private final Engines engines;

    private final Moves moves;

    private final Progress progress;

    private String folder = "";

    Arrivals(OpenStore store, Engines engines, Moves moves, Progress progress) {
        this.store = store;
        this.settings = store.settings();
        this.collections = store.collections();
        this.catalog = store.files().catalog();
        this.engines = engines;
        this.moves = moves;
        this.progress = progress;
    }

    /**
     * Does so for all of them.
     * @param flushedLsn up to where the files hold what the log says
     * @return the same afterwards
     */
    long run(long flushedLsn) throws IOException {
        Map<String, CollectionOptions> remote = new TreeMap<>(this.settings.remote());
        boolean leaving = remote.keySet().stream().anyMatch(this.collections::isOpen);
        long flushed = flushedLsn;
        if (leaving) {
            this.settings.opening().onBegin(OpeningListener.Phase.MOVE);
            flushed = OpeningFlush.flush(this.store, flushedLsn);
            this.folder = new ReplacedFiles(this.settings.directory()).newFolder(this.settings.clock());
        }
        long rows = 0;
        for (Map.Entry<String, CollectionOptions> each : remote.entrySet()) {
            RemoteEngine engine = Objects.requireNonNull(this.engines.engine(each.getValue().strategy()));
            EnginePlace place = new EnginePlace(this.store, engine, each.getKey(), each.getValue());
            rows += admit(place);
            if (!this.settings.readOnly()) {
                place.makeCurrent();
            }
        }
        if (leaving) {
            this.settings.opening().onEnd(OpeningListener.Phase.MOVE, rows);
        }
        return flushed;
    }

    /**
     * Returns when the engine's rows are to be served.
     * @return how many rows have moved there
     */
    private long admit(EnginePlace place) throws IOException {
        CatalogEntry entry = entry(place);
        if (place.name().equals(OpenCollections.VALUES) && this.collections.values().memory().size() > 0) {
            throw place.refusal().values(this.collections.values().memory().size());
        }
        place.requireNowhereElse();
        OpenCollection here = this.collections.isOpen(place.name()) ? this.collections.get(place.name()) : null;
        while (true) {
            Whereabouts said = place.note().read();
            if (said != null && said.isMoving() && !place.isOwn(said)) {
                place.await(said, this.progress);
            }
            else if (here != null && (here.memory().size() > 0 || (said != null && said.state() != State.HERE))) {
                requireFree(place, here, said);
                if (move(place, here, said)) {
                    return here.memory().size();
                }
                place.giveWay(said, this.progress);
            }
            else if (isServed(place, entry, said)) {
                record(place, entry, here);
                return 0;
            }
        }
    }

    /** What is known here, null for nothing, or if others have moved the rows since. */
    private @Nullable CatalogEntry entry(EnginePlace place) {
        CatalogEntry entry = this.catalog.now().entry(place.name());
        if (entry == null || !entry.rows().remote() || entry.rows().equals(place.layout())) {
            return entry;
        }
        if (place.note().isCurrent()) {
            return null;
        }
        throw place.refusal().elsewhere(entry.rows());
    }

    /** Whether the rows in memory may go where the engine has perhaps others. */
    private static void requireFree(EnginePlace place, OpenCollection here, @Nullable Whereabouts said) {
        if (said != null && !place.isOwn(said) && said.state() == State.GONE) {
            throw place.refusal().gone(said);
        }
        boolean own = said != null && (said.state() == State.MOVING_IN || said.state() == State.GONE);
        if (!own && !place.rows().isEmpty()) {
            throw (said != null)
                    ? place.refusal().inTwoPlaces(Objects.requireNonNull(here.layout()), here.memory().size(), said)
                    : place.refusal().occupied(Objects.requireNonNull(here.layout()), here.memory().size());
        }
        if (said != null && (said.state() == State.HERE || said.joined())) {
            place.fields().requireJoinable(said);
        }
    }

    /** Whether what is said, or can be said now, lets everybody serve the rows. */
    private boolean isServed(EnginePlace place, @Nullable CatalogEntry entry, @Nullable Whereabouts said) {
        boolean recorded = entry != null && entry.rows().remote();
        if (said != null && said.state() == State.HERE) {
            requireShape(place, said.shape());
            requireUnique(place, said);
            return true;
        }
        if (said != null && !place.isOwn(said)) {
            throw place.refusal().gone(said);
        }
        if (said != null && !recorded) {
            throw place.refusal().lost(said);
        }
        if (said == null && recorded && !Objects.requireNonNull(entry).fresh() && place.rows().isEmpty()) {
            throw place.refusal().nothingThere();
        }
        int shape = recorded ? Objects.requireNonNull(entry).shape() : newest(place);
        requireShape(place, shape);
        requireUnique(place, said);
        return this.settings.readOnly() || place.note().replace(here(place, said, shape));
    }

    private static Whereabouts here(EnginePlace place, @Nullable Whereabouts said, int shape) {
        Whereabouts own = place.own(State.HERE, false, shape);
        if (said != null) {
            return own.with(said.fields());
        }
        return place.rows().isEmpty() ? own : own.with(null);
    }

    private void requireUnique(EnginePlace place, @Nullable Whereabouts said) {
        if (said != null && !this.settings.readOnly()) {
            place.fields().requireUnique(said);
        }
    }

    private int newest(EnginePlace place) {
        return this.settings.migrations().newest(place.name());
    }

    private void requireShape(EnginePlace place, int shape) {
        boolean any = this.settings.readOnly() && this.settings.migrations().isEmpty();
        if (!any && shape != newest(place)) {
            throw place.refusal().shape(shape, newest(place));
        }
    }

    /**
     * @param here null if there are no files
     */
    private void record(EnginePlace place, @Nullable CatalogEntry entry, @Nullable OpenCollection here)
            throws IOException {
        if (this.settings.readOnly()) {
            return;
        }
        if (here != null) {
            takeFiles(place, here, newest(place));
        }
        else if (entry == null || !entry.rows().remote()) {
            this.catalog.record(Map.of(place.name(), CatalogEntry.of(place.layout()).shaped(newest(place))));
        }
    }

    /**
     * Moves the rows.
     * @param said what was read last
     * @return whether it is done, or somebody else has been quicker
     */
    private boolean move(EnginePlace place, OpenCollection here, @Nullable Whereabouts said) throws IOException {
        long started = System.nanoTime();
        try (Lease lease = place.lease(said)) {
            boolean joined = said != null && (said.state() == State.HERE || said.joined());
            CatalogEntry entry = Objects.requireNonNull(this.catalog.now().entry(place.name()));
            Whereabouts own = place.own(State.MOVING_IN, joined, entry.shape());
            Fields before = place.fields().before(said);
            if (lease == null || !place.note().replace(own.with(before))) {
                return false;
            }
            this.catalog.record(Map.of(place.name(), entry.movingTo(place.layout())));
            if (!Objects.equals(own.fields(), before)) {
                this.progress.now(() -> "Clearing " + place.layout() + " of the rows that collection '" + place.name()
                        + "' had there before");
                place.fields().clear(here.memory().rows(), lease);
                // Only now those that are the same have their terms and keys.
                requireReplaced(place, own);
            }
            write(place, here, joined, lease);
            lease.require();
            takeFiles(place, here, entry.shape());
            requireReplaced(place, own.become(State.HERE));
        }
        logger.info("Collection '{}' has moved from {} to {}: {} rows in {} ms; its old files are kept in {}",
                place.name(), here.layout(), place.layout(), here.memory().size(),
                (System.nanoTime() - started) / 1_000_000, this.folder + "/" + place.name());
        return true;
    }

    private static void requireReplaced(EnginePlace place, Whereabouts next) {
        if (!place.note().replace(next)) {
            throw place.refusal().overtaken();
        }
    }

    private void write(EnginePlace place, OpenCollection here, boolean joined, Lease lease) {
        RowsThere rows = place.rows();
        Comparison before = rows.compare(here.memory().rows());
        if (joined && !before.others().isEmpty()) {
            throw place.refusal().unlike(before);
        }
        RowWrites writes = new RowWrites(place.collection().domain(), new RowChanges(place.name(), place.options()),
                place.collection().capabilities().versions(), rows, here.memory().rows(), lease);
        long all = (long) before.others().size() + before.missing().size();
        this.progress.now(() -> "Moving collection '" + place.name() + "' to " + place.layout() + ": "
                + writes.written() + " of " + all + " rows written so far");
        writes.delete(before.others());
        writes.insert(before.missing());
        Comparison after = rows.compare(here.memory().rows());
        if (!after.isEqual()) {
            throw place.refusal().unlike(after);
        }
    }

    /** From now on the files do not count. */
    private void takeFiles(EnginePlace place, OpenCollection here, int shape) throws IOException {
        CatalogEntry done = CatalogEntry.of(place.layout())
            .leaving(Objects.requireNonNull(here.layout()), this.folder + "/" + place.name())
            .shaped(shape);
        this.catalog.record(Map.of(place.name(), done));
        this.collections.remove(place.name());
    }

    /**
     * Takes the files away whose rows have moved, which the next start does otherwise.
     */
    void finish() throws IOException {
        List<String> taken = new ArrayList<>();
        for (String name : this.settings.remote().keySet()) {
            CatalogEntry entry = this.catalog.now().entry(name);
            if (entry != null && entry.former() != null && this.moves.takeFormer(name, entry)) {
                taken.add(name);
            }
        }
        this.catalog.settle(taken);
    }

}
