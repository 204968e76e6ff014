package io.filestore.sample.collections;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.filestore.RowCollection;
import io.filestore.row.Row;
import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class ImportTests extends HttpApi {

    private static final String IMPORT = "/api/collections/airports/import";

    private RowCollection<Row> airports;

    @BeforeEach
    void noRows() {
        this.airports = this.store.collection("airports");
        this.airports.clear();
    }

    private void assertReport(HttpResponse<String> response, int inserted, int replaced, int refused) {
        JsonNode report = json(response);
        assertThat(report.path("stored").asInt()).isEqualTo(inserted + replaced);
        assertThat(report.path("inserted").asInt()).isEqualTo(inserted);
        assertThat(report.path("replaced").asInt()).isEqualTo(replaced);
        assertThat(report.path("refused")).hasSize(refused);
    }

    @Test
    void arrayOfRowsIsStoredExactly() {
        HttpResponse<String> response = post(IMPORT + "?id=ident", """
                [
                  {"id": "12243", "ident": "5A8", "name": "Aleknagik / New", "lat": 59.2800, "e": 1e2, "x": null},
                  {"id": "3", "ident": "AGGH", "a b": [{"c": "\\u00e9😀\\n"}], "n": -0.0}
                ]
                """);
        assertReport(response, 2, 0, 0);
        assertThat(this.airports.get("5A8")).hasToString(
                "Optional[{\"id\":\"12243\",\"ident\":\"5A8\",\"name\":\"Aleknagik / New\",\"lat\":59.2800,\"e\":1e2,\"x\":null}]");
        assertThat(get("/api/collections/airports/rows/AGGH").body())
            .isEqualTo("{\"id\":\"3\",\"ident\":\"AGGH\",\"a b\":[{\"c\":\"é😀\\n\"}],\"n\":-0.0}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"ident\":\"a\"}\n{\"ident\":\"b\"}\n\n{\"ident\":\"c\"}",
            "{\"ident\":\"a\"}{\"ident\":\"b\"}{\"ident\":\"c\"}\n",
            "{\r\n  \"ident\": \"a\"\r\n}\r\n{\r\n  \"ident\"" + ":\r\n\"b\"\r\n}\n{\"ident\":\"c\"}\r\n",
            "\uFEFF{\"ident\":\"a\"} {\"ident\":\"b\"} {\"ident\":\"c\"}" })
    void objectsOneAfterTheOtherAreRows(String body) {
        assertReport(send("POST", IMPORT + "?id=ident", body, "Content-Type", "application/x-ndjson"), 3, 0, 0);
        assertThat(this.airports.ids()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void sameRowsAgainReplaceThose() {
        String body = "[{\"ident\":\"a\",\"n\":1},{\"ident\":\"b\"},{\"ident\":\"a\",\"n\":2}]";
        assertReport(post(IMPORT + "?id=ident", body), 2, 1, 0);
        assertReport(post(IMPORT + "?id=ident", body), 0, 3, 0);
        assertThat(this.airports.get("a")).hasToString("Optional[{\"ident\":\"a\",\"n\":2}]");
    }

    @Test
    void rowWithoutTheFieldGetsAnId() {
        assertReport(
                post(IMPORT + "?id=code", "[{\"n\":1},{\"code\":null,\"n\":2},{\"x\":{\"code\":\"deep\"},\"n\":3}]"), 3,
                0, 0);
        assertThat(this.airports.ids().sorted().map((id) -> this.airports.get(id).orElseThrow().get("n").asInt()))
            .containsExactly(1, 2, 3);
        assertReport(post(IMPORT, "[{\"code\":\"x\"}]"), 1, 0, 0);
        assertThat(this.airports.contains("x")).isFalse();
    }

    @Test
    void textOfANumberIsAnId() {
        post(IMPORT + "?id=n", "[{\"n\":1.50},{\"n\":10},{\"n\":1e2}]");
        assertThat(this.airports.ids()).containsExactlyInAnyOrder("1.50", "10", "1e2");
    }

    @Test
    void badRowsAreRefusedByNumberAndTheOthersStored() {
        JsonNode refused = json(post(IMPORT + "?id=ident", """
                [{"ident": "ok"}, 42, ["x"], {"ident": ""}, {"ident": {"a": 1}},
                 {"ident": "d", "a": 1, "a": 2}, {"ident": "s", "t": "\\ud800"}, {"ident": true}, {"ident": "ok2"}]
                """)).path("refused");
        assertThat(refused).extracting((row) -> row.path("row").asInt()).containsExactly(2, 3, 4, 5, 6, 7, 8);
        assertThat(refused).extracting((row) -> row.path("why").asString())
            .satisfiesExactly((why) -> assertThat(why).contains("no JSON object"),
                    (why) -> assertThat(why).contains("no JSON object"),
                    (why) -> assertThat(why).contains("it is empty"),
                    (why) -> assertThat(why).contains("ident", "neither text nor a number"),
                    (why) -> assertThat(why).contains("begins at line 2", "Duplicate"),
                    (why) -> assertThat(why).contains("surrogate"),
                    (why) -> assertThat(why).contains("neither text nor a number"));
        assertThat(this.airports.ids()).containsExactlyInAnyOrder("ok", "ok2");
    }

    @Test
    void duplicateKeyDoesNotTakeOtherRowsWithIt() {
        String body = IntStream.range(0, 250)
            .mapToObj((i) -> "{\"code\":" + i + ",\"ident\":\"" + ((i == 130) ? "I7" : "I" + i) + "\"}\n")
            .reduce("", String::concat);
        JsonNode report = json(post(IMPORT + "?id=code", body));
        assertThat(report.path("stored").asInt()).isEqualTo(249);
        assertThat(report.path("refused")).hasSize(1);
        assertThat(report.path("refused").path(0).path("row").asInt()).isEqualTo(131);
        assertThat(report.path("refused").path(0).path("why").asString()).contains("row '7' has it", "unique");
    }

    @Test
    void manyRefusalsAreListedInPartAndCounted() {
        JsonNode report = json(post(IMPORT, "1 ".repeat(1234) + "{\"ident\":\"x\"}"));
        assertThat(report.path("refused")).hasSize(1000);
        assertThat(report.path("moreRefused").asInt()).isEqualTo(234);
        assertThat(report.path("stored").asInt()).isEqualTo(1);
    }

    @Test
    void syntaxErrorHasPositionAndWhatWasStoredBefore() {
        JsonNode problem = problem(post(IMPORT + "?id=ident", "[{\"ident\":\"a\"},\n {\"ident\":\"b\"},\n {oops"), 400,
                "/problems/unreadable-body", "line 3, column ", "row 3", "2 rows before that were stored");
        assertThat(problem.path("stored").asInt()).isEqualTo(2);
        assertThat(this.airports.ids()).containsExactlyInAnyOrder("a", "b");
        problem = problem(post(IMPORT + "?id=ident", "{\"ident\":\"b\"} {\"ident\":\"c\"} {\"ident\":\"a\"} 7 oops"),
                400, "/problems/unreadable-body", "3 rows before that were stored");
        assertThat(problem.path("stored").asInt()).isEqualTo(3);
        assertThat(problem.path("inserted").asInt()).isEqualTo(1);
        assertThat(problem.path("replaced").asInt()).isEqualTo(2);
        assertThat(problem.path("refused")).singleElement()
            .satisfies((refused) -> assertThat(refused.path("row").asInt()).isEqualTo(4));
    }

    @ParameterizedTest
    @ValueSource(strings = { "[{\"ident\":\"a\"}", "[{\"ident\":\"a\"}] {}", "{\"ident\":\"a\"}, {}",
            "{\"ident\":\"a\"} ]", "{\"ident\":\"a\"} {\"ident\"" })
    void bodyThatEndsOrGoesOnWronglyIs400(String body) {
        problem(post(IMPORT + "?id=ident", body), 400, "/problems/unreadable-body", "1 rows before that were stored");
    }

    @Test
    void emptyBodyIs400ButAnEmptyArrayIsNot() {
        problem(post(IMPORT, " "), 400, "/problems/unreadable-body", "nothing in the body");
        assertReport(post(IMPORT, "[]"), 0, 0, 0);
    }

    @Test
    void otherContentTypeIs415() {
        problem(send("POST", IMPORT, "id,name\n1,x", "Content-Type", "text/csv"), 415, "about:blank",
                "application/x-ndjson");
        problem(send("POST", IMPORT + "?id=ident", "[]", "Content-Type", "application/x-www-form-urlencoded"), 415,
                "about:blank");
    }

    @Test
    void unknownCollectionIs404() {
        problem(post("/api/collections/nope/import", "[]"), 404, "/problems/no-such-collection", "nope");
    }

    @Test
    void rowTooLargeIsRefusedAndTheNextIsStored() {
        String text = "x".repeat(9_000_000);
        JsonNode report = json(post(IMPORT + "?id=ident",
                "{\"ident\":\"big\",\"a\":\"" + text + "\",\"b\":\"" + text + "\"}{\"ident\":\"next\"}"));
        assertThat(report.path("refused").path(0).path("why").asString()).contains("16777216 bytes", "Split");
        assertThat(this.airports.ids()).containsExactly("next");
    }

    @Test
    void rowAtTheLimitIsStored() {
        String start = "{\"ident\":\"at\",\"a\":\"";
        String atLimit = start + "x".repeat(Row.MAX_BYTES - start.length() - 2) + "\"}";
        assertReport(post(IMPORT + "?id=ident", atLimit), 1, 0, 0);
        assertThat(this.airports.get("at").orElseThrow().canonical()).hasSize(Row.MAX_BYTES);
        this.airports.clear();
    }

    @Test
    void arrayInAnArrayIsNoRow() {
        assertReport(post(IMPORT + "?id=ident", "[[{\"ident\":\"a\"}],{\"ident\":\"b\"}]"), 1, 0, 1);
        assertReport(post(IMPORT + "?id=ident", "{\"ident\":\"c\"}[{\"ident\":\"a\"}]"), 1, 0, 1);
        assertThat(this.airports.ids()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void streamOfMoreThanARowMayHaveIsTaken() {
        String padding = "x".repeat(1_000_000);
        HttpRequest.Builder request = HttpRequest
            .newBuilder(URI.create("http://127.0.0.1:" + port() + IMPORT + "?id=ident"))
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofByteArrays(IntStream.range(0, 40)
                .mapToObj((i) -> ("{\"ident\":\"" + i + "\",\"p\":\"" + padding + "\"}").getBytes())
                .toList()));
        assertReport(send(request), 40, 0, 0);
        this.airports.clear();
    }

}
