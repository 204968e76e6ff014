package io.filestore.open;

import java.util.Set;

import io.filestore.flush.Flusher;

/** A flush before the store is open. */
final class OpeningFlush {

    private OpeningFlush() {
    }

    /**
     * Flushes what the log has brought: from now on the log has none of it.
     * @param flushedLsn up to where the files hold what the log says
     * @return the same afterwards
     */
    static long flush(OpenStore store, long flushedLsn) {
        Flusher flusher = new Flusher(store.settings(), store.state(), store.collections(), store.files(),
                store.queue(), store.listeners(), flushedLsn);
        flusher.flush(Set.of());
        return flusher.flushedLsn();
    }

}
