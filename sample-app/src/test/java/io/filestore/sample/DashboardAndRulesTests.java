package io.filestore.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;

import io.filestore.remote.MemoryEngine;
import io.filestore.remote.RemoteEngineFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** {@code docs/observability}, held against what this application says. */
@TestPropertySource(properties = { "filestore.collections.kept.strategy=memory-engine",
        "filestore.collections.kept.indexed=status" })
class DashboardAndRulesTests extends HttpApi {

    /** In place of a cluster, so that there are its meters. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Engine {

        @Bean
        RemoteEngineFactory memoryEngine() {
            return new MemoryEngine();
        }

    }

    private static final Path DIRECTORY = Path.of("../docs/observability");

    private static final Optional<Path> TOOL = Programs.find("promtool");

    private Scrape scrape = new Scrape(Map.of());

    @BeforeEach
    void scrape() {
        put("/api/collections/users/rows/scraped", "{}");
        put("/api/collections/kept/rows/scraped", "{}");
        post("/api/flush", "");
        this.scrape = Scrape.parse(get("/actuator/prometheus").body());
    }

    @Test
    void everyMetricAndLabelOfTheDashboardIsInAScrape() throws IOException {
        JsonNode dashboard = JsonMapper.shared()
            .readTree(Files.readString(DIRECTORY.resolve("grafana-dashboard.json")));
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(Query.parse(target.get("expr").asString(), target.get("legendFormat").asString()));
            }
        }
        for (JsonNode variable : dashboard.at("/templating/list")) {
            if (variable.get("type").asString().equals("query")) {
                String query = variable.at("/query/query").asString();
                queries.add(Query.parse(query.replaceAll("^label_values\\((.*),.*$", "$1"),
                        query.replaceAll("^.*, *(\\w+)\\)$", "{{$1}}")));
            }
        }
        assertThat(queries).hasSizeGreaterThan(20);
        check(queries);
    }

    @Test
    void dashboardTakesItsDataSourceFromAVariable() throws IOException {
        String text = Files.readString(DIRECTORY.resolve("grafana-dashboard.json"));
        JsonMapper.shared()
            .readTree(text)
            .findValues("uid")
            .stream()
            .map(JsonNode::asString)
            .filter((uid) -> !uid.equals("filestore"))
            .forEach((uid) -> assertThat(uid).isEqualTo("${datasource}"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyMetricAndLabelOfTheRulesIsInAScrape() throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(DIRECTORY.resolve("rules.yml")));
        List<Query> queries = new ArrayList<>();
        Set<String> recorded = new HashSet<>();
        List<String> expressions = new ArrayList<>();
        for (Map<String, Object> group : (List<Map<String, Object>>) file.get("groups")) {
            for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
                String expression = (String) rule.get("expr");
                expressions.add(expression);
                recorded.add(String.valueOf(rule.get("record")));
                queries.add(Query.parse(expression, String.valueOf(rule.getOrDefault("annotations", ""))));
            }
        }
        assertThat(queries).hasSizeGreaterThan(10);
        check(queries);
        for (String expression : expressions) {
            for (String word : expression.split("[^\\w:]+")) {
                if (word.matches("\\w+:\\w+:\\w+")) {
                    assertThat(recorded).contains(word);
                }
            }
        }
    }

    private void check(List<Query> queries) {
        for (Query query : queries) {
            query.matched().forEach((metric, labels) -> {
                assertThat(this.scrape.labels()).as(query.toString()).containsKey(metric);
                assertThat(this.scrape.labels().get(metric)).as("%s in %s", metric, query).containsAll(labels);
            });
            query.kept()
                .forEach((label) -> assertThat(query.matched().keySet()).as("%s in %s", label, query)
                    .allSatisfy((metric) -> assertThat(this.scrape.labels().get(metric)).contains(label)));
        }
    }

    @Test
    void everyMeterIsOnTheDashboardOrInTheRules() throws IOException {
        String shown = Files.readString(DIRECTORY.resolve("grafana-dashboard.json"))
                + Files.readString(DIRECTORY.resolve("rules.yml"));
        assertThat(this.scrape.labels().keySet()).filteredOn((metric) -> metric.startsWith("filestore_"))
            .isNotEmpty()
            .allSatisfy((metric) -> assertThat(shown).contains(metric));
    }

    @Test
    void promtoolAcceptsTheRulesAndItsTestsOfTheAlertsPass() throws Exception {
        if (Boolean.getBoolean("filestore.requireTools")) {
            assertThat(TOOL).as("filestore.requireTools is set, but there is no promtool").isPresent();
        }
        assumeTrue(TOOL.isPresent(), "Skipped: there is no promtool");
        promtool("check", "rules", "rules.yml");
        promtool("test", "rules", "rules.test.yml");
    }

    @Test
    void promtoolUnderstandsEveryExpressionOfTheDashboard(@TempDir Path directory) throws Exception {
        assumeTrue(TOOL.isPresent(), "Skipped: there is no promtool");
        JsonNode dashboard = JsonMapper.shared()
            .readTree(Files.readString(DIRECTORY.resolve("grafana-dashboard.json")));
        List<Map<String, String>> rules = new ArrayList<>();
        for (JsonNode expression : dashboard.findValues("expr")) {
            rules.add(Map.of("record", "expression:number" + rules.size(), "expr",
                    expression.asString().replace("$__rate_interval", "1m")));
        }
        Path file = directory.resolve("rules.yml");
        Files.writeString(file, JsonMapper.shared()
            .writeValueAsString(Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules)))));
        promtool("check", "rules", file.toString());
    }

    private static void promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(TOOL.orElseThrow().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(DIRECTORY.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

}
