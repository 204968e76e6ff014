package io.filestore.autoconfigure.health;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.unit.DataSize;

import io.filestore.Store;
import io.filestore.autoconfigure.FileStoreProperties;
import io.filestore.config.CollectionOptions;
import io.filestore.io.MemoryDirectory;
import io.filestore.remote.MemoryEngine;
import io.filestore.report.RemoteStats;
import io.filestore.report.StoreStats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class RemoteHealthTests {

    private static final FileStoreProperties.Health THRESHOLDS = new FileStoreProperties.Health(3,
            java.time.Duration.ofMinutes(1), DataSize.ofMegabytes(512));

    private final MemoryEngine engine = new MemoryEngine();

    private final Store store = Store.builder(Path.of("/store"))
        .directory(new MemoryDirectory())
        .automaticFlush(false)
        .engine(this.engine)
        .collection("orders", CollectionOptions.of(MemoryEngine.STRATEGY).withGroup("shop"))
        .open();

    private final StoreHealthIndicator indicator = new StoreHealthIndicator(this.store, THRESHOLDS);

    @AfterEach
    void close() {
        this.store.close();
    }

    @Test
    void detailsAreThoseOfEachCollection() {
        Health health = this.indicator.health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("collections", 0)
            .containsEntry("remote", Map.of("orders", Map.of("strategy", "memory-engine", "place", "memory.orders",
                    "group", "shop", "available", true, "replicasNeeded", 2, "replicasAlive", 3)));
    }

    @Test
    void collectionThatCannotBeReachedIsOutOfServiceUntilItCan() {
        this.engine.unavailable(true);
        Health health = this.indicator.health();
        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails().get("reasons")).isEqualTo(List.of("Collection 'orders' cannot be read and"
                + " written: memory-engine has 1 copy of some row of memory.orders up, and 2 must answer."));
        this.engine.unavailable(false);
        assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void storeThatIsDownIsThatWhateverItsEngine() {
        this.engine.unavailable(true);
        this.store.close();
        assertThat(this.indicator.health().getStatus()).isEqualTo(Status.DOWN);
    }

    private static Health with(StoreStats stats, int needed, int alive) {
        RemoteStats.Calls none = new RemoteStats.Calls(0, java.time.Duration.ZERO);
        RemoteStats orders = new RemoteStats("orders", "cassandra", null, List.of(), List.of(), null, null, none, none,
                none, 0, 0, 0, 0, new RemoteStats.Status(true, "shop.orders", needed, alive, Map.of()));
        Store mocked = mock(Store.class);
        given(mocked.stats()).willReturn(new StoreStats(stats.directory(), stats.readOnly(), stats.log(),
                stats.flushedLsn(), stats.flushLag(), stats.pendingRows(), stats.flushes(), stats.failedFlushes(),
                stats.lastFlush(), stats.lastFlushFailure(), stats.failure(), stats.quarantined(), stats.findings(),
                stats.firstFindings(), stats.flushInterval(), stats.flushTotals(), stats.commits(), stats.listeners(),
                stats.replayed(), stats.openTime(), stats.decoded(), stats.collections(), Map.of("orders", orders)));
        return new StoreHealthIndicator(mocked, THRESHOLDS).health();
    }

    @Test
    void noCopyToSpareIsWorthALook() {
        Health health = with(this.store.stats(), 2, 2);
        assertThat(health.getStatus()).isEqualTo(StoreHealthIndicator.DEGRADED);
        assertThat(health.getDetails().get("reasons").toString()).contains("'orders' has no copy to spare",
                "cassandra has 2 copies of some row of shop.orders up, and 2 must answer");
        assertThat(with(this.store.stats(), 1, 1).getStatus()).isEqualTo(Status.UP);
        assertThat(with(this.store.stats(), 2, 3).getStatus()).isEqualTo(Status.UP);
    }

}
