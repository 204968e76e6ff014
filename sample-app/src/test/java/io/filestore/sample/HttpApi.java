package io.filestore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.filestore.Store;
import io.filestore.test.AutoConfigureTestFileStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application on a port of its own, with its data in a directory of its own; one for
 * all tests that extend this class, so that each uses ids of its own.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureTestFileStore
public abstract class HttpApi {

    protected static final String JSON = "application/json";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @LocalServerPort
    private int port;

    @Autowired
    protected Store store;

    /**
     * Whether a collection is in memory and local files; with another profile it may not.
     */
    protected boolean isLocal(String collection) {
        return this.store.stats().collections().containsKey(collection);
    }

    protected HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    protected HttpResponse<String> put(String path, String json, String... headers) {
        return sendJson("PUT", path, json, headers);
    }

    protected HttpResponse<String> post(String path, String json) {
        return sendJson("POST", path, json);
    }

    protected HttpResponse<String> delete(String path, String... headers) {
        return send("DELETE", path, "", headers);
    }

    private HttpResponse<String> sendJson(String method, String path, String json, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = JSON;
        return send(method, path, json, all);
    }

    protected HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send((headers.length == 0) ? request : request.headers(headers));
    }

    protected HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    protected int port() {
        return this.port;
    }

    protected static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    protected static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return MAPPER.readTree(response.body());
    }

    protected static String eTag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    /** Checks problem details, and returns them. */
    protected static JsonNode problem(HttpResponse<String> response, int status, String type, String... inDetail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = MAPPER.readTree(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asString("about:blank")).isEqualTo(type);
        assertThat(inDetail).allSatisfy((part) -> assertThat(problem.path("detail").asString()).contains(part));
        return problem;
    }

}
