package io.filestore.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.filestore.Store;

/** An application with a web server and everything that actuator has. */
public final class RunningApplication implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts one over a directory, with collections {@code users} and {@code sessions}.
     */
    public static RunningApplication start(Path directory, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("server.port=0", "spring.main.banner-mode=off",
                "filestore.directory=" + directory, "filestore.flush.interval=1h",
                "filestore.collections.users.strategy=file-per-record", "filestore.collections.users.unique=email",
                "filestore.collections.sessions.strategy=memory-only", "management.endpoints.web.exposure.include=*",
                "management.endpoint.health.show-details=always", "management.endpoint.health.probes.enabled=true"));
        arguments.addAll(List.of(properties));
        return new RunningApplication(new SpringApplicationBuilder(Application.class)
            .applicationStartup(new BufferingApplicationStartup(10_000))
            .run(arguments.stream().map((property) -> "--" + property).toArray(String[]::new)));
    }

    public ConfigurableApplicationContext context() {
        return this.context;
    }

    public Store store() {
        return this.context.getBean(Store.class);
    }

    private HttpRequest.Builder request(String path) {
        int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + path));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, String... headers) {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.noBody());
        return send((headers.length == 0) ? request : request.headers(headers));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
        catch (IOException | InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    @Override
    public void close() {
        this.context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

    }

}
