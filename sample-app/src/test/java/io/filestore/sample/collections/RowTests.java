package io.filestore.sample.collections;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.filestore.row.Row;
import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class RowTests extends HttpApi {

    private static final String ROWS = "/api/collections/users/rows/";

    @Test
    void rowComesBackAsTheBytesThatWerePut() {
        HttpResponse<String> created = put(ROWS + "exact",
                "{ \"price\": 1.00, \"big\": 1e2, \"long\": 12345678901234567890.10, \"n\": null,"
                        + " \"name\": \"Zoë \\u00e9 😀\", \"a b\": [1, {}] }");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).hasValue(ROWS + "exact");
        HttpResponse<String> got = get(ROWS + "exact");
        assertThat(got.headers().firstValue("Content-Type")).hasValue(JSON);
        assertThat(eTag(got)).isEqualTo(eTag(created)).matches("\"[0-9]+\"");
        assertThat(got.body()).isEqualTo("{\"price\":1.00,\"big\":1e2,\"long\":12345678901234567890.10,\"n\":null,"
                + "\"name\":\"Zoë é 😀\",\"a b\":[1,{}]}");
    }

    @Test
    void replacingAnswers200WithAnotherETag() {
        String first = eTag(put(ROWS + "again", "{\"a\":1}"));
        HttpResponse<String> second = put(ROWS + "again", "{\"a\":2}");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(eTag(second)).isNotEqualTo(first);
        assertThat(get(ROWS + "again").body()).isEqualTo("{\"a\":2}");
    }

    @Test
    void deletedRowIsGone() {
        put(ROWS + "gone", "{}");
        assertThat(delete(ROWS + "gone").statusCode()).isEqualTo(204);
        problem(get(ROWS + "gone"), 404, "/problems/no-such-row", "users", "gone");
        problem(delete(ROWS + "gone"), 404, "/problems/no-such-row", "gone");
    }

    @Test
    void collectionThatIsNotThereIs404AndTellsWhichAre() {
        problem(get("/api/collections/nope/rows/1"), 404, "/problems/no-such-collection", "nope", "airports, auditLogs",
                "filestore.collections");
        problem(put("/api/collections/nope/rows/1", "{}"), 404, "/problems/no-such-collection", "nope");
        problem(get("/api/collections/nope/rows"), 404, "/problems/no-such-collection", "nope");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1,}         | line 1, column 9
            [{"a": 1}]        | A row must be a JSON object, but this is an array
            42                | a number
            null              | null
            {"a": 1} {"b": 2} | line 1, column 10
            {"a": 1, "a": 2}  | Duplicate
            {"a": 01}         | line 1
            {"a": NaN}        | line 1
            {"a": "\\ud800"}  | surrogate
            {"a": 1           | line 1
            `   `             | no JSON value
            """)
    void whatIsNoJsonObjectIs400(String body, String detail) {
        problem(put(ROWS + "bad", body), 400, "/problems/invalid-row", detail);
        assertThat(get(ROWS + "bad").statusCode()).isEqualTo(404);
    }

    @Test
    void syntaxErrorHasLineAndColumn() {
        problem(put(ROWS + "bad", "{\n  \"a\": 1,\n  \"b\": oops\n}"), 400, "/problems/invalid-row", "line 3, column ");
    }

    @Test
    void uniqueKeyOfAnotherRowIs409() {
        put("/api/collections/airports/rows/one", "{\"ident\":\"RT-1\"}");
        var problem = problem(put("/api/collections/airports/rows/two", "{\"ident\":\"RT-1\"}"), 409,
                "/problems/duplicate-key", "'one'", "ident");
        assertThat(problem.path("holder").asString()).isEqualTo("one");
        assertThat(problem.path("field").asString()).isEqualTo("ident");
        assertThat(put("/api/collections/airports/rows/one", "{\"ident\":\"RT-1\"}").statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("local")
    void rowAtTheLimitIsStoredAndOneBeyondItIs413() {
        String atLimit = "{\"a\":\"" + "x".repeat(Row.MAX_BYTES - 8) + "\"}";
        assertThat(put(ROWS + "large", atLimit).statusCode()).isEqualTo(201);
        assertThat(get(ROWS + "large").body()).hasSize(Row.MAX_BYTES);
        delete(ROWS + "large");
        problem(put(ROWS + "large", atLimit + " "), 413, "/problems/too-large", "16777216 bytes", "Split");
    }

    @Test
    void bodyOfUnknownLengthIsReadNoFurtherThanTheLimit() {
        byte[] part = new byte[1 << 20];
        java.util.Arrays.fill(part, (byte) ' ');
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + ROWS + "large"))
            .header("Content-Type", JSON)
            .PUT(BodyPublishers.ofByteArrays(java.util.Collections.nCopies(40, part)));
        problem(send(request), 413, "/problems/too-large", "16777216 bytes");
    }

    @Test
    void otherContentTypeIs415() {
        problem(send("PUT", ROWS + "typed", "a=1", "Content-Type", "application/x-www-form-urlencoded"), 415,
                "about:blank", "application/x-www-form-urlencoded", "Send application/json");
        problem(send("PUT", ROWS + "typed", "{}", "Content-Type", "text/plain"), 415, "about:blank");
    }

    @Test
    void headHasTheETagAndNoBody() {
        String eTag = eTag(put(ROWS + "head", "{}"));
        HttpResponse<String> head = send("HEAD", ROWS + "head", "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(eTag(head)).isEqualTo(eTag);
        assertThat(head.body()).isEmpty();
    }

}
