package io.filestore.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

import io.filestore.error.StoreUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;

class StoreUnavailableFailureAnalyzerTests {

    private final MockEnvironment environment = new MockEnvironment();

    private FailureAnalysis analyzed() {
        return new StoreUnavailableFailureAnalyzer(this.environment)
            .analyze(new IllegalStateException(new StoreUnavailableException("No node answers.", null)));
    }

    @Test
    void saysWhereTheClusterWasLookedFor() {
        this.environment.setProperty("spring.cassandra.contact-points", "10.0.0.1,10.0.0.2");
        this.environment.setProperty("spring.cassandra.local-datacenter", "dc1");
        assertThat(analyzed().getDescription()).isEqualTo("No node answers.");
        assertThat(analyzed().getAction()).contains("'10.0.0.1,10.0.0.2' (spring.cassandra.contact-points)",
                "'dc1' (spring.cassandra.local-datacenter)", "nodetool status");
    }

    @Test
    void listInYamlIsToldToo() {
        this.environment.setProperty("spring.cassandra.contact-points[0]", "10.0.0.1");
        this.environment.setProperty("spring.cassandra.contact-points[1]", "10.0.0.2");
        assertThat(analyzed().getAction()).contains("'10.0.0.1, 10.0.0.2'", "(spring.cassandra.local-datacenter)");
    }

    @Test
    void anotherEngineIsNotCalledCassandra() {
        assertThat(analyzed().getAction()).contains("Start again").doesNotContain("assandra");
    }

}
