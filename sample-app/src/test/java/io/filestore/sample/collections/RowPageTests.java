package io.filestore.sample.collections;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class RowPageTests extends HttpApi {

    private static final String ROWS = "/api/collections/projects/rows";

    @BeforeEach
    void someRows() {
        this.store.collection("projects").clear();
        for (int i = 0; i < 7; i++) {
            put(ROWS + "/p" + i, "{\"n\":" + i + ".0,\"slug\":\"" + (i % 2) + "\"}");
        }
    }

    @Test
    void pagesAreInTheOrderOfIdsAndLackNone() {
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = json(get(ROWS + "?limit=3&after=" + after));
            page.path("rows").forEach((row) -> ids.add(row.path("id").asString()));
            after = page.path("next").asString(null);
        }
        while (after != null);
        assertThat(ids).containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6");
    }

    @Test
    void pageHasIdVersionAndTheRowItself() {
        String eTag = eTag(get(ROWS + "/p0"));
        assertThat(get(ROWS + "?limit=1").body()).isEqualTo("{\"rows\":[{\"id\":\"p0\",\"version\":"
                + eTag.replace("\"", "") + ",\"row\":{\"n\":0.0,\"slug\":\"0\"}}]," + "\"next\":\"p0\"}");
    }

    @Test
    void lastPageHasNoNext() {
        assertThat(json(get(ROWS + "?limit=7")).path("next").isNull()).isTrue();
        assertThat(json(get(ROWS + "?limit=6")).path("next").asString()).isEqualTo("p5");
        assertThat(json(get(ROWS + "?after=p6")).path("rows")).isEmpty();
        assertThat(json(get(ROWS + "?limit=1000")).path("rows")).hasSize(7);
        assertThat(json(get(ROWS + "?field=slug&value=1&limit=3")).path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-1", "1001", "x", "99999999999" })
    void limitOutOfRangeIs400(String limit) {
        assertThat(get(ROWS + "?limit=" + limit).statusCode()).isEqualTo(400);
        assertThat(get(ROWS + "?limit=" + limit).body()).contains("limit", limit);
    }

    @Test
    void indexedFieldFindsRowsPageByPage() {
        JsonNode page = json(get(ROWS + "?field=slug&value=1&limit=2"));
        assertThat(page.path("rows")).extracting((row) -> row.path("id").asString()).containsExactly("p1", "p3");
        assertThat(page.path("next").asString()).isEqualTo("p3");
        page = json(get(ROWS + "?field=slug&value=1&limit=2&after=p3"));
        assertThat(page.path("rows")).extracting((row) -> row.path("id").asString()).containsExactly("p5");
        assertThat(page.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "42, s t n", "42.0, n", "4.2e1, n", "true, b tt", "null, z", "x y, f", "nothing, ''", "\"null\", nt",
            "\"42\", s t", "\"\\u0034\\u0032\", s t", "\"open, q" })
    void valueFindsTheTextAndWhatTheTextWritesInJson(String value, String found) {
        this.store.collection("projects").clear();
        put(ROWS + "/s", "{\"slug\":\"42\"}");
        put(ROWS + "/t", "{\"slug\":[\"42\", 7]}");
        put(ROWS + "/n", "{\"slug\":42.00}");
        put(ROWS + "/b", "{\"slug\":true}");
        put(ROWS + "/tt", "{\"slug\":\"true\"}");
        put(ROWS + "/z", "{\"slug\":null}");
        put(ROWS + "/nt", "{\"slug\":\"null\"}");
        put(ROWS + "/q", "{\"slug\":\"\\\"open\"}");
        put(ROWS + "/f", "{\"slug\":\"x y\"}");
        List<String> ids = new ArrayList<>();
        json(get(ROWS + "?field=slug&value=" + encode(value))).path("rows")
            .forEach((row) -> ids.add(row.path("id").asString()));
        assertThat(ids).isSorted().containsExactlyInAnyOrder(found.isEmpty() ? new String[0] : found.split(" "));
    }

    @Test
    void fieldWithoutIndexIs400() {
        problem(get(ROWS + "?field=n&value=1"), 400, "/problems/invalid-query", "'n'", "not indexed", "Add it to");
    }

    @Test
    void fieldWithoutValueIs400() {
        problem(get(ROWS + "?field=slug"), 400, "/problems/invalid-request", "belong together");
        problem(get(ROWS + "?value=1"), 400, "/problems/invalid-request", "belong together");
    }

}
