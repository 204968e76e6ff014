package io.filestore;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.StampedLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.CorruptStoreException;
import io.filestore.error.ReadOnlyStoreException;
import io.filestore.error.StoreClosedException;
import io.filestore.error.StoreFailedException;
import io.filestore.io.KnownFiles;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;
import io.filestore.io.StoreLocks;
import io.filestore.record.DecodedMemory;
import io.filestore.record.RowCodec;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WriteAheadLog;

/**
 * What the parts of one open store share.
 */
final class Engine {

    private static final Logger logger = LoggerFactory.getLogger(Store.class);

    private final StoreSettings settings;

    private final Quarantine quarantine;

    private final Checkpoints checkpoints;

    private final StoreLocks locks;

    private final OpenCatalog catalog;

    private final Versions versions;

    private final Collections collections;

    private final StampedLock visibility = new StampedLock();

    private final Listeners listeners = new Listeners(this::isClosed);

    private final Findings findings = new Findings();

    private final KnownFiles knownFiles;

    private final DecodedMemory decoded;

    private final Committer committer;

    private final CommitQueue queue;

    private final Transactions transactions = new Transactions(this);

    private volatile boolean closed;

    Engine(StoreSettings settings, Quarantine quarantine, OpenCatalog catalog, Checkpoints checkpoints, long run,
            StoreLocks locks) {
        this.settings = settings;
        this.quarantine = quarantine;
        this.catalog = catalog;
        this.checkpoints = checkpoints;
        this.locks = locks;
        this.knownFiles = new KnownFiles(Quarantine.ofConflicts(settings.directory(), settings.clock()),
                this::conflict);
        this.versions = new Versions(run);
        this.decoded = new DecodedMemory(settings.decodedMemory());
        this.collections = new Collections(this);
        this.committer = new Committer(settings.log(), this.versions, settings.clock(), this.visibility, this.listeners,
                locks);
        this.queue = new CommitQueue(this.committer, this.listeners,
                settings.log().options().sync() != SyncPolicy.ALWAYS);
    }

    StoreSettings settings() {
        return this.settings;
    }

    StoreDirectory directory() {
        return this.settings.directory();
    }

    WriteAheadLog log() {
        return this.settings.log();
    }

    RowCodec codec() {
        return this.settings.codec();
    }

    DecodedMemory decoded() {
        return this.decoded;
    }

    Quarantine quarantine() {
        return this.quarantine;
    }

    StoreLocks locks() {
        return this.locks;
    }

    OpenCatalog catalog() {
        return this.catalog;
    }

    Checkpoints checkpoints() {
        return this.checkpoints;
    }

    Versions versions() {
        return this.versions;
    }

    Collections collections() {
        return this.collections;
    }

    StampedLock visibility() {
        return this.visibility;
    }

    Listeners listeners() {
        return this.listeners;
    }

    Findings findings() {
        return this.findings;
    }

    /**
     * Tells of something that a start has found, or stops it, as configured.
     */
    void report(Finding finding) {
        if (finding.kind().isCorruption() && this.settings.onCorruption() == OnCorruption.FAIL) {
            Path path = finding.path();
            throw new CorruptStoreException((path != null) ? path : directory().root(), 0,
                    finding.message() + " Or start with on-corruption=quarantine to go on with what is there.", null);
        }
        this.findings.add(finding);
    }

    /** Tells of stray files as the settings say. */
    void tell(List<Finding> strays) {
        strays.forEach(this.settings.reportStrayFiles() ? this.findings::add : (stray) -> logger.info(stray.text()));
    }

    KnownFiles knownFiles() {
        return this.knownFiles;
    }

    private void conflict(Path file, String what) {
        String collection = this.collections.named()
            .stream()
            .filter((state) -> state.strategy.path() != null && file.startsWith(state.strategy.path()))
            .map((state) -> state.name)
            .findFirst()
            .orElse(null);
        this.findings.add(new Finding(Finding.Kind.CONFLICT, collection, file, what));
    }

    CommitQueue queue() {
        return this.queue;
    }

    Transactions transactions() {
        return this.transactions;
    }

    long now() {
        return this.settings.clock().millis();
    }

    InstantSource clock() {
        return this.settings.clock();
    }

    void commit(Write write) {
        this.queue.commit(write);
    }

    void requireOpen() {
        if (this.closed) {
            throw new StoreClosedException("The store in " + directory().root() + " is closed.");
        }
    }

    /**
     * Refuses what cannot succeed before any work is put into it; the commit queue
     * refuses again.
     */
    void requireWritable() {
        requireOpen();
        if (this.settings.readOnly()) {
            throw new ReadOnlyStoreException("The store in " + directory().root()
                    + " was opened read-only. Open it without read-only to change it.");
        }
    }

    @Nullable StoreFailedException failure() {
        return this.committer.failure();
    }

    /**
     * Refuses all writes from now on, because of an error that must not happen here.
     * @return the reason
     */
    StoreFailedException fail(String what, Throwable cause) {
        return this.committer.fail(what, cause);
    }

    /** Refuses all writes from now on. */
    void fail(StoreFailedException reason) {
        this.committer.fail(reason);
    }

    Committer committer() {
        return this.committer;
    }

    boolean isClosed() {
        return this.closed;
    }

    void close() {
        this.closed = true;
        this.queue.close();
    }

}
