package io.filestore.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads what a TinyBase application left, and lets it read what we leave. */
class SeedLayoutTests {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, String> ROWS = new TreeMap<>(
            Map.of("550e8400-e29b-41d4-a906-446655440000", "{\"email\":\"alice@example.com\",\"n\":1.5}", "order-001",
                    "{\"total\":100,\"tags\":[],\"ü\":\"ü\"}", "x_1", "{}"));

    @TempDir
    private Path root;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPRESSED_LINES")
    void whatTheSeedWroteLoadsUnchanged(Form form) throws Exception {
        seedWrites(form);
        Rows rows = form.open(this.root);
        assertThat(rows.loaded().rows()).isEqualTo(ROWS);
        assertThat(rows.loaded().damage()).isEmpty();
        assertThat(rows.strategy().wantsCompaction()).isFalse();
        rows.put("new", "{}").flush();
        assertThat(Loaded.from(form.strategy(this.root)).rows()).hasSize(4).containsAllEntriesOf(ROWS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPRESSED_LINES")
    void whatWeWriteIsReadByTheSeed(Form form) throws Exception {
        Rows rows = form.open(this.root);
        ROWS.forEach(rows::put);
        rows.flush();
        Map<String, JsonNode> expected = new TreeMap<>();
        ROWS.forEach((id, json) -> {
            ObjectNode row = (ObjectNode) JSON.readTree(json);
            expected.put(id, (form == Form.LINES) ? row.put("id", id) : row);
        });
        assertThat(seedReads(form)).isEqualTo(expected);
    }

    @Test
    void rawNamesOfTheSeedAreTheIds() throws Exception {
        Path directory = Files.createDirectories(Form.FILE_PER_RECORD.file(this.root));
        for (String id : new String[] { "A b", "grün", "a%zz", "50%", "x@y.com" }) {
            Files.writeString(directory.resolve(id + ".json"), "{}");
        }
        assertThat(Form.FILE_PER_RECORD.open(this.root).loaded().rows()).containsOnlyKeys("A b", "grün", "a%zz", "50%",
                "x@y.com");
    }

    private void seedWrites(Form form) throws Exception {
        switch (form) {
            case FILE_PER_RECORD -> {
                Path directory = Files.createDirectories(form.file(this.root));
                for (var row : ROWS.entrySet()) {
                    Files.writeString(directory.resolve(row.getKey() + ".json"), pretty(row.getValue()));
                }
                Files.createDirectory(directory.resolve("indices"));
                Files.writeString(directory.resolve("indices/email.jsonl"), "{\"key\":1,\"rowId\":\"x_1\"}");
            }
            case LINES -> {
                StringBuilder lines = new StringBuilder();
                ROWS.forEach((id, row) -> lines.append(lines.isEmpty() ? "" : "\n")
                    .append("{\"id\":\"" + id + "\"" + (row.equals("{}") ? "" : ",") + row.substring(1)));
                form.plant(this.root, lines.toString());
            }
            case JSON -> form.plant(this.root, pretty(map()));
            default -> {
                form.plant(this.root, "");
                try (LZ4FrameOutputStream out = new LZ4FrameOutputStream(Files.newOutputStream(form.file(this.root)))) {
                    out.write(map().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static String map() {
        StringBuilder map = new StringBuilder();
        ROWS.forEach((id, row) -> map.append(map.isEmpty() ? "{" : ",").append("\"" + id + "\":" + row));
        return map + "}";
    }

    private static String pretty(String json) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(json));
    }

    /** The rules of the seed's getPersisted. */
    private Map<String, JsonNode> seedReads(Form form) throws Exception {
        Map<String, JsonNode> table = new LinkedHashMap<>();
        Path path = form.file(this.root);
        switch (form) {
            case FILE_PER_RECORD -> {
                try (var files = Files.list(path)) {
                    for (Path file : files.toList()) {
                        String name = file.getFileName().toString();
                        if (name.endsWith(".json")) {
                            table.put(name.replaceFirst(".json", ""), JSON.readTree(Files.readString(file)));
                        }
                    }
                }
            }
            case LINES -> {
                for (String line : Files.readString(path).split("\n")) {
                    if (!line.isBlank()) {
                        JsonNode record = JSON.readTree(line);
                        table.put(record.path("id").asString(), record);
                    }
                }
            }
            case JSON -> JSON.readTree(Files.readString(path))
                .properties()
                .forEach((entry) -> table.put(entry.getKey(), entry.getValue()));
            default -> {
                try (LZ4FrameInputStream in = new LZ4FrameInputStream(Files.newInputStream(path))) {
                    JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .properties()
                        .forEach((entry) -> table.put(entry.getKey(), entry.getValue()));
                }
            }
        }
        return table;
    }

}
