package io.filestore.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What is different with the profile cassandra; run by {@link OnCassandraIT}. */
@EnabledIfSystemProperty(named = "spring.profiles.active", matches = "cassandra")
class OnCassandraTests extends HttpApi {

    @Test
    void collectionsAreWhereTheProfileSays() {
        assertThat(this.store.stats().remote()).containsOnlyKeys("airports", "auditLogs", "projects", "resources",
                "sessions", "users");
        assertThat(this.store.stats().collections()).containsOnlyKeys("cache", "movies");
        JsonNode listed = json(get("/api/collections"));
        assertThat(listed).hasSize(8);
        assertThat(json(get("/actuator/filestore/airports")).at("/status/available").asBoolean()).isTrue();
    }

    @Test
    void healthTellsOfTheCopies() {
        JsonNode health = json(get("/actuator/health/filestore"));
        assertThat(health.path("status").asString()).isIn("UP", "DEGRADED");
        assertThat(health.at("/details/remote/users/group").asString()).isEqualTo("sample");
        assertThat(health.at("/details/remote/users/replicasNeeded").asInt()).isEqualTo(2);
    }

    @Test
    void rowsOfAirportsComeInPagesAndByIndex() {
        for (int i = 0; i < 5; i++) {
            put("/api/collections/airports/rows/C" + i, "{\"ident\":\"C" + i + "\",\"iso_country\":\"XX\"}");
        }
        int rows = 0;
        String after = "";
        do {
            JsonNode page = json(get("/api/collections/airports/rows?limit=2&after=" + after));
            rows += page.path("rows").size();
            after = page.path("next").asString(null);
        }
        while (after != null);
        assertThat(rows).isGreaterThanOrEqualTo(5);
        assertThat(json(get("/api/collections/airports/rows?field=iso_country&value=XX")).path("rows")).hasSize(5);
        assertThat(json(get("/api/collections/airports/file?id=C1")).path("where").asString())
            .startsWith("cassandra in ");
    }

    @Test
    void transactionOverACollectionOnTheClusterAndALocalOneIsRefused() {
        problem(post("/api/transactions", """
                {"operations": [
                  {"op": "put", "collection": "users", "id": "u", "row": {}},
                  {"op": "put", "collection": "movies", "id": "m", "row": {}}
                ]}
                """), 400, "/problems/invalid-request", "'users'", "'movies'");
        assertThat(get("/api/collections/users/rows/u").statusCode()).isEqualTo(404);
    }

    @Test
    void metersOfTheEngineAreScraped() {
        assertThat(get("/actuator/prometheus").body()).contains("filestore_remote_calls_seconds_count")
            .contains("filestore_remote_replicas{")
            .contains("filestore_remote_failures_calls_total{");
    }

}
