package io.filestore.sample.web;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.test.context.TestPropertySource;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that send slowly, or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "server.tomcat.connection-timeout=1s")
class SlowBodyTests extends HttpApi {

    private final ExecutorService clients = Executors.newCachedThreadPool();

    private final Map<String, Future<String>> answers = new HashMap<>();

    /** At the same time, as each takes its ten seconds. */
    @BeforeAll
    void bodiesBeginToDrip() {
        Map.of("/api/collections/users/import", 1_000_000, "/api/users", 10_000, "/api/collections/nope/import",
                1_000_000)
            .forEach((path, length) -> this.answers.put(path, this.clients.submit(() -> drip(path, length))));
    }

    @AfterAll
    void end() {
        this.clients.shutdownNow();
    }

    @Test
    void bodyThatDripsHasADeadline() throws Exception {
        assertThat(this.answers.get("/api/collections/users/import").get()).startsWith("HTTP/1.1 408")
            .contains("/problems/slow-body", "in time");
    }

    @Test
    void bodyOfAnObjectHasADeadlineToo() throws Exception {
        assertThat(this.answers.get("/api/users").get()).startsWith("HTTP/1.1 408")
            .contains("/problems/slow-body", "in time");
    }

    @Test
    void bodyThatNobodyReadsHasADeadlineToo() throws Exception {
        assertThat(this.answers.get("/api/collections/nope/import").get()).startsWith("HTTP/1.1 404")
            .contains("/problems/no-such-collection");
    }

    private String drip(String path, int length) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + length + "\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
            return drip(socket);
        }
    }

    /** Sends a byte now and then, until the server hangs up; what it has answered. */
    private static String drip(Socket socket) throws IOException {
        socket.setSoTimeout(500);
        StringBuilder answer = new StringBuilder();
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (System.nanoTime() < deadline) {
            try {
                socket.getOutputStream().write(' ');
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return answer.toString();
                }
                answer.append((char) next)
                    .append(new String(socket.getInputStream().readNBytes(socket.getInputStream().available()),
                            StandardCharsets.UTF_8));
            }
            catch (SocketTimeoutException ex) {
                // it waits for more
            }
            catch (IOException ex) {
                return answer.toString();
            }
        }
        throw new AssertionError("The server has not hung up: " + answer);
    }

    @Test
    void compressedBodyIsRefusedAsSuch() {
        HttpResponse<String> response = send("PUT", "/api/collections/users/rows/zip", "x", "Content-Type", JSON,
                "Content-Encoding", "gzip");
        problem(response, 415, "/problems/encoded-body", "gzip");
        assertThat(response.headers().firstValue("Accept-Encoding")).hasValue("identity");
        problem(send("POST", "/api/login", "x", "Content-Type", JSON, "Content-Encoding", "gzip"), 415,
                "/problems/encoded-body");
        assertThat(put("/api/collections/users/rows/plain", "{}", "Content-Encoding", "Identity").statusCode())
            .isEqualTo(201);
    }

    @Test
    void loginHasASize() {
        problem(post("/api/login", "{\"userId\":\"" + "x".repeat(20_000) + "\"}"), 413, "/problems/too-large", "16384");
        problem(post("/api/login", "{\"userId\": 1, "), 400, "/problems/unreadable-body", "Not valid JSON");
        problem(post("/api/login", "[]"), 400, "/problems/unreadable-body");
    }

}
