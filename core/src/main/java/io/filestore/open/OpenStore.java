package io.filestore.open;

import io.filestore.commit.CommitQueue;
import io.filestore.commit.StoreState;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCollections;
import io.filestore.engine.StoreFiles;
import io.filestore.event.Listeners;
import io.filestore.report.Findings;

/**
 * The parts of a store that opening has put together. Whoever serves, flushes or checks
 * is given some of them, and never all.
 *
 * @param collections in memory and in files
 * @param files what the store has besides those of its collections
 * @param queue the way of every write
 */
public record OpenStore(StoreSettings settings, StoreState state, OpenCollections collections, StoreFiles files,
        CommitQueue queue, Listeners listeners, Findings findings) {
}
