package io.filestore;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.checksum.FlushMark;
import io.filestore.checksum.FlushMarks;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;
import io.filestore.io.StoreLocks;
import io.filestore.record.Change;
import io.filestore.record.StoredRow;
import io.filestore.storage.Places;
import io.filestore.wal.Checkpoint;
import io.filestore.wal.LogRecord;
import io.filestore.wal.LogStart;
import io.filestore.wal.LogSurvey;

/**
 * Opening a store: checkpoint, then files, then the log above the checkpoint. Can be
 * killed at any point and done again: until the first flush it changes nothing but the
 * number of the run, a torn tail, and what goes into quarantine.
 */
final class Recovery {

    private static final Logger logger = LoggerFactory.getLogger(Store.class);

    /**
     * A lost checkpoint takes the number of the run with it. The minutes since this day
     * of December 2025 are more than the starts that have been counted since.
     */
    private static final long MINUTES_BEFORE_FIRST_RELEASE = Duration.ofDays(365L * 56).toMinutes();

    private final StoreSettings settings;

    private final StoreLocks locks;

    private final StoreDirectory directory;

    private final Map<String, Integer> unknown = new TreeMap<>();

    private long ignored;

    Recovery(StoreSettings settings, StoreLocks locks) {
        this.settings = settings;
        this.locks = locks;
        this.directory = settings.directory();
    }

    /**
     * What recovery ends with.
     *
     * @param engine ready to serve
     * @param flushedLsn what the files hold
     * @param replayed how many changes came from the log
     */
    record Recovered(Engine engine, long flushedLsn, long replayed) {
    }

    Recovered run() throws IOException {
        Catalog catalog = Catalog.read(this.directory);
        Checkpoint last = Checkpoint.read(this.directory);
        LogSurvey log = LogSurvey.of(this.directory);
        FlushMark known = (last == null || last.isDamaged()) ? FlushMarks.in(this.directory) : FlushMark.NONE;
        boolean fresh = last == null && log.isEmpty() && known == null;
        known = (known != null) ? known : FlushMark.NONE;
        long run = nextRun(last, fresh, Math.max(known.run(), log.run()));
        long lsn = fresh ? 0 : ((last != null) ? last.lsn() : Checkpoint.UNKNOWN_LSN);
        OpenCatalog opened = new OpenCatalog(this.directory, catalog,
                (last != null && last.store() != null) ? last.store() : log.store());
        Engine engine = new Engine(this.settings, new Quarantine(this.directory, this.settings.clock()), opened,
                new Checkpoints(this.directory, last, opened.now().storeId(), lsn, known, run), run, this.locks);
        LostLog lost = new LostLog(engine, log, last, fresh);
        try (Progress progress = new Progress(engine)) {
            lost.tell(catalog);
            if (!this.settings.readOnly()) {
                engine.checkpoints().begin();
                engine.catalog().record(found(engine));
            }
            progress.now("Loading");
            this.settings.opening().onBegin(OpeningListener.Phase.LOAD);
            new Loading(engine).load(engine.collections().all());
            this.settings.opening()
                .onEnd(OpeningListener.Phase.LOAD,
                        engine.collections().named().stream().mapToLong(CollectionState::size).sum());
            progress.now("Replaying the log over");
            this.settings.opening().onBegin(OpeningListener.Phase.REPLAY);
            long beyond = engine.checkpoints().highestLsn();
            long replayed = this.settings.log()
                .open(this.directory, engine.quarantine(),
                        new LogStart(lsn, beyond, lost.isLost(), run, opened.now().storeId()), this.settings.readOnly(),
                        (record) -> replay(engine, record));
            lost.tellBehind(this.settings.log().foundLsn(), beyond);
            if (!this.settings.readOnly()) {
                engine.checkpoints().opened(this.settings.log().openLsn());
            }
            this.settings.opening().onEnd(OpeningListener.Phase.REPLAY, replayed);
            refuseUnknown();
            new SharedKeys(engine).find();
            engine.tell(StrayFiles.amongOwn(this.directory).findings(null));
            return new Recovered(engine, Math.max(lsn, 0), replayed);
        }
        catch (Throwable ex) {
            this.settings.log().close();
            throw ex;
        }
    }

    /** Collections whose files were there before the catalog knew of them. */
    private Map<String, CatalogEntry> found(Engine engine) throws IOException {
        Map<String, CatalogEntry> found = new TreeMap<>();
        for (CollectionState collection : engine.collections().named()) {
            if (collection.layout != null && engine.catalog().now().entry(collection.name) == null
                    && Places.of(collection.strategy).isAny(this.directory)) {
                found.put(collection.name, CatalogEntry.of(collection.layout));
            }
        }
        return found;
    }

    /**
     * @param known the highest run that other files mention
     */
    private long nextRun(@Nullable Checkpoint last, boolean fresh, long known) {
        if (this.settings.readOnly()) {
            // Whoever writes gets a run of at least 1, so versions given here are never
            // given there.
            return 0;
        }
        if (fresh) {
            return 1;
        }
        if (last != null && !last.isDamaged()) {
            return Math.max(last.run(), known) + 1;
        }
        return Math.max(this.settings.clock().millis() / 60_000 - MINUTES_BEFORE_FIRST_RELEASE, known + 1);
    }

    private void replay(Engine engine, LogRecord record) {
        Change change = record.change();
        CollectionState collection = engine.collections().logged(change.collection());
        if (collection == null) {
            this.unknown.merge(change.collection(), 1, Integer::sum);
        }
        else if (!collection.persistent) {
            if (this.ignored++ == 0) {
                logger.warn(
                        "The log has changes of collection '{}', which is kept in memory only now: they are ignored",
                        collection.name);
            }
        }
        else {
            StoredRow before = collection.row(change.rowId());
            StoredRow after = (change.json() != null) ? row(engine, collection, record) : null;
            if (before != null || after != null) {
                collection.apply(change.rowId(), before, after, record.timestamp());
            }
        }
    }

    private static StoredRow row(Engine engine, CollectionState collection, LogRecord record) {
        Change change = record.change();
        byte[] json = Objects.requireNonNull(change.json());
        boolean adopt = change.expiresAt() == 0 && collection.options.ttl() != null;
        long expiry = adopt ? collection.expiry.of(record.timestamp()) : change.expiresAt();
        return StoredRow.of(change.rowId(), json, engine.versions().next(),
                (collection.options.ttl() != null) ? expiry : 0);
    }

    private void refuseUnknown() {
        this.unknown.forEach((name, changes) -> {
            throw new InvalidConfigurationException("collections." + name, null,
                    "The write-ahead log has " + changes + " changes of this collection that are not in its files yet,"
                            + " but it is not configured. Configure it as it was, start once, and then take it out.");
        });
    }

}
