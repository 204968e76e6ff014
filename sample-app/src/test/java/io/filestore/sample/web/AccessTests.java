package io.filestore.sample.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.context.TestPropertySource;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may ask: this machine, its programs, and the console's own pages. */
@TestPropertySource(properties = "sample.hosts=files.example.org")
class AccessTests extends HttpApi {

    /** Asks with a host name that no client library would let through. */
    private String ask(String requestLine, String... headers) {
        String request = requestLine + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/api/collections", "/actuator/health", "/actuator/filestore", "/console/app.js" })
    void nothingIsServedUnderTheNameOfSomebodyElse(String path) {
        String answer = ask("GET " + path, "Host: evil.example");
        assertThat(answer).startsWith("HTTP/1.1 403")
            .contains("application/problem+json", "evil.example", "sample.hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = { "localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080", "files.example.org",
            "Files.Example.org:443" })
    void knownNamesAreServed(String host) {
        assertThat(ask("GET /actuator/health", "Host: " + host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = { "POST /api/flush", "POST /api/verify", "POST /actuator/filestore/flush",
            "POST /actuator/filestore/compact/users", "DELETE /api/collections/users/rows/a", "POST /api/login",
            "POST /api/users", "DELETE /api/users/a", "POST /api/projects/a/resources/move",
            "OPTIONS /api/collections" })
    void pagesOfOtherOriginsCanDoNothing(String request) {
        String host = "Host: localhost:" + port();
        String[] origins = { "http://evil.example", "null", "http://localhost:" + (port() + 1), "file://", "%" };
        for (String origin : origins) {
            assertThat(ask(request, host, "Origin: " + origin)).as(origin).startsWith("HTTP/1.1 403");
        }
        for (String site : new String[] { "cross-site", "same-site" }) {
            assertThat(ask(request, host, "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: no-cors")).as(site)
                .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void ownPagesAndProgramsCanDoAll() {
        String host = "Host: localhost:" + port();
        assertThat(ask("POST /api/flush", host, "Origin: http://localhost:" + port(), "Sec-Fetch-Site: same-origin"))
            .startsWith("HTTP/1.1 200");
        assertThat(ask("POST /api/flush", "Host: files.example.org", "Origin: http://files.example.org"))
            .startsWith("HTTP/1.1 200");
        assertThat(ask("POST /api/flush", host)).startsWith("HTTP/1.1 200");
        assertThat(ask("POST /api/flush", host, "Sec-Fetch-Site: none")).startsWith("HTTP/1.1 200");
    }

    @Test
    void linkFromAnotherPageOpensTheConsoleButNoFormCanPost() {
        String host = "Host: localhost:" + port();
        String[] link = { host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document" };
        assertThat(ask("GET /", link)).startsWith("HTTP/1.1 200");
        assertThat(ask("POST /api/flush", link)).startsWith("HTTP/1.1 403");
        link[3] = "Sec-Fetch-Dest: iframe";
        assertThat(ask("GET /", link)).startsWith("HTTP/1.1 403");
        link[3] = "Sec-Fetch-Dest: document";
        link[2] = "Sec-Fetch-Mode: no-cors";
        assertThat(ask("GET /", link)).startsWith("HTTP/1.1 403");
    }

    @Test
    void portThatAnOriginDoesNotNameIsThatOfItsScheme() {
        assertThat(ask("POST /api/flush", "Host: files.example.org:443", "Origin: https://files.example.org"))
            .startsWith("HTTP/1.1 200");
        assertThat(ask("POST /api/flush", "Host: files.example.org:443", "Origin: http://files.example.org"))
            .startsWith("HTTP/1.1 403");
        assertThat(ask("POST /api/flush", "Host: files.example.org:80", "Origin: http://files.example.org"))
            .startsWith("HTTP/1.1 200");
        assertThat(ask("POST /api/flush", "Host: files.example.org:80", "Origin: https://files.example.org"))
            .startsWith("HTTP/1.1 403");
    }

    @Test
    void noOtherOriginIsEverAllowed() {
        assertThat(ask("GET /actuator/health", "Host: localhost:" + port(), "Origin: http://localhost:" + port()))
            .startsWith("HTTP/1.1 200")
            .doesNotContain("Access-Control");
        assertThat(ask("GET /api/collections", "Host: localhost:" + port(), "Origin: http://evil.example"))
            .doesNotContain("Access-Control");
    }

    @Test
    void semicolonInAPathIsRefusedAndNothingBehindItCutOff() {
        put("/api/collections/users/rows/semi", "{}");
        problem(delete("/api/collections/users/rows/semi;x"), 400, "/problems/invalid-request", "%3B");
        assertThat(get("/api/collections/users/rows/semi").statusCode()).isEqualTo(200);
        put("/api/collections/users/rows/semi%3Bx", "{\"n\":1}");
        assertThat(get("/api/collections/users/rows/semi%3Bx").body()).isEqualTo("{\"n\":1}");
    }

}
