package io.filestore.sample.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Clients that begin a body and send no more, with nothing that would end them. */
@TestPropertySource(properties = "server.tomcat.connection-timeout=10m")
class UnfinishedBodyTests extends HttpApi {

    private static final int TOO_MANY = 150;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : this.sockets) {
            socket.close();
        }
    }

    private void begin() throws IOException {
        Socket socket = new Socket("127.0.0.1", port());
        this.sockets.add(socket);
        socket.getOutputStream()
            .write(("POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n{")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Test
    void halfSentBodiesLeaveRoomForHealthAndOthersAndAreRefusedBeyondABound() throws IOException {
        for (int i = 0; i < BodyValve.AT_ONCE + TOO_MANY; i++) {
            begin();
        }
        await().atMost(Duration.ofSeconds(60))
            .untilAsserted(
                    () -> assertThat(this.sockets).filteredOn(UnfinishedBodyTests::isAnswered).hasSize(TOO_MANY));
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(get("/api/collections").statusCode()).isEqualTo(200);
        for (Socket socket : this.sockets) {
            if (isAnswered(socket)) {
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 503")
                    .contains("Retry-After: 5");
            }
        }
        close();
        await().atMost(Duration.ofSeconds(60))
            .until(() -> put("/api/collections/users/rows/after", "{}").statusCode() < 300);
    }

}
