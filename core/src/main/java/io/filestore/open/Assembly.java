package io.filestore.open;

import io.filestore.commit.CommitQueue;
import io.filestore.commit.StoreState;
import io.filestore.commit.Versions;
import io.filestore.config.StoreSettings;
import io.filestore.engine.Checkpoints;
import io.filestore.engine.CollectionFactory;
import io.filestore.engine.CollectionPaths;
import io.filestore.engine.OpenCatalog;
import io.filestore.engine.OpenCollections;
import io.filestore.engine.Reaction;
import io.filestore.engine.StoreFiles;
import io.filestore.event.Listeners;
import io.filestore.io.KnownFiles;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;
import io.filestore.io.StoreLocks;
import io.filestore.remote.Engines;
import io.filestore.report.Finding;
import io.filestore.report.Findings;

/**
 * Puts the parts of a store together, each with those that it needs. No file of rows is
 * touched by that.
 */
final class Assembly {

    private final OpenStore store;

    private final Versions versions;

    private final CollectionOpening opening;

    /**
     * @param run the number of this run
     */
    Assembly(StoreSettings settings, StoreLocks locks, OpenCatalog catalog, Checkpoints checkpoints, long run) {
        StoreDirectory directory = settings.directory();
        Findings findings = new Findings();
        CollectionPaths paths = new CollectionPaths(directory, locks);
        KnownFiles known = new KnownFiles(Quarantine.ofConflicts(directory, settings.clock()),
                (file, what) -> findings.add(new Finding(Finding.Kind.CONFLICT, paths.owner(file), file, what)));
        StoreFiles files = new StoreFiles(directory, catalog, checkpoints, new Quarantine(directory, settings.clock()),
                known);
        StoreState state = new StoreState(directory.root(), settings.readOnly(), locks);
        Listeners listeners = new Listeners(state::isClosed);
        this.versions = new Versions(run);
        CommitQueue queue = new CommitQueue(settings.log(), this.versions, settings.clock(), listeners, state);
        this.opening = new CollectionOpening(settings, files, new Reaction(settings, findings), this.versions,
                queue::isCommitLockHeld);
        OpenCollections collections = new OpenCollections(settings, new CollectionFactory(settings, paths), state,
                this.opening);
        this.store = new OpenStore(settings, state, collections, files, queue, listeners, findings);
    }

    OpenStore store() {
        return this.store;
    }

    Versions versions() {
        return this.versions;
    }

    CollectionOpening opening() {
        return this.opening;
    }

    Returns returns(Engines engines, Progress progress) {
        return new Returns(this.store, this.versions, this.opening.loading(), engines, progress);
    }

    /**
     * @param catalogFound whether there was a catalog when the store began to open
     */
    Reshaping reshaping(boolean catalogFound, Progress progress) {
        return new Reshaping(this.store, this.versions, this.opening.loading(), catalogFound, progress);
    }

}
