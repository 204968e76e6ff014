package io.filestore.container;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Speaks HTTP and JSON with a container. */
final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final String base;

    Http(String base) {
        this.base = base;
    }

    HttpResponse<String> send(String method, String path, String json) throws IOException {
        return send(method, path, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    }

    HttpResponse<String> send(String method, String path, BodyPublisher json) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(this.base + path))
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/json")
            .method(method, json)
            .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    HttpResponse<String> putRow(String collection, String id, String row) throws IOException {
        return send("PUT", "/api/collections/" + collection + "/rows/" + id, row);
    }

    JsonNode get(String path) throws IOException {
        return json(send("GET", path, ""));
    }

    JsonNode post(String path, String json) throws IOException {
        return json(send("POST", path, json));
    }

    static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(response.body());
    }

    /** All rows of a collection, by id. */
    Map<String, JsonNode> rows(String collection) throws IOException {
        Map<String, JsonNode> rows = new TreeMap<>();
        String after = "";
        while (after != null) {
            JsonNode page = get("/api/collections/" + collection + "/rows?limit=1000&after=" + after);
            page.get("rows").forEach((item) -> rows.put(item.get("id").asString(), item.get("row")));
            after = page.get("next").isNull() ? null : page.get("next").asString();
        }
        return rows;
    }

    /** Checks files, indexes and log against memory. */
    void verify() throws IOException {
        JsonNode report = post("/api/verify", "");
        assertThat(report.get("clean").asBoolean()).as(report.toString()).isTrue();
    }

}
