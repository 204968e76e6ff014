package io.filestore.engine;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.StampedLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.commit.CommitQueue;
import io.filestore.commit.Committer;
import io.filestore.commit.Versions;
import io.filestore.commit.Write;
import io.filestore.config.OnCorruption;
import io.filestore.config.StoreSettings;
import io.filestore.error.CorruptStoreException;
import io.filestore.error.ReadOnlyStoreException;
import io.filestore.error.StoreClosedException;
import io.filestore.error.StoreFailedException;
import io.filestore.event.Listeners;
import io.filestore.io.KnownFiles;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;
import io.filestore.io.StoreLocks;
import io.filestore.report.Finding;
import io.filestore.report.Findings;
import io.filestore.row.DecodedMemory;
import io.filestore.row.RowCodec;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WriteAheadLog;

/**
 * What the parts of one open store share.
 */
public final class Engine {

    private static final Logger logger = LoggerFactory.getLogger(Engine.class);

    private final StoreSettings settings;

    private final Quarantine quarantine;

    private final Checkpoints checkpoints;

    private final StoreLocks locks;

    private final OpenCatalog catalog;

    private final Versions versions;

    private final OpenCollections collections;

    private final StampedLock visibility = new StampedLock();

    private final Listeners listeners = new Listeners(this::isClosed);

    private final Findings findings = new Findings();

    private final KnownFiles knownFiles;

    private final DecodedMemory decoded;

    private final Committer committer;

    private final CommitQueue queue;

    private volatile boolean closed;

    public Engine(StoreSettings settings, Quarantine quarantine, OpenCatalog catalog, Checkpoints checkpoints, long run,
            StoreLocks locks, OpenCollections.Opener opener) {
        this.settings = settings;
        this.quarantine = quarantine;
        this.catalog = catalog;
        this.checkpoints = checkpoints;
        this.locks = locks;
        this.knownFiles = new KnownFiles(Quarantine.ofConflicts(settings.directory(), settings.clock()),
                this::conflict);
        this.versions = new Versions(run);
        this.decoded = new DecodedMemory(settings.decodedMemory());
        this.collections = new OpenCollections(this, opener);
        this.committer = new Committer(settings.log(), this.versions, settings.clock(), this.visibility, this.listeners,
                locks);
        this.queue = new CommitQueue(this.committer, this.listeners,
                settings.log().options().sync() != SyncPolicy.ALWAYS);
    }

    public StoreSettings settings() {
        return this.settings;
    }

    public StoreDirectory directory() {
        return this.settings.directory();
    }

    public WriteAheadLog log() {
        return this.settings.log();
    }

    public RowCodec codec() {
        return this.settings.codec();
    }

    public DecodedMemory decoded() {
        return this.decoded;
    }

    public Quarantine quarantine() {
        return this.quarantine;
    }

    public StoreLocks locks() {
        return this.locks;
    }

    public OpenCatalog catalog() {
        return this.catalog;
    }

    public Checkpoints checkpoints() {
        return this.checkpoints;
    }

    public Versions versions() {
        return this.versions;
    }

    public OpenCollections collections() {
        return this.collections;
    }

    public StampedLock visibility() {
        return this.visibility;
    }

    public Listeners listeners() {
        return this.listeners;
    }

    public Findings findings() {
        return this.findings;
    }

    /**
     * Tells of something that a start has found, or stops it, as configured.
     */
    public void report(Finding finding) {
        if (finding.kind().isCorruption() && this.settings.onCorruption() == OnCorruption.FAIL) {
            Path path = finding.path();
            throw new CorruptStoreException((path != null) ? path : directory().root(), 0,
                    finding.message() + " Or start with on-corruption=quarantine to go on with what is there.", null);
        }
        this.findings.add(finding);
    }

    /** Tells of stray files as the settings say. */
    public void tell(List<Finding> strays) {
        strays.forEach(this.settings.reportStrayFiles() ? this.findings::add : (stray) -> logger.info(stray.text()));
    }

    public KnownFiles knownFiles() {
        return this.knownFiles;
    }

    private void conflict(Path file, String what) {
        String collection = this.collections.named()
            .stream()
            .filter((state) -> state.strategy().path() != null && file.startsWith(state.strategy().path()))
            .map((state) -> state.name())
            .findFirst()
            .orElse(null);
        this.findings.add(new Finding(Finding.Kind.CONFLICT, collection, file, what));
    }

    public CommitQueue queue() {
        return this.queue;
    }

    public long now() {
        return this.settings.clock().millis();
    }

    public InstantSource clock() {
        return this.settings.clock();
    }

    public void commit(Write write) {
        this.queue.commit(write);
    }

    public void requireOpen() {
        if (this.closed) {
            throw new StoreClosedException("The store in " + directory().root() + " is closed.");
        }
    }

    /**
     * Refuses what cannot succeed before any work is put into it; the commit queue
     * refuses again.
     */
    public void requireWritable() {
        requireOpen();
        if (this.settings.readOnly()) {
            throw new ReadOnlyStoreException("The store in " + directory().root()
                    + " was opened read-only. Open it without read-only to change it.");
        }
    }

    public @Nullable StoreFailedException failure() {
        return this.committer.failure();
    }

    /**
     * Refuses all writes from now on, because of an error that must not happen here.
     * @return the reason
     */
    public StoreFailedException fail(String what, Throwable cause) {
        return this.committer.fail(what, cause);
    }

    /** Refuses all writes from now on. */
    public void fail(StoreFailedException reason) {
        this.committer.fail(reason);
    }

    public Committer committer() {
        return this.committer;
    }

    public boolean isClosed() {
        return this.closed;
    }

    public void close() {
        this.closed = true;
        this.queue.close();
    }

}
