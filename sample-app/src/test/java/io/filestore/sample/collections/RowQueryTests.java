package io.filestore.sample.collections;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class RowQueryTests extends HttpApi {

    private static final String PATH = "/api/collections/projects";

    private static final String ODD = "{\"where\":{\"slug\":\"1\"},\"orderBy\":[\"-n\"]}";

    @BeforeEach
    void someRows() {
        this.store.collection("projects").clear();
        for (int i = 0; i < 7; i++) {
            put(PATH + "/rows/p" + i, "{\"n\":" + i + ".0,\"slug\":\"" + (i % 2) + "\"}");
        }
    }

    private HttpResponse<String> rows(String query, String more) {
        return get(PATH + "/rows?query=" + encode(query) + more);
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("rows").forEach((row) -> ids.add(row.path("id").asString()));
        return ids;
    }

    private static List<String> pages(Function<String, HttpResponse<String>> request) {
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = json(request.apply(after));
            assertThat(page.path("rows").size()).isLessThanOrEqualTo(2);
            ids.addAll(ids(page));
            after = page.path("next").asString(null);
        }
        while (after != null);
        return ids;
    }

    @Test
    void rowsOfAQueryComeInItsOrder() {
        assertThat(ids(json(rows(ODD, "")))).containsExactly("p5", "p3", "p1");
        assertThat(ids(json(post(PATH + "/query", ODD)))).containsExactly("p5", "p3", "p1");
        assertThat(ids(json(rows("{\"where\":{\"n\":{\"gte\":2,\"lt\":4}}}", "")))).containsExactly("p2", "p3");
        assertThat(ids(json(rows("{}", "")))).hasSize(7);
        assertThat(post(PATH + "/query", "{\"where\":{\"slug\":\"2\"}}").body())
            .isEqualTo("{\"rows\":[],\"next\":null}");
    }

    @Test
    void rowOfAQueryHasIdVersionAndTheRowItself() {
        String eTag = eTag(get(PATH + "/rows/p3"));
        assertThat(post(PATH + "/query", "{\"where\":{\"n\":3}}").body())
            .isEqualTo("{\"rows\":[{\"id\":\"p3\",\"version\":" + eTag.replace("\"", "")
                    + ",\"row\":{\"n\":3.0,\"slug\":\"1\"}}],\"next\":null}");
    }

    @Test
    void pagesOfAQueryLackNoRow() {
        String ordered = "{\"orderBy\":[\"slug\",\"-n\"]}";
        String[] all = { "p6", "p4", "p2", "p0", "p5", "p3", "p1" };
        assertThat(pages((after) -> rows(ordered, "&limit=2&after=" + after))).containsExactly(all);
        assertThat(pages((after) -> post(PATH + "/query?limit=2&after=" + after, ordered))).containsExactly(all);
        String limited = "{\"orderBy\":[\"slug\",\"-n\"],\"limit\":2}";
        assertThat(pages((after) -> post(PATH + "/query?after=" + after, limited))).containsExactly(all);
    }

    @Test
    void positionMayBeInTheBodyWhereNoAddressIsTooShortForIt() {
        String text = "t".repeat(50_000);
        for (int i = 0; i < 3; i++) {
            put(PATH + "/rows/long" + i, "{\"t\":\"" + text + i + "\",\"slug\":\"long\"}");
        }
        String query = "\"where\":{\"slug\":\"long\"},\"orderBy\":[\"t\"],\"limit\":2}";
        JsonNode page = json(post(PATH + "/query", "{\"after\":null," + query));
        assertThat(ids(page)).containsExactly("long0", "long1");
        JsonNode next = page.path("next");
        JsonNode last = json(post(PATH + "/query", "{\"after\":" + next + "," + query));
        assertThat(ids(last)).containsExactly("long2");
        assertThat(last.path("next").isNull()).isTrue();
        problem(post(PATH + "/query", "{\"after\":7," + query), 400, "/problems/invalid-query", "'after' is the text");
        problem(post(PATH + "/query", "{\"after\":\"x\"," + query), 400, "/problems/invalid-query", "");
        problem(post(PATH + "/query?after=x", "{\"after\":\"x\"," + query), 400, "/problems/invalid-request", "once");
    }

    @Test
    void pageGoesOnWhereItEndedThoughRowsHaveComeAndGone() {
        String query = "{\"orderBy\":[\"n\"],\"limit\":3}";
        JsonNode page = json(post(PATH + "/query", query));
        assertThat(ids(page)).containsExactly("p0", "p1", "p2");
        put(PATH + "/rows/early", "{\"n\":0.5}");
        delete(PATH + "/rows/p2");
        assertThat(ids(json(post(PATH + "/query?after=" + page.path("next").asString(), query)))).containsExactly("p3",
                "p4", "p5");
    }

    @Test
    void idsAreAskedForAndOrderPages() {
        String query = "{\"where\":{\"#id\":{\"gt\":\"p2\"}},\"orderBy\":[\"-#id\"]}";
        assertThat(pages((after) -> rows(query, "&limit=2&after=" + after))).containsExactly("p6", "p5", "p4", "p3");
        assertThat(pages((after) -> post(PATH + "/query?limit=1&after=" + after, query))).containsExactly("p6", "p5",
                "p4", "p3");
        assertThat(post(PATH + "/explain", query).body())
            .isEqualTo("{\"steps\":[\"SEARCH projects USING id (>) BACKWARDS\"],\"rows\":4}");
        assertThat(ids(json(rows("{\"where\":{\"#id\":{\"in\":[\"p4\",\"p1\",\"none\"]}}}", "")))).containsExactly("p1",
                "p4");
        problem(rows("{\"where\":{\"#id\":{\"gt\":7}}}", ""), 400, "/problems/invalid-query", "is a text");
    }

    @Test
    void queryWithoutALimitHasPagesOfFiftyRows() {
        for (int i = 0; i < 60; i++) {
            put(PATH + "/rows/more" + i, "{}");
        }
        JsonNode page = json(post(PATH + "/query", "{}"));
        assertThat(page.path("rows")).hasSize(50);
        assertThat(page.path("next").isNull()).isFalse();
        assertThat(json(rows("{}", "")).path("rows")).hasSize(50);
        assertThat(json(rows("{\"limit\":1000}", "")).path("rows")).hasSize(67);
    }

    @Test
    void planOfAQueryHasStepsAndRows() {
        assertThat(
                post(PATH + "/explain", "{\"where\":{\"slug\":\"1\",\"n\":{\"gt\":2}},\"orderBy\":[\"n\"],\"limit\":5}")
                    .body())
            .isEqualTo(
                    "{\"steps\":[\"SEARCH projects USING slug (=)\",\"FILTER n > 2\",\"SORT BY n\",\"LIMIT 5\"],\"rows\":3}");
        assertThat(post(PATH + "/explain", "{\"where\":{\"n\":1}}").body())
            .isEqualTo("{\"steps\":[\"SCAN projects\",\"FILTER n is 1\",\"SORT BY id\"],\"rows\":7}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            value = { "{\"where\":{\"n\":{\"near\":1}}} | unknown operator 'near'", "{\"wher\":{}} | no 'wher'",
                    "[] | This is no query", "{\"where\" | This is no query",
                    "{\"where\":{\"n\":{\"gt\":null}}} | null",
                    "{\"where\":{\"slug\":{\"regex\":\"(a)\\\\1\"}}} | back references",
                    "{\"limit\":0} | must be 1 at least", "{\"limit\":\"x\"} | whole number" })
    void whatIsNoQueryIs400WithWhatIsPossible(String query, String sentence) {
        problem(rows(query, ""), 400, "/problems/invalid-query", sentence);
        problem(post(PATH + "/query", query), 400, "/problems/invalid-query", sentence);
        problem(post(PATH + "/explain", query), 400, "/problems/invalid-query", sentence);
    }

    @Test
    void positionOfAnotherOrderAndWhatIsNoneAre400() {
        String next = json(post(PATH + "/query", "{\"orderBy\":[\"n\"],\"limit\":1}")).path("next").asString();
        problem(rows("{\"orderBy\":[\"slug\"]}", "&after=" + next), 400, "/problems/invalid-query",
                "The position is one in the order");
        problem(rows("{}", "&after=p3"), 400, "/problems/invalid-query", "'p3' is no position");
    }

    @Test
    void regularExpressionThatTakesTooLongIs400() {
        put(PATH + "/rows/long", "{\"n\":\"" + "a".repeat(400_000) + "\"}");
        problem(post(PATH + "/query", "{\"where\":{\"n\":{\"regex\":\"(a|b|ab){200}c\"}}}"), 400,
                "/problems/invalid-query", "was stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = { "1001", "2147483647" })
    void limitOfAQueryOutOfRangeIs400(String limit) {
        problem(post(PATH + "/query", "{\"limit\":" + limit + "}"), 400, "/problems/invalid-request", limit,
                "1 to 1000");
        problem(post(PATH + "/query?limit=" + limit, "{}"), 400, "/problems/invalid-request", limit, "1 to 1000");
        problem(rows("{\"limit\":" + limit + "}", ""), 400, "/problems/invalid-request", limit, "1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = { "-1", "0", "1001" })
    void limitOfTheUrlIsInRangeAlsoIfTheQueryHasItsOwn(String limit) {
        problem(post(PATH + "/query?limit=" + limit, "{\"limit\":5}"), 400, "/problems/invalid-request", limit,
                "1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = { "&field=slug&value=1", "&field=slug", "&value=1" })
    void queryBesideAFieldOrAValueIs400(String more) {
        problem(rows("{}", more), 400, "/problems/invalid-request", "not both");
    }

    @Test
    void queryOfACollectionThatIsNoneIs404() {
        problem(post("/api/collections/nothing/query", "{}"), 404, "/problems/no-such-collection", "'nothing'");
        problem(post("/api/collections/nothing/explain", "{}"), 404, "/problems/no-such-collection", "'nothing'");
    }

    @Test
    void queryThatIsTooLargeIs413() {
        String query = "{\"where\":{\"n\":\"" + "x".repeat(1024 * 1024) + "\"}}";
        problem(post(PATH + "/query", query), 413, "/problems/too-large", "1048576 bytes");
    }

    @Test
    void bodyThatIsNoUtf8IsNoQuery() throws Exception {
        byte[] latin = "{\"where\":{\"slug\":\"\u00e9\"}}".getBytes(StandardCharsets.ISO_8859_1);
        problem(send(java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + PATH + "/query"))
            .header("Content-Type", JSON)
            .POST(HttpRequest.BodyPublishers.ofByteArray(latin))), 400, "/problems/invalid-query", "This is no query");
    }

}
