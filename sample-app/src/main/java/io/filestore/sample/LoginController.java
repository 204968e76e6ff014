package io.filestore.sample;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.Store;
import io.filestore.sample.web.Body;
import io.filestore.sample.web.Problem;

/**
 * One transaction over two collections that are kept in quite different ways: a session
 * in memory, which expires, and a line in a log file, which stays. There is either both
 * or neither.
 */
@RestController
class LoginController {

    private static final int MAX_BYTES = 4096;

    private final Store store;

    private final JsonMapper mapper;

    LoginController(Store store, JsonMapper mapper) {
        this.store = store;
        this.mapper = mapper;
    }

    @PostMapping(path = "/api/login", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Login> login(HttpServletRequest request) throws IOException {
        Credentials credentials = this.mapper.readValue(Body.read(request, MAX_BYTES), Credentials.class);
        String userId = (credentials != null) ? credentials.userId() : null;
        if (userId == null || userId.isBlank()) {
            throw Problem.INVALID_REQUEST.with("The userId is missing. Send {\"userId\": \"...\"}.");
        }
        String sessionId = UUID.randomUUID().toString();
        Instant now = Instant.now();
        this.store.transact((tx) -> {
            tx.collection("sessions", Session.class).put(sessionId, new Session(userId, now));
            return tx.collection("auditLogs", AuditEvent.class).add(new AuditEvent("login", userId, now));
        });
        return ResponseEntity.created(URI.create("/api/collections/sessions/rows/" + sessionId))
            .body(new Login(sessionId));
    }

    record Credentials(@Nullable String userId) {
    }

    record Login(String sessionId) {
    }

    record Session(String userId, Instant createdAt) {
    }

    /** Holds no session id, which would be as good as a password for whoever reads it. */
    record AuditEvent(String action, String userId, Instant at) {
    }

}
