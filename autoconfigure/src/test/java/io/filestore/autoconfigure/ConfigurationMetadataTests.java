package io.filestore.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategyFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTests {

    private static final Set<String> WITHOUT_DEFAULT = Set.of("filestore.collections", "filestore.backup.directory",
            "filestore.values.strategy", "filestore.values.group");

    private final JsonNode metadata = read();

    @Test
    void everyPropertyIsListedWithADescriptionThatIsASentence() {
        Map<String, String> descriptions = new TreeMap<>();
        this.metadata.get("properties")
            .forEach((property) -> descriptions.put(property.get("name").asString(),
                    property.path("description").asString("")));
        assertThat(descriptions).containsOnlyKeys("filestore.enabled", "filestore.directory", "filestore.read-only",
                "filestore.flush.interval", "filestore.flush.sync", "filestore.wal.sync", "filestore.wal.sync-interval",
                "filestore.wal.segment-size", "filestore.wal.max-size", "filestore.wal.on-corruption",
                "filestore.on-corruption", "filestore.layout-changes", "filestore.report-stray-files",
                "filestore.unconfigured-collections", "filestore.decoded-memory", "filestore.query.scan-warning",
                "filestore.file-permissions", "filestore.directory-permissions", "filestore.backup.directory",
                "filestore.health.flush-failure-threshold", "filestore.health.flush-lag-threshold",
                "filestore.health.wal-size-threshold", "filestore.values.strategy", "filestore.values.group",
                "filestore.collections", "management.health.filestore.enabled", "management.info.filestore.enabled",
                "spring.data.filestore.repositories.enabled", "spring.data.filestore.validation.enabled",
                "spring.data.filestore.commit-events.enabled", "spring.data.filestore.observations.enabled",
                "management.endpoint.filestore.access", "management.endpoint.filestore.cache.time-to-live");
        assertThat(descriptions.values())
            .allSatisfy((description) -> assertThat(description).matches("[A-Z].*\\.").doesNotStartWith("The "));
    }

    @Test
    void everyPropertyButTheMapHasItsDefault() {
        this.metadata.get("properties").forEach((property) -> {
            String name = property.get("name").asString();
            if (!WITHOUT_DEFAULT.contains(name)) {
                assertThat(property.has("defaultValue")).as(property.toString()).isTrue();
            }
        });
    }

    @Test
    void strategiesAreHinted() {
        List<String> expected = new ArrayList<>(
                StandardStrategies.all().stream().map(StorageStrategyFactory::name).toList());
        expected.add("refuse");
        assertThat(hinted("filestore.unconfigured-collections")).containsExactlyInAnyOrderElementsOf(expected);
        expected.remove("refuse");
        expected.add("cassandra");
        assertThat(hinted("filestore.collections.*.strategy")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(hinted("filestore.values.strategy")).containsExactly("cassandra");
    }

    private List<String> hinted(String property) {
        List<String> hinted = new ArrayList<>();
        this.metadata.get("hints").forEach((hint) -> {
            if (hint.get("name").asString().equals(property)) {
                hint.get("values").forEach((value) -> hinted.add(value.get("value").asString()));
            }
        });
        return hinted;
    }

    @Test
    void everythingThatIsListedIsKnownAndNothingElse() {
        this.metadata.get("properties").forEach((property) -> {
            String name = property.get("name").asString();
            if (name.startsWith("filestore.")) {
                assertThat(KnownProperties.find(ConfigurationPropertyName.of(name))).as(name).isNull();
                assertThat(KnownProperties.find(ConfigurationPropertyName.of(name + "x"))).as(name).isNotNull();
            }
        });
    }

    private static JsonNode read() {
        try (InputStream in = FileStoreProperties.class
            .getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return JsonMapper.shared().readTree(in);
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
