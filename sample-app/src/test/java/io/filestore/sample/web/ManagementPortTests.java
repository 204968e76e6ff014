package io.filestore.sample.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.TestPropertySource;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Actuator on a port of its own lets in whom the application lets in. */
@TestPropertySource(properties = "management.server.port=0")
class ManagementPortTests extends HttpApi {

    @LocalManagementPort
    private int managementPort;

    private String ask(String requestLine, String... headers) throws IOException {
        String request = requestLine + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", this.managementPort)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET /actuator/health", "GET /actuator/filestore", "POST /actuator/filestore/flush",
            "POST /actuator/filestore/backup" })
    void nobodyElseIsServed(String request) throws IOException {
        assertThat(this.managementPort).isNotEqualTo(port());
        assertThat(ask(request, "Host: evil.example")).startsWith("HTTP/1.1 403").contains("evil.example");
        String host = "Host: localhost:" + this.managementPort;
        assertThat(ask(request, host, "Origin: http://evil.example")).startsWith("HTTP/1.1 403");
        assertThat(ask(request, host, "Origin: http://localhost:" + port())).startsWith("HTTP/1.1 403");
        assertThat(ask(request, host, "Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403");
    }

    @Test
    void programsOfThisMachineAreServed() throws IOException {
        String host = "Host: localhost:" + this.managementPort;
        assertThat(ask("GET /actuator/health", host)).startsWith("HTTP/1.1 200");
        assertThat(ask("POST /actuator/filestore/flush", host)).startsWith("HTTP/1.1 200");
        assertThat(ask("GET /actuator/health", "Host: evil.example")).startsWith("HTTP/1.1 403");
    }

    @Test
    void itListensWhereTheApplicationDoes() throws IOException {
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : each.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThatIOException().isThrownBy(() -> new Socket(address, this.managementPort).close());
                }
            }
        }
    }

}
