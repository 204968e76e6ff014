package io.filestore.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.filestore.Store;

import static org.assertj.core.api.Assertions.assertThat;

/** The application is killed while it works, and started again over what is left. */
class KilledApplicationIT {

    private static final Pattern READY = Pattern.compile("The console is at (http://127\\.0\\.0\\.1:\\d+)/");

    private static final int ENOUGH = 300;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    /** What was answered with 201, such as {@code users/17}. */
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    private Process start() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                SampleApplication.class.getName(), "--server.port=0", "--filestore.directory=" + this.directory)
            .redirectErrorStream(true)
            .start();
    }

    private static String url(BufferedReader output) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return ready.group(1);
            }
            seen.append(line).append('\n');
        }
        throw new AssertionError("It has not started: " + seen);
    }

    private String create(String url, String collection, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = this.client.send(HttpRequest.newBuilder(URI.create(url + "/api/" + collection))
            .header("Content-Type", HttpApi.JSON)
            .POST(BodyPublishers.ofString(json))
            .build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = JsonMapper.shared().readTree(answer.body()).path("id").asString();
        this.acknowledged.add(collection + "/" + id);
        return id;
    }

    /** Until the application is gone. */
    private void work(String url, int worker, Process process) {
        try {
            for (int i = 0;; i++) {
                String name = worker + "-" + i;
                String user = create(url, "users",
                        "{\"email\":\"" + name + "@example.com\",\"username\":\"" + name + "\"}");
                create(url, "projects", "{\"ownerId\":\"" + user + "\",\"slug\":\"p\",\"name\":\"P\"}");
                if (this.acknowledged.size() >= ENOUGH) {
                    process.destroyForcibly();
                }
            }
        }
        catch (IOException ex) {
            assertThat(this.acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static Set<String> ids(Store store, String collection) {
        return store.collection(collection).ids().map((id) -> collection + "/" + id).collect(Collectors.toSet());
    }

    @Test
    void whatWasAnsweredIsThereAndEveryChangeHasItsLineAndEveryLineItsChange() throws Exception {
        Process process = start();
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String url = url(output);
            List<CompletableFuture<Void>> workers = IntStream.range(0, 4)
                .mapToObj((worker) -> CompletableFuture.runAsync(() -> work(url, worker, process)))
                .toList();
            workers.forEach(CompletableFuture::join);
        }
        finally {
            process.destroyForcibly().waitFor();
        }
        try (ConfigurableApplicationContext again = new SpringApplicationBuilder(SampleApplication.class)
            .run("--server.port=0", "--filestore.directory=" + this.directory)) {
            Store store = again.getBean(Store.class);
            Set<String> changes = Stream.of("users", "projects")
                .flatMap((collection) -> ids(store, collection).stream())
                .collect(Collectors.toSet());
            List<String> lines = store.collection("auditLogs")
                .stream()
                .map((line) -> line.value().get("about").asString())
                .toList();
            assertThat(changes).containsAll(this.acknowledged);
            assertThat(lines).containsExactlyInAnyOrderElementsOf(changes);
            assertThat(store.verify().findings()).isEmpty();
        }
    }

}
