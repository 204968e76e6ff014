package io.filestore.sample.session;

import java.net.http.HttpResponse;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.filestore.row.Row;
import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class LoginTests extends HttpApi {

    @Test
    void loginMakesASessionAndALineInTheAuditLog() {
        long lines = this.store.collection("auditLogs").count();
        String sessionId = json(post("/api/login", "{\"userId\": \"user-1\"}")).path("sessionId").asString();
        Row session = this.store.collection("sessions").get(sessionId).orElseThrow();
        assertThat(session.get("userId").asString()).isEqualTo("user-1");
        assertThat(Instant.parse(session.get("createdAt").asString())).isBeforeOrEqualTo(Instant.now());
        assertThat(this.store.collection("auditLogs").count()).isEqualTo(lines + 1);
        post("/api/flush", "");
        if (isLocal("auditLogs")) {
            assertThat(this.store.directory().resolve("logs/audit.jsonl")).content()
                .contains("\"action\":\"login\",\"userId\":\"user-1\"")
                .doesNotContain(sessionId);
        }
    }

    @Test
    void locationOfALoginIsItsSession() {
        HttpResponse<String> login = post("/api/login", "{\"userId\": \"user-2\"}");
        assertThat(login.statusCode()).isEqualTo(201);
        String location = login.headers().firstValue("Location").orElseThrow();
        assertThat(location).endsWith("/" + json(login).path("sessionId").asString());
        assertThat(json(get(location)).path("userId").asString()).isEqualTo("user-2");
    }

    @Test
    void loginWithoutAUserIs400() {
        problem(post("/api/login", "{}"), 400, "/problems/invalid-request", "userId");
        problem(post("/api/login", "{\"userId\": \" \"}"), 400, "/problems/invalid-request", "userId");
        problem(post("/api/login", "{\"userId\": {}}"), 400, "/problems/unreadable-body", "line 1");
        problem(post("/api/login", "{\"userId\""), 400, "/problems/unreadable-body", "line 1");
        problem(post("/api/login", ""), 400, "/problems/unreadable-body");
        problem(post("/api/login", "null"), 400, "/problems/unreadable-body", "Send a JSON object");
    }

}
