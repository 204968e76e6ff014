package io.filestore.sample.collections;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class RowIdTests extends HttpApi {

    private static final String ROWS = "/api/collections/resources/rows";

    static Stream<String> hostileIds() {
        return Stream.of("../../x", "..\\..\\x", "/etc/passwd", "a/b", "/", "\\", ".", "..", "...", "%", "%2F", "%00",
                "a;b=c", "a?b", "a#b", "a b", " ", "+", "a.json", "CON", "nul.txt", "C:", "~", "-", "*", "\"'<>|",
                "indices", "_lock", "_deleted", "ü", "日本", "😀", "e\u0301", "\u202Eabc", "\uFFFD", "x".repeat(512),
                "é".repeat(256));
    }

    @ParameterizedTest
    @MethodSource("hostileIds")
    void hostileIdIsAnIdLikeAnyOther(String id) {
        String path = ROWS + "/" + new Id(id).toPathSegment();
        String query = ROWS + "?id=" + encode(id);
        assertThat(put(path, "{\"way\":\"path\"}").statusCode()).isEqualTo(201);
        assertThat(get(query).body()).isEqualTo("{\"way\":\"path\"}");
        assertThat(put(query, "{\"way\":\"query\"}").statusCode()).isEqualTo(200);
        assertThat(get(path).body()).isEqualTo("{\"way\":\"query\"}");
        this.store.flush();
        if (isLocal("resources")) {
            Path file = this.store.fileOf("resources", id);
            assertThat(file).isNotNull().exists().hasParent(this.store.directory().resolve("resources"));
        }
        assertThat(this.store.collection("resources").get(id)).isPresent();
        assertThat(delete(path).statusCode()).isEqualTo(204);
        assertThat(get(query).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("hostileIds")
    void locationOfANewRowLeadsToIt(String id) {
        HttpResponse<String> created = put(ROWS + "?id=" + encode(id), "{\"n\":1}");
        assertThat(get(created.headers().firstValue("Location").orElseThrow()).body()).isEqualTo("{\"n\":1}");
        delete(ROWS + "?id=" + encode(id));
    }

    @Test
    void upperAndLowerCaseAreTwoRows() {
        put(ROWS + "/Case", "{\"n\":1}");
        put(ROWS + "/case", "{\"n\":2}");
        this.store.flush();
        assertThat(get(ROWS + "/Case").body()).isEqualTo("{\"n\":1}");
        assertThat(get(ROWS + "/case").body()).isEqualTo("{\"n\":2}");
        problem(get(ROWS + "/CASE"), 404, "/problems/no-such-row", "CASE");
    }

    @Test
    void idTooLongIs400() {
        problem(put(ROWS + "/" + "x".repeat(600), "{}"), 400, "/problems/invalid-row", "it has 600 bytes", "1 to 512");
        problem(put(ROWS + "/" + encode("é".repeat(257)), "{}"), 400, "/problems/invalid-row", "it has 514 bytes");
        problem(get(ROWS + "/" + "x".repeat(600)), 400, "/problems/invalid-row", "it has 600 bytes");
    }

    @Test
    void emptyIdIs400() {
        problem(put(ROWS + "?id=", "{}"), 400, "/problems/invalid-row", "it is empty", "1 to 512");
        problem(put(ROWS + "/", "{}"), 400, "/problems/invalid-request", "The id is missing");
        problem(get(ROWS + "/"), 400, "/problems/invalid-request", "The id is missing");
        problem(get(ROWS + "?id="), 400, "/problems/invalid-row", "it is empty");
        problem(put(ROWS, "{}"), 400, "/problems/invalid-request", "The id is missing", "?id=");
    }

    @Test
    void deleteWithoutAnIdDeletesNothing() {
        put(ROWS + "/kept", "{}");
        problem(delete(ROWS), 400, "/problems/invalid-request", "The id is missing");
        problem(delete(ROWS + "/"), 400, "/problems/invalid-request", "The id is missing");
        assertThat(get(ROWS + "/kept").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "%00", "a%0Ab", "%7F", "%C2%85" })
    void controlCharacterIs400(String encoded) {
        problem(put(ROWS + "?id=" + encoded, "{}"), 400, "/problems/invalid-row", "control character U+00");
    }

    @Test
    void zeroByteInThePathIs400() {
        problem(put(ROWS + "/a%00b", "{}"), 400, "about:blank", "without control characters", "?id=");
    }

    @Test
    void whatIsNotUtf8Is400() {
        problem(put(ROWS + "/a%FFb", "{}"), 400, "about:blank", "percent-encoded UTF-8");
        problem(put(ROWS + "?id=a%FFb", "{}"), 400, "/problems/invalid-request", "UTF-8");
    }

    @Test
    void slashThatIsNotEncodedIs404AndSaysHow() {
        problem(put(ROWS + "/a/b", "{}"), 404, "about:blank", "/rows/a/b", "%2F");
    }

    @Test
    void nothingIsWrittenOutsideTheDirectory() throws Exception {
        put(ROWS + "/..%2F..%2F..%2Fescaped", "{}");
        this.store.flush();
        try (Stream<Path> around = Files.list(this.store.directory().getParent())) {
            assertThat(around).containsExactly(this.store.directory());
        }
    }

}
