package io.filestore.autoconfigure.metrics;

import java.nio.file.Path;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.io.MemoryDirectory;
import io.filestore.remote.MemoryEngine;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RemoteMetersTests {

    private final MemoryEngine engine = new MemoryEngine();

    private final Store store = Store.builder(Path.of("/store"))
        .directory(new MemoryDirectory())
        .automaticFlush(false)
        .engine(this.engine)
        .collection("orders", CollectionOptions.of(MemoryEngine.STRATEGY).withIndexed("status"))
        .collection("users", CollectionOptions.memoryOnly())
        .open();

    @AfterEach
    void close() {
        this.store.close();
    }

    private String scrape() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new StoreMetrics(Map.of("fileStore", this.store)).bindTo(registry);
        return registry.scrape();
    }

    private static String orders(String name, String before, String behind) {
        return name + "{" + before + "collection=\"orders\"" + behind
                + "store=\"fileStore\",strategy=\"memory-engine\"";
    }

    @Test
    void callsAreCountedByWhatTheyAreFor() {
        this.store.collection("orders").put("a", Row.of("status", "open"));
        this.store.collection("orders").put("b", Row.of("status", "open"));
        this.store.collection("orders").get("a");
        this.store.collection("orders").find("status", "open");
        assertThat(scrape()).contains(orders("filestore_remote_calls_seconds_count", "call=\"change\",", ",") + "} 2")
            .contains(orders("filestore_remote_calls_seconds_count", "call=\"read\",", ",") + "} ")
            .contains(orders("filestore_remote_calls_seconds_count", "call=\"find\",", ",") + "} 1");
    }

    @Test
    void whatDoesNotEndWellIsCountedByHowItEnds() {
        this.engine.fail(MemoryEngine.Fault.UNKNOWN_AND_DONE);
        assertThatExceptionOfType(OutcomeUnknownException.class)
            .isThrownBy(() -> this.store.collection("orders").put("a", Row.of("status", "new")));
        this.engine.unavailable(true);
        assertThatExceptionOfType(StoreUnavailableException.class)
            .isThrownBy(() -> this.store.collection("orders").get("a"));
        assertThat(scrape())
            .contains(orders("filestore_remote_failures_calls_total", "", ",outcome=\"unknown\",") + "} 1.0")
            .contains(orders("filestore_remote_failures_calls_total", "", ",outcome=\"unavailable\",") + "} 1.0")
            .contains(orders("filestore_remote_failures_calls_total", "", ",outcome=\"conflict\",") + "} 0.0")
            .contains(orders("filestore_remote_retries_transactions_total", "", ",") + "} 0.0")
            .contains(orders("filestore_remote_available", "", ",") + "} 0.0");
    }

    @Test
    void copiesAreToldThatAreUpAndThatAreNeeded() {
        MeterRegistry registry = new SimpleMeterRegistry();
        new StoreMetrics(Map.of("fileStore", this.store)).bindTo(registry);
        assertThat(registry.get("filestore.remote.replicas").tag("state", "alive").gauge().value()).isEqualTo(3);
        assertThat(registry.get("filestore.remote.replicas").tag("state", "needed").gauge().value()).isEqualTo(2);
        assertThat(registry.get("filestore.remote.available").gauge().value()).isOne();
    }

    @Test
    void nothingOfFilesIsSaidOfThem() {
        assertThat(scrape().lines()
            .filter((line) -> line.contains("\"orders\""))
            .map((line) -> line.replaceAll("\\{.*", ""))).allMatch((name) -> name.startsWith("filestore_remote_"));
        assertThat(scrape()).doesNotContain("filestore_remote_calls_seconds_count{call=\"read\",collection=\"users\"");
    }

}
