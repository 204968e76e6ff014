package io.filestore.flush;

import java.time.InstantSource;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.commit.CommitQueue;
import io.filestore.commit.RowWrite;
import io.filestore.commit.Write;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.error.StoreException;
import io.filestore.error.VersionConflictException;
import io.filestore.memory.CollectionMemory;
import io.filestore.row.StoredRow;

/**
 * Deletes what has expired, as ordinary deletes, so many at a time that the log is not
 * forced for each row.
 */
public final class Sweep {

    private static final int AT_ONCE = 1000;

    private static final Logger logger = LoggerFactory.getLogger(Sweep.class);

    private final OpenCollections collections;

    private final CommitQueue queue;

    private final InstantSource clock;

    public Sweep(OpenCollections collections, CommitQueue queue, InstantSource clock) {
        this.collections = collections;
        this.queue = queue;
        this.clock = clock;
    }

    public void run() {
        long now = this.clock.millis();
        try {
            for (OpenCollection named : this.collections.named()) {
                CollectionMemory collection = named.memory();
                List<StoredRow> expired = collection.expiry().expired(now);
                for (int from = 0; from < expired.size(); from += AT_ONCE) {
                    delete(collection, expired.subList(from, Math.min(from + AT_ONCE, expired.size())));
                }
            }
        }
        catch (StoreException ex) {
            // A log that is full takes no deletes before the flush has emptied it.
            logger.warn("Expired rows could not be swept; they are swept later: {}", ex.getMessage());
        }
    }

    private void delete(CollectionMemory collection, List<StoredRow> rows) {
        try {
            this.queue.commit(new Write(rows.stream().map((row) -> RowWrite.expire(collection, row)).toList()));
        }
        catch (VersionConflictException ex) {
            if (rows.size() == 1) {
                logger.trace("Written again meanwhile", ex);
                return;
            }
            // One of them was, and the others go without it.
            rows.forEach((row) -> delete(collection, List.of(row)));
        }
    }

}
