package io.filestore;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCollection;
import io.filestore.error.StoreFailedException;
import io.filestore.flush.FlushCounts;
import io.filestore.flush.Flusher;
import io.filestore.open.OpenStore;
import io.filestore.remote.Engines;
import io.filestore.report.CollectionStats;
import io.filestore.report.StoreStats;
import io.filestore.row.DecodedMemory;

/** How a store stands, gathered from its parts. */
final class Figures {

    private Figures() {
    }

    static StoreStats of(OpenStore store, Engines engines, Flusher flusher, long replayed, Duration openTime) {
        StoreSettings settings = store.settings();
        Map<String, CollectionStats> collections = new TreeMap<>();
        store.collections().named().forEach((one) -> collections.put(one.name(), one.stats()));
        List<OpenCollection> all = store.collections().all();
        long oldest = all.stream()
            .mapToLong((one) -> one.memory().dirtySince())
            .filter((since) -> since != 0)
            .min()
            .orElse(0);
        Duration lag = (oldest == 0) ? Duration.ZERO
                : Duration.ofMillis(Math.max(0, settings.clock().millis() - oldest));
        StoreFailedException failure = store.state().failure();
        FlushCounts flushes = flusher.counts();
        DecodedMemory decoded = store.collections().decoded();
        return new StoreStats(settings.directory().root(), settings.readOnly(), settings.log().stats(),
                flusher.flushedLsn(), lag, all.stream().mapToLong((one) -> one.memory().dirtyCount()).sum(),
                flushes.totals().succeeded(), flushes.failuresInARow(), flushes.lastFlush(), flushes.lastFailure(),
                (failure != null) ? failure.getMessage() : null, store.files().quarantine().count(),
                store.findings().counts(), store.findings().kept(), settings.flushInterval(), flushes.totals(),
                store.queue().totals(), store.listeners().totals(), replayed, openTime,
                new StoreStats.DecodedStats(decoded.count(), decoded.bytes(), decoded.limit()), collections,
                engines.stats());
    }

}
