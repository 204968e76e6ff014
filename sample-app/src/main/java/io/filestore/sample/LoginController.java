package io.filestore.sample;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.Store;

/**
 * One transaction over two collections that are kept in quite different ways: a session
 * in memory, which expires, and a line in a log file, which stays. There is either both
 * or neither.
 */
@RestController
class LoginController {

    private final Store store;

    LoginController(Store store) {
        this.store = store;
    }

    @PostMapping("/api/login")
    ResponseEntity<Login> login(@RequestBody Credentials credentials) {
        String userId = credentials.userId();
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
