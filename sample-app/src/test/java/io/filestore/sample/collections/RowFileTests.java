package io.filestore.sample.collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class RowFileTests extends HttpApi {

    @ParameterizedTest
    @CsvSource({ "users, users/Some%20One.json", "auditLogs, logs/audit.jsonl", "movies, movies.jsonl",
            "cache, cache/app.lz4" })
    void rowLiesInAFileOfTheDataDirectory(String collection, String file) {
        put("/api/collections/" + collection + "/rows/Some%20One", "{}");
        post("/api/flush", "");
        assertThat(get("/api/collections/" + collection + "/file?id=Some%20One").body())
            .isEqualTo("{\"file\":\"" + file + "\",\"exists\":true}");
        assertThat(this.store.directory().resolve(file)).exists();
    }

    @Test
    void rowInMemoryOnlyLiesInNoFile() {
        put("/api/collections/sessions/rows/s", "{}");
        assertThat(get("/api/collections/sessions/file?id=s").body()).isEqualTo("{\"file\":null,\"exists\":false}");
    }

    @Test
    void rowThatIsNotFlushedYetHasNoFileYet() {
        this.store.stopFlushing();
        try {
            put("/api/collections/users/rows/not-yet", "{}");
            assertThat(get("/api/collections/users/file?id=not-yet").body())
                .isEqualTo("{\"file\":\"users/not-yet.json\",\"exists\":false}");
        }
        finally {
            this.store.startFlushing();
        }
    }

    @Test
    void whatIsNotThereLiesNowhere() {
        problem(get("/api/collections/users/file?id=nobody"), 404, "/problems/no-such-row", "nobody");
        problem(get("/api/collections/nix/file?id=a"), 404, "/problems/no-such-collection", "nix");
        problem(get("/api/collections/users/file"), 400, "/problems/invalid-request", "id is missing");
    }

}
