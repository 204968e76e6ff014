package io.filestore.sample.collections;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class StoreTests extends HttpApi {

    @Test
    void collectionsTellHowEachIsKept() {
        JsonNode collections = json(get("/api/collections"));
        assertThat(collections).extracting((collection) -> collection.path("name").asString())
            .containsExactly("airports", "auditLogs", "cache", "movies", "projects", "resources", "sessions", "users");
        JsonNode airports = collections.path(0);
        assertThat(airports.path("strategy").asString()).isEqualTo("file-per-record");
        assertThat(airports.path("wal").asBoolean()).isTrue();
        assertThat(airports.path("ttl").isNull()).isTrue();
        assertThat(airports.path("rows").asLong()).isEqualTo(this.store.collection("airports").count());
        assertThat(airports.path("indexed").toString()).isEqualTo("[\"iso_country\",\"type\",\"ident\"]");
        assertThat(airports.path("unique").toString()).isEqualTo("[\"ident\"]");
        JsonNode sessions = collections.path(6);
        assertThat(sessions.path("strategy").asString()).isEqualTo("memory-only");
        assertThat(sessions.path("wal").asBoolean()).isFalse();
        assertThat(sessions.path("ttl").asInt()).isEqualTo(3600);
    }

    @Test
    void rowsThatWaitForAFlushAreCounted() {
        this.store.stopFlushing();
        try {
            post("/api/flush", "");
            put("/api/collections/airports/rows/waiting", "{}");
            assertThat(json(get("/api/collections")).at("/0/pendingRows").asLong()).isOne();
            post("/api/flush", "");
            assertThat(json(get("/api/collections")).at("/0/pendingRows").asLong()).isZero();
            assertThat(json(get("/api/collections")).at("/0/rows").asLong()).isPositive();
        }
        finally {
            this.store.startFlushing();
        }
    }

    @Test
    void flushTellsWhatItWrote() {
        post("/api/flush", "");
        put("/api/collections/movies/rows/flushed", "{\"Title\":300}");
        JsonNode report = json(post("/api/flush", ""));
        // The store may have flushed by itself in between.
        assertThat(report.path("rows").asLong()).isBetween(0L, 1L);
        assertThat(report.path("lsn").asLong()).isPositive();
        assertThat(report.path("millis").isNumber()).isTrue();
        assertThat(report.path("collections").isObject()).isTrue();
        assertThat(this.store.directory().resolve("movies.jsonl")).content()
            .contains("{\"id\":\"flushed\",\"Title\":300}\n");
    }

    @Test
    void verifyFindsNothingWrong() {
        put("/api/collections/users/rows/verified", "{\"email\":\"a@example.com\"}");
        JsonNode report = json(post("/api/verify", ""));
        assertThat(report.path("findings")).isEmpty();
        assertThat(report.path("clean").asBoolean()).isTrue();
        assertThat(report.path("rows").asLong()).isPositive();
    }

}
