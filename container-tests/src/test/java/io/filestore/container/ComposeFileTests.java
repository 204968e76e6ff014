package io.filestore.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code compose.yaml} and the files that it brings to Prometheus and Grafana say of
 * each other.
 */
class ComposeFileTests {

    private static final Path ROOT = Path.of("..");

    private static final String[] NODES_AND_INSTANCES = { "cassandra-1", "cassandra-2", "cassandra-3", "sample-1",
            "sample-2" };

    private final JsonNode services = yaml("compose.yaml").get("services");

    private static JsonNode yaml(String file) {
        try {
            Object content = new Yaml().load(Files.readString(ROOT.resolve(file)));
            return JsonMapper.shared().valueToTree(content);
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** What is mounted into a service from this repository: the file, by where it is. */
    private Map<String, Path> files(String service) {
        return this.services.get(service)
            .get("volumes")
            .valueStream()
            .map((volume) -> volume.asString().split(":"))
            .filter((volume) -> volume[0].startsWith("./"))
            .collect(Collectors.toMap((volume) -> volume[1], (volume) -> ROOT.resolve(volume[0])));
    }

    @Test
    void everyFileThatIsMountedIsThereAndCannotBeWritten() {
        for (String service : List.of("prometheus", "grafana")) {
            assertThat(files(service)).isNotEmpty().values().allSatisfy((file) -> assertThat(file).isRegularFile());
            this.services.get(service)
                .get("volumes")
                .valueStream()
                .map(JsonNode::asString)
                .filter((volume) -> volume.startsWith("./"))
                .forEach((volume) -> assertThat(volume).endsWith(":ro"));
        }
    }

    @Test
    void everyPortIsPublishedOnLoopbackOnly() {
        assertThat(this.services.valueStream().flatMap((service) -> service.path("ports").valueStream())).hasSize(5)
            .allSatisfy((port) -> assertThat(port.asString()).startsWith("127.0.0.1:"));
    }

    @Test
    void clusterStartsOnlyIfItsProfileIsNamed() {
        assertThat(this.services.propertyStream()
            .filter((service) -> service.getValue().has("profiles"))
            .map(Map.Entry::getKey)).containsExactly(NODES_AND_INSTANCES);
        for (String name : NODES_AND_INSTANCES) {
            assertThat(this.services.at("/" + name + "/profiles")).as(name)
                .isEqualTo(JsonMapper.shared().valueToTree(List.of("cassandra")));
        }
    }

    @Test
    void nodesJoinOneAfterTheOtherAndInstancesWaitForTheLast() {
        assertThat(this.services.at("/cassandra-1").has("depends_on")).isFalse();
        assertThat(waitsFor("cassandra-2")).containsExactly("cassandra-1");
        assertThat(waitsFor("cassandra-3")).containsExactly("cassandra-2");
        assertThat(waitsFor("sample-1")).containsExactly("cassandra-3");
        assertThat(waitsFor("sample-2")).containsExactly("cassandra-3");
    }

    private List<String> waitsFor(String service) {
        return this.services.get(service)
            .get("depends_on")
            .propertyStream()
            .peek((other) -> assertThat(other.getValue().get("condition").asString()).isEqualTo("service_healthy"))
            .map(Map.Entry::getKey)
            .peek((other) -> assertThat(this.services.get(other).has("healthcheck")).isTrue())
            .toList();
    }

    @Test
    void nodesHaveVolumesOfTheirOwnAndForceTheirLogBeforeTheyAcknowledge() {
        Set<String> volumes = new HashSet<>();
        for (int i = 1; i <= 3; i++) {
            JsonNode node = this.services.get("cassandra-" + i);
            assertThat(volumes.add(node.at("/volumes/0").asString())).isTrue();
            assertThat(node.at("/environment/JVM_EXTRA_OPTS").asString()).contains("commitlog_sync=group");
            assertThat(node.at("/environment/CASSANDRA_SEEDS").asString()).isEqualTo("cassandra-1");
        }
    }

    @Test
    void instancesKnowAllNodes() {
        for (String name : List.of("sample-1", "sample-2")) {
            JsonNode environment = this.services.get(name).get("environment");
            assertThat(environment.get("SPRING_PROFILES_ACTIVE").asString()).isEqualTo("cassandra");
            assertThat(environment.get("SPRING_CASSANDRA_CONTACT_POINTS").asString().split(","))
                .allSatisfy((node) -> assertThat(this.services.has(node)).isTrue())
                .hasSize(3);
        }
    }

    @Test
    void prometheusScrapesTheServiceOfTheSampleAndFindsTheRulesBesideItsConfiguration() {
        JsonNode prometheus = yaml("docker/prometheus.yml");
        assertThat(prometheus.at("/scrape_configs/0/static_configs/0/targets/0").asString()).isEqualTo("sample:8080");
        assertThat(this.services.has("sample")).isTrue();
        assertThat(this.services.at("/sample/environment/SAMPLE_HOSTS").asString()).isEqualTo("sample");
        assertThat(files("prometheus")).containsOnlyKeys("/etc/prometheus/prometheus.yml",
                "/etc/prometheus/" + prometheus.at("/rule_files/0").asString());
    }

    @Test
    void grafanaIsGivenPrometheusAsItsDataSource() {
        Path file = files("grafana").get("/etc/grafana/provisioning/datasources/filestore.yml");
        JsonNode source = yaml(ROOT.relativize(file).toString()).at("/datasources/0");
        assertThat(source.get("type").asString()).isEqualTo("prometheus");
        assertThat(source.get("url").asString()).isEqualTo("http://prometheus:9090");
        assertThat(source.at("/jsonData/timeInterval").asString())
            .isEqualTo(yaml("docker/prometheus.yml").at("/global/scrape_interval").asString());
    }

    @Test
    void grafanaFindsTheDashboardWhereItsProviderLooks() {
        Map<String, Path> files = files("grafana");
        Path provider = files.get("/etc/grafana/provisioning/dashboards/filestore.yml");
        String folder = yaml(ROOT.relativize(provider).toString()).at("/providers/0/options/path").asString();
        String home = this.services.at("/grafana/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").asString();
        assertThat(Path.of(home).getParent()).isEqualTo(Path.of(folder));
        assertThat(files.get(home)).hasSameBinaryContentAs(ROOT.resolve("docs/observability/grafana-dashboard.json"));
    }

}
