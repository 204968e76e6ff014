package io.filestore.autoconfigure.metrics;

import java.nio.file.Path;
import java.util.List;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.RowCollection;
import io.filestore.SettableClock;
import io.filestore.Store;
import io.filestore.autoconfigure.Figures;
import io.filestore.config.CollectionOptions;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreIOException;
import io.filestore.event.RowChange;
import io.filestore.event.StoreListener;
import io.filestore.io.Fault;
import io.filestore.io.MemoryDirectory;
import io.filestore.query.Query;
import io.filestore.report.StoreStats.FlushTotals;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class StoreMetricsTests {

    private final MemoryDirectory disk = new MemoryDirectory();

    private final SettableClock clock = new SettableClock();

    private final Store store = Store.builder(Path.of("/store"))
        .directory(this.disk)
        .clock(this.clock)
        .automaticFlush(false)
        .collection("users", CollectionOptions.filePerRecord().withTtl(Duration.ofMinutes(1)))
        .unconfiguredCollections("memory-only")
        .open();

    private final StoreMetrics metrics = new StoreMetrics(Map.of("fileStore", this.store));

    @AfterEach
    void close() {
        this.store.close();
    }

    private void put(String id) {
        this.store.collection("users").put(id, Row.parse("{}"));
    }

    private String scrape() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new StoreMetrics(Map.of("fileStore", this.store)).bindTo(registry);
        return registry.scrape();
    }

    private static String users(String name, String more) {
        return name + "{collection=\"users\"" + more + ",store=\"fileStore\"";
    }

    @Test
    void prometheusSeesNamesWithUnitsAndDescriptions() {
        put("a");
        put("b");
        this.store.collection("users").delete("b");
        this.clock.advance(Duration.ofMillis(1500));
        assertThat(scrape())
            .contains("filestore_wal_size_bytes{store=\"fileStore\"} " + (double) this.store.stats().log().bytes())
            .contains("filestore_wal_max_bytes{store=\"fileStore\"} 1.073741824E9")
            .contains("filestore_decoded_max_bytes{store=\"fileStore\"} "
                    + (double) this.store.stats().decoded().maxBytes())
            .contains("filestore_decoded_size_bytes{store=\"fileStore\"} 0.0")
            .contains("filestore_decoded_rows{store=\"fileStore\"} 0.0")
            .contains("filestore_wal_segments{store=\"fileStore\"} 1.0")
            .contains("filestore_wal_append_seconds_count{store=\"fileStore\"} 3")
            .contains("filestore_wal_append_seconds_sum{store=\"fileStore\"} ")
            .contains("filestore_wal_sync_seconds_count{store=\"fileStore\"} ")
            .contains("filestore_commit_batches_total{store=\"fileStore\"} 3.0")
            .contains("filestore_commit_writes_total{store=\"fileStore\"} 3.0")
            .contains("filestore_flush_lag_seconds{store=\"fileStore\"} 1.5")
            .contains("filestore_flush_failing_flushes{store=\"fileStore\"} 0.0")
            .contains("filestore_failed{store=\"fileStore\"} 0.0")
            .contains("filestore_quarantined_files{store=\"fileStore\"} 0.0")
            .contains("filestore_recovery_seconds{store=\"fileStore\"} ")
            .contains("filestore_recovery_replayed_changes{store=\"fileStore\"} 0.0")
            .contains(users("filestore_rows", "") + ",strategy=\"file-per-record\"} 1.0")
            .contains(users("filestore_flush_pending_rows", "") + "} 2.0")
            .contains(users("filestore_operations_total", ",operation=\"put\"") + "} 2.0")
            .contains(users("filestore_operations_total", ",operation=\"delete\"") + "} 1.0");
    }

    @Test
    void flushesAreCountedByOutcome() {
        put("a");
        this.disk.failOnce((call) -> call.startsWith("write users/"), Fault.IO_ERROR);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(this.store::flush);
        assertThat(scrape()).contains("filestore_flush_failing_flushes{store=\"fileStore\"} 1.0")
            .contains("filestore_flush_seconds_count{outcome=\"failure\",store=\"fileStore\"} 1");
        this.store.flush();
        assertThat(scrape()).contains("filestore_flush_failing_flushes{store=\"fileStore\"} 0.0")
            .contains("filestore_flush_seconds_count{outcome=\"failure\",store=\"fileStore\"} 1")
            .contains("filestore_flush_seconds_count{outcome=\"success\",store=\"fileStore\"} 1")
            .contains("filestore_flush_lag_seconds{store=\"fileStore\"} 0.0")
            .contains(users("filestore_flush_rows_total", "") + "} 1.0")
            .doesNotContain(users("filestore_flush_written_bytes_total", "") + "} 0.0");
    }

    @Test
    void timesOfFlushesAreThoseOfTheirOutcome() {
        put("a");
        this.disk.failOnce((call) -> call.startsWith("write users/"), Fault.IO_ERROR);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(this.store::flush);
        this.store.flush();
        put("b");
        this.store.flush();
        MeterRegistry registry = new SimpleMeterRegistry();
        this.metrics.bindTo(registry);
        FlushTotals totals = this.store.stats().flushTotals();
        assertThat(totals.failedTime()).isPositive().isNotEqualTo(totals.succeededTime());
        assertThat(nanos(registry, "failure")).isCloseTo(totals.failedTime().toNanos(), within(1.0));
        assertThat(nanos(registry, "success")).isCloseTo(totals.succeededTime().toNanos(), within(1.0));
    }

    private static double nanos(MeterRegistry registry, String outcome) {
        return registry.get("filestore.flush").tag("outcome", outcome).functionTimer().totalTime(TimeUnit.NANOSECONDS);
    }

    @Test
    void recoveryTookAsLongAsTheStoreSays() {
        MeterRegistry registry = new SimpleMeterRegistry();
        this.metrics.bindTo(registry);
        TimeGauge recovery = registry.get("filestore.recovery").timeGauge();
        assertThat(recovery.value(TimeUnit.NANOSECONDS)).isPositive()
            .isCloseTo(this.store.stats().openTime().toNanos(), within(1.0));
    }

    @Test
    void expiredRowsAreCountedOnceTheyAreSwept() {
        put("a");
        this.clock.advance(Duration.ofMinutes(2));
        this.store.startFlushing();
        Awaitility.await().until(() -> this.store.stats().collections().get("users").expirations() == 1);
        assertThat(scrape()).contains(users("filestore_expirations_rows_total", "") + "} 1.0")
            .contains(users("filestore_operations_total", ",operation=\"delete\"") + "} 0.0");
    }

    @Test
    void storeThatHasStoppedTakingWritesIsSeen() {
        this.disk.failOnce((call) -> call.equals("force _wal.jsonl"), Fault.IO_ERROR);
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> put("a"));
        assertThat(scrape()).contains("filestore_failed{store=\"fileStore\"} 1.0");
    }

    @Test
    void whatListenersDoIsCounted() {
        this.store.addListener(new StoreListener() {

            @Override
            public void onCommit(List<RowChange> changes) {
                throw new IllegalStateException("A listener with an error");
            }

        });
        put("a");
        put("b");
        Awaitility.await()
            .untilAsserted(() -> assertThat(scrape())
                .contains("filestore_listeners_failed_calls_total{store=\"fileStore\"} 2.0")
                .contains("filestore_listeners_missed_events_total{store=\"fileStore\"} 0.0")
                .contains("filestore_listeners_waiting_events{store=\"fileStore\"} 0.0"));
    }

    @Test
    void collectionThatIsMadeLaterGetsItsMeters() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.metrics.bindTo(registry);
        registry.scrape();
        this.store.collection("later").put("a", Row.parse("{}"));
        Awaitility.await()
            .untilAsserted(() -> assertThat(registry.scrape())
                .contains("filestore_rows{collection=\"later\",store=\"fileStore\",strategy=\"memory-only\"} 1.0"));
    }

    @Test
    void everyMeterHasADescriptionAndAUnit() {
        MeterRegistry registry = new SimpleMeterRegistry();
        this.metrics.bindTo(registry);
        assertThat(registry.getMeters()).isNotEmpty().allSatisfy((meter) -> {
            assertThat(meter.getId().getName()).startsWith("filestore.");
            assertThat(meter.getId().getDescription()).isNotBlank();
            if (!meter.getId().getName().equals("filestore.failed")) {
                assertThat(meter.getId().getBaseUnit()).as(meter.getId().getName()).isNotBlank();
            }
        });
        assertThat(registry.getMeters().stream().map(Meter::getId).map(Meter.Id::getName)).contains(
                "filestore.wal.size", "filestore.flush.lag", "filestore.flush", "filestore.flush.pending",
                "filestore.wal.append", "filestore.wal.sync", "filestore.commit.batches", "filestore.commit.writes",
                "filestore.rows", "filestore.operations", "filestore.query", "filestore.expirations",
                "filestore.quarantined", "filestore.recovery");
    }

    @Test
    void everyMeterTellsItsOwnFigure() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new StoreMetrics(Map.of("s", Figures.store())).bindTo(registry);
        String users = "{collection=\"users\",store=\"s\"} ";
        assertThat(registry.scrape().lines()).contains("filestore_wal_size_bytes{store=\"s\"} 1000.0",
                "filestore_wal_max_bytes{store=\"s\"} 1000000.0", "filestore_wal_segments{store=\"s\"} 4.0",
                "filestore_wal_append_seconds_count{store=\"s\"} 5",
                "filestore_wal_append_seconds_sum{store=\"s\"} 6.0E-9",
                "filestore_wal_sync_seconds_count{store=\"s\"} 7", "filestore_wal_sync_seconds_sum{store=\"s\"} 8.0E-9",
                "filestore_commit_batches_total{store=\"s\"} 18.0", "filestore_commit_writes_total{store=\"s\"} 19.0",
                "filestore_flush_lag_seconds{store=\"s\"} 0.009", "filestore_flush_failing_flushes{store=\"s\"} 2.0",
                "filestore_flush_seconds_count{outcome=\"success\",store=\"s\"} 14",
                "filestore_flush_seconds_count{outcome=\"failure\",store=\"s\"} 16",
                "filestore_failed{store=\"s\"} 1.0", "filestore_quarantined_files{store=\"s\"} 12.0",
                "filestore_recovery_seconds{store=\"s\"} 0.026",
                "filestore_recovery_replayed_changes{store=\"s\"} 25.0", "filestore_decoded_rows{store=\"s\"} 27.0",
                "filestore_decoded_size_bytes{store=\"s\"} 28.0", "filestore_decoded_max_bytes{store=\"s\"} 29.0",
                "filestore_listeners_waiting_events{store=\"s\"} 21.0",
                "filestore_listeners_missed_events_total{store=\"s\"} 23.0",
                "filestore_listeners_failed_calls_total{store=\"s\"} 24.0",
                "filestore_rows{collection=\"users\",store=\"s\",strategy=\"file-per-record\"} 30.0",
                "filestore_flush_pending_rows" + users + "31.0",
                "filestore_operations_total{collection=\"users\",operation=\"put\",store=\"s\"} 32.0",
                "filestore_operations_total{collection=\"users\",operation=\"delete\",store=\"s\"} 33.0",
                "filestore_expirations_rows_total" + users + "34.0", "filestore_flush_rows_total" + users + "35.0",
                "filestore_flush_written_bytes_total" + users + "36.0", query("count", "search") + "40",
                query("sum", "search") + "0.041", query("count", "union") + "42", query("sum", "union") + "0.043",
                query("count", "order") + "44", query("sum", "order") + "0.045", query("count", "scan") + "46",
                query("sum", "scan") + "0.047");
    }

    private static String query(String figure, String plan) {
        return "filestore_query_seconds_" + figure + "{collection=\"users\",plan=\"" + plan + "\",store=\"s\"} ";
    }

    @Test
    void queriesAreCountedByWhatHasAnsweredThem() {
        put("a");
        RowCollection<Row> users = this.store.collection("users");
        users.find(Query.where("name").is("x"));
        users.count(Query.where("name").is("x"));
        users.get("a");
        assertThat(scrape()).contains(users("filestore_query_seconds_count", ",plan=\"scan\"") + "} 2")
            .contains(users("filestore_query_seconds_count", ",plan=\"search\"") + "} 0")
            .doesNotContain(users("filestore_query_seconds_sum", ",plan=\"scan\"") + "} 0.0\n");
    }

    @Test
    void twoRegistriesAndTwoStoresKeepApart() {
        try (Store other = Store.builder(Path.of("/other")).directory(new MemoryDirectory()).open()) {
            StoreMetrics both = new StoreMetrics(Map.of("one", this.store, "other", other));
            Stream.of(new SimpleMeterRegistry(), new SimpleMeterRegistry()).forEach((registry) -> {
                both.bindTo(registry);
                assertThat(registry.get("filestore.wal.size").gauges()).hasSize(2);
                assertThat(registry.get("filestore.rows").tags("store", "one").gauges()).hasSize(1);
            });
        }
    }

    @Test
    void closedStoreCanStillBeRead() {
        put("a");
        this.store.close();
        assertThat(scrape()).contains("filestore_flush_lag_seconds{store=\"fileStore\"} 0.0");
    }

}
