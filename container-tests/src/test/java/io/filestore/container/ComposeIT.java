package io.filestore.container;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code compose.yaml} as it is shipped, without Grafana, of which there is no image
 * where no registry can be asked.
 */
@NeedsEngine
class ComposeIT {

    @Test
    void sampleStartsUnderComposeAndPrometheusScrapesIt() throws Exception {
        try (Compose compose = new Compose()) {
            // Some versions list what is in a profile always, others if that is named.
            assertThat(compose.run("--profile", "cassandra", "config", "--services").lines()).containsExactlyInAnyOrder(
                    "sample", "prometheus", "grafana", "cassandra-1", "cassandra-2", "cassandra-3", "sample-1",
                    "sample-2");
            compose.run("up", "--detach", "--build", "sample", "prometheus");
            Http prometheus = compose.http("prometheus", 9090);
            await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> {
                JsonNode target = prometheus.get("/api/v1/targets").at("/data/activeTargets/0");
                assertThat(target.get("health").asString()).as(target.toString()).isEqualTo("up");
            });
            Http sample = compose.http("sample", 8080);
            assertThat(sample.putRow("users", "a", "{}").statusCode()).isEqualTo(201);
            assertThat(sample.rows("users")).containsOnlyKeys("a");
        }
    }

}
