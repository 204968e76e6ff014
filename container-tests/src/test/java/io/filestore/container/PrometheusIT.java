package io.filestore.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real Prometheus with the shipped configuration and rules, which scrapes the sample.
 */
@NeedsEngine
class PrometheusIT {

    private static final Path ROOT = Path.of("..");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static DataVolume volume;

    private static Network network;

    private static Sample sample;

    private static Prometheus prometheus;

    @BeforeAll
    static void start() throws IOException {
        volume = DataVolume.create();
        network = Network.builder()
            .createNetworkCmdModifier((command) -> command
                .withOptions(Map.of("com.docker.network.bridge.host_binding_ipv4", "127.0.0.1")))
            .build();
        sample = new Sample(volume).withNetwork(network)
            .withNetworkAliases("sample")
            .withEnv("SAMPLE_HOSTS", "sample")
            .withEnv("FILESTORE_FLUSH_INTERVAL", "200ms");
        prometheus = new Prometheus(network, hurry(Files.readString(ROOT.resolve("docker/prometheus.yml"))),
                hurry(Files.readString(ROOT.resolve("docs/observability/rules.yml"))));
        sample.start();
        prometheus.start();
    }

    @AfterAll
    static void stop() {
        prometheus.stop();
        sample.stop();
        network.close();
        volume.close();
    }

    /**
     * The shipped file with all that is waited for cut to a second: intervals of scrapes
     * and evaluations, and how long an alert's expression must hold.
     */
    private static String hurry(String yaml) {
        String hurried = yaml.replaceAll("(?m)^( *(?:for|scrape_interval|evaluation_interval)): \\d+[sm]$", "$1: 1s");
        assertThat(hurried).isNotEqualTo(yaml);
        return hurried;
    }

    @Test
    void brokenFlushRaisesItsAlertAndMendingItClearsIt() throws Exception {
        await().atMost(PATIENCE).until(() -> prometheus.query("filestore_failed == 0").size() == 1);
        assertThat(prometheus.firing()).isEmpty();
        sample.shell("chmod 500 /data/users");
        sample.http().putRow("users", "a", "{}");
        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(prometheus.firing()).containsExactly("FilestoreFlushFailing"));
        sample.shell("chmod 700 /data/users");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(prometheus.firing()).isEmpty());
    }

    @Test
    void prometheusEvaluatesEveryRuleWithoutAnError() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<JsonNode> rules = prometheus.get("rules")
                .get("groups")
                .valueStream()
                .flatMap((group) -> group.get("rules").valueStream())
                .toList();
            assertThat(rules).hasSizeGreaterThan(10)
                .allSatisfy((rule) -> assertThat(rule.get("health").asString()).as(rule.toString()).isEqualTo("ok"));
        });
    }

    @Test
    void everyQueryOfTheDashboardIsAnsweredWithData() throws Exception {
        JsonNode dashboard = JsonMapper.shared()
            .readTree(Files.readString(ROOT.resolve("docs/observability/grafana-dashboard.json")));
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            panel.path("targets").forEach((target) -> expressions.add(target.get("expr").asString()));
        }
        // There is no cluster here; sample and rules are tested with an engine elsewhere.
        assertThat(expressions.removeIf((expression) -> expression.contains("filestore_remote_"))).isTrue();
        assertThat(expressions).hasSizeGreaterThan(20);
        Instant begin = Instant.now();
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            // writes and queries, so that there are rates and quotients of rates
            sample.http().putRow("users", "b", "{}");
            sample.http().post("/api/collections/users/query", "{\"limit\":1}");
            for (String expression : expressions) {
                String query = expression.replace("$__rate_interval", "5s")
                    .replaceAll("\\$(job|instance|store)\\b", ".*");
                assertThat(query).doesNotContain("$");
                assertThat(prometheus.query(query)).as(query).isNotEmpty();
                assertThat(prometheus.queryRange(query, begin.getEpochSecond(), Instant.now().getEpochSecond())
                    .findValues("values")
                    .toString()).as(query).containsPattern(",\"[-+.e\\d]+\"]");
            }
        });
    }

    @Test
    void everyVariableOfTheDashboardHasValuesToChooseFrom() throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(prometheus.labelValues("filestore_failed", "job")).containsExactly("filestore-sample");
            assertThat(prometheus.labelValues("filestore_failed{job=~\".*\"}", "instance"))
                .containsExactly("sample:8080");
            assertThat(prometheus.labelValues("filestore_failed{job=~\".*\", instance=~\".*\"}", "store"))
                .containsExactly("fileStore");
        });
    }

}
