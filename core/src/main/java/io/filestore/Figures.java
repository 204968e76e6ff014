package io.filestore;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.filestore.engine.Engine;
import io.filestore.error.StoreFailedException;
import io.filestore.flush.FlushCounts;
import io.filestore.flush.Flusher;
import io.filestore.memory.CollectionState;
import io.filestore.report.CollectionStats;
import io.filestore.report.StoreStats;
import io.filestore.row.DecodedMemory;

/** How a store stands, gathered from its parts. */
final class Figures {

    private Figures() {
    }

    static StoreStats of(Engine engine, Flusher flusher, long replayed, Duration openTime) {
        Map<String, CollectionStats> collections = new TreeMap<>();
        engine.collections().named().forEach((state) -> collections.put(state.name(), state.stats()));
        List<CollectionState> all = engine.collections().all();
        long oldest = all.stream()
            .mapToLong((state) -> state.unflushed().oldest())
            .filter((since) -> since != 0)
            .min()
            .orElse(0);
        Duration lag = (oldest == 0) ? Duration.ZERO : Duration.ofMillis(Math.max(0, engine.now() - oldest));
        StoreFailedException failure = engine.failure();
        FlushCounts flushes = flusher.counts();
        DecodedMemory decoded = engine.decoded();
        return new StoreStats(engine.directory().root(), engine.settings().readOnly(), engine.log().stats(),
                flusher.flushedLsn(), lag, all.stream().mapToLong((state) -> state.unflushed().count()).sum(),
                flushes.totals().succeeded(), flushes.failuresInARow(), flushes.lastFlush(), flushes.lastFailure(),
                (failure != null) ? failure.getMessage() : null, engine.quarantine().count(),
                engine.findings().counts(), engine.findings().kept(), engine.settings().flushInterval(),
                flushes.totals(), engine.committer().totals(), engine.listeners().totals(), replayed, openTime,
                new StoreStats.DecodedStats(decoded.count(), decoded.bytes(), decoded.limit()), collections);
    }

}
