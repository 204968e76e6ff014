package io.filestore.open;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.catalog.Layout;
import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreUnavailableException;
import io.filestore.handover.Fields;
import io.filestore.handover.Lease;
import io.filestore.handover.RowsThere;
import io.filestore.handover.Whereabouts;
import io.filestore.handover.WhereaboutsNote;
import io.filestore.remote.RemoteCollection;
import io.filestore.remote.RemoteEngine;
import io.filestore.remote.RemoteStatus;

/**
 * One collection where an engine has it, or is to have it, as one start of this store
 * sees it.
 */
final class EnginePlace {

    private static final Logger logger = LoggerFactory.getLogger(EnginePlace.class);

    private static final long PAUSE_MILLIS = 200;

    /** After a mover was killed, it may be started again. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;

    private final CollectionOptions options;

    private final OpenStore store;

    private final RemoteCollection rows;

    private final @Nullable RemoteCollection keys;

    private final Layout layout;

    private final WhereaboutsNote note;

    private final EngineRefusal refusal;

    private final String attempt = UUID.randomUUID().toString();

    EnginePlace(OpenStore store, RemoteEngine engine, String name, CollectionOptions options) {
        this.name = name;
        this.options = options;
        this.store = store;
        RemoteStatus status = engine.status(name);
        this.layout = Layout.remote(options.strategy(), status.place(), status.group());
        this.rows = engine.collection(name);
        this.keys = options.unique().isEmpty() ? null : engine.collection(RemoteEngine.UNIQUE + name);
        this.note = new WhereaboutsNote(engine, this.layout, name);
        this.refusal = new EngineRefusal(name, options.strategy(), this.layout, this.note.name());
    }

    String name() {
        return this.name;
    }

    CollectionOptions options() {
        return this.options;
    }

    RemoteCollection collection() {
        return this.rows;
    }

    /** The keys of its unique fields, null if it has none. */
    @Nullable RemoteCollection keys() {
        return this.keys;
    }

    Layout layout() {
        return this.layout;
    }

    WhereaboutsNote note() {
        return this.note;
    }

    EngineFields fields() {
        return new EngineFields(this);
    }

    EngineRefusal refusal() {
        return this.refusal;
    }

    RowsThere rows() {
        return rows(this.rows);
    }

    RowsThere rows(RemoteCollection collection) {
        return new RowsThere(collection, clock());
    }

    private InstantSource clock() {
        return this.store.settings().clock();
    }

    /** Whether a note is of this store. */
    boolean isOwn(Whereabouts said) {
        return said.isOf(storeId());
    }

    private String storeId() {
        return this.store.files().catalog().now().storeId();
    }

    /** What this start has to say. */
    Whereabouts own(Whereabouts.State state, boolean joined, int shape) {
        return new Whereabouts(state, storeId(), String.valueOf(this.store.settings().directory().root()),
                clock().millis(), this.attempt, joined, shape, Fields.of(this.options));
    }

    /** Refuses to look here for rows that another place of the engine has. */
    void requireNowhereElse() {
        String other = this.note.elsewhere();
        if (other != null) {
            throw this.refusal.elsewhere(other);
        }
    }

    /** From now on no other place of the engine is taken for that of the rows. */
    void makeCurrent() {
        while (!this.note.makeCurrent()) {
            requireNowhereElse();
        }
    }

    /**
     * Takes the lease if what was read is said still.
     * @return null if somebody else has it, or says something else
     */
    @Nullable Lease lease(@Nullable Whereabouts said) {
        Lease lease = this.note.lease(own(Whereabouts.State.HERE, false, 1));
        boolean same = false;
        try {
            same = lease != null && Objects.equals(this.note.read(), said);
            return same ? lease : null;
        }
        finally {
            if (lease != null && !same) {
                lease.close();
            }
        }
    }

    /**
     * Waits for another instance that moves the rows.
     * @param said what it says
     * @throws io.filestore.error.InvalidConfigurationException if it does not go on and
     * only its directory says which rows count
     */
    void await(Whereabouts said, Progress progress) {
        logger.info("Collection '{}' is being moved by {} since {}; waiting for it", this.name, said.who(),
                said.when());
        progress.now(() -> "Waiting for " + said.who() + ", which moves collection '" + this.name + "' since "
                + said.when());
        long alive = clock().millis();
        while (true) {
            pause();
            if (!said.equals(this.note.read())) {
                return;
            }
            if (this.note.isLeased()) {
                alive = clock().millis();
            }
            else if (isOwn(said)) {
                return;
            }
            else if (clock().millis() - alive >= PATIENCE.toMillis()) {
                goOnWithout(said);
                return;
            }
        }
    }

    /**
     * Serves the rows again that somebody was to bring into files, who then finds at the
     * end that the note is not what was noted.
     */
    private void goOnWithout(Whereabouts said) {
        if (said.state() == Whereabouts.State.MOVING_IN) {
            throw this.refusal.interrupted(said);
        }
        if (this.store.settings().readOnly()) {
            throw this.refusal.interruptedOut(said);
        }
        if (this.note.replace(said.become(Whereabouts.State.HERE))) {
            logger.info(
                    "Collection '{}' was on its way to the files of {} since {}, and nobody goes on with that; its rows stay in {}",
                    this.name, said.who(), said.when(), this.layout);
        }
    }

    /**
     * Lets somebody else go on who has been quicker.
     * @param said what was read before
     */
    void giveWay(@Nullable Whereabouts said, Progress progress) {
        if (said != null && said.isMoving()) {
            await(said, progress);
        }
        else {
            pause();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(
                    "The start was interrupted while it waited for the move of collection '" + this.name + "'.", ex);
        }
    }

}
