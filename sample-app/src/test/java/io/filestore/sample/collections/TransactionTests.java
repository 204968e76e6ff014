package io.filestore.sample.collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionTests extends HttpApi {

    private static final String PATH = "/api/transactions";

    @Test
    void changesOfSeveralCollectionsHappenTogether() {
        put("/api/collections/movies/rows/t-old", "{}");
        JsonNode results = json(post(PATH, """
                {"operations": [
                  {"op": "put", "collection": "users", "id": "t/1", "row": {"n": 1.00, "e": 1e2}},
                  {"op": "delete", "collection": "movies", "id": "t-old"},
                  {"row": {"a": "é"}, "id": "t-2", "collection": "sessions", "op": "put"},
                  {"op": "delete", "collection": "movies", "id": "t-absent"},
                  {"op": "put", "collection": "users", "id": "t/1", "row": {"n": 2.00}}
                ]}
                """)).path("operations");
        assertThat(results).extracting((result) -> result.path("result").asString())
            .containsExactly("inserted", "deleted", "inserted", "absent", "replaced");
        assertThat(get("/api/collections/users/rows/t%2F1").body()).isEqualTo("{\"n\":2.00}");
        assertThat(get("/api/collections/sessions/rows/t-2").body()).isEqualTo("{\"a\":\"é\"}");
        assertThat(get("/api/collections/movies/rows/t-old").statusCode()).isEqualTo(404);
    }

    @Test
    void numbersKeepTheirText() {
        post(PATH, "{\"operations\":[{\"op\":\"put\",\"collection\":\"users\",\"id\":\"t-exact\","
                + "\"row\":{\"a\":1.00,\"b\":1E+02,\"c\":[0.10,12345678901234567890123]}}]}");
        assertThat(get("/api/collections/users/rows/t-exact").body())
            .isEqualTo("{\"a\":1.00,\"b\":1E+02,\"c\":[0.10,12345678901234567890123]}");
    }

    @Test
    void duplicateKeyUndoesEverything() {
        put("/api/collections/airports/rows/t-a", "{\"ident\":\"T-A\"}");
        problem(post(PATH, """
                {"operations": [
                  {"op": "put", "collection": "users", "id": "t-undone", "row": {}},
                  {"op": "put", "collection": "airports", "id": "t-b", "row": {"ident": "T-A"}}
                ]}
                """), 409, "/problems/duplicate-key", "'t-b'", "'t-a'");
        assertThat(get("/api/collections/users/rows/t-undone").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"op": "delete", "collection": "users", "id": ""}                       | it is empty
            {"op": "delete", "collection": "users"}                                 | no id
            {"op": "delete", "collection": "users", "id": "x", "row": {}}           | a delete takes no row
            {"op": "put", "collection": "users", "id": "x"}                         | no row to put
            {"op": "put", "collection": "users", "id": "x", "row": [1]}             | must be a JSON object
            {"op": "put", "collection": "users", "id": "x", "row": null}            | no row to put
            {"op": "put", "collection": "users", "id": "x", "rwo": {}}              | rwo
            {"op": "put", "collection": "users", "id": "x", "row": {"a":1,"a":2}}   | Duplicate
            {"op": "put", "collection": "nope", "id": "x", "row": {}}               | no collection 'nope'
            {"op": "put", "id": "x", "row": {}}                                     | names no collection
            {"op": "upsert", "collection": "users", "id": "x", "row": {}}           | put or delete
            {"collection": "users", "id": "x", "row": {}}                           | put or delete
            null                                                                    | null
            7                                                                       | kinds of values
            """)
    void wrongOperationIsNamedByItsNumberAndNothingHappens(String wrong, String detail) {
        String good = "{\"op\":\"put\",\"collection\":\"users\",\"id\":\"t-good\",\"row\":{}}";
        problem(post(PATH, "{\"operations\":[" + good + "," + wrong + "]}"), 400, "/problems/invalid-request",
                "Operation 2: ", detail, "Nothing was changed");
        problem(post(PATH, "{\"operations\":[" + wrong + "," + good + "]}"), 400, "/problems/invalid-request",
                "Operation 1: ", detail);
        assertThat(get("/api/collections/users/rows/t-good").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                        | /problems/invalid-request | no operations
            {"operations": []}        | /problems/invalid-request | no operations
            null                      | /problems/invalid-request | no operations
            {"operations": 7}         | /problems/unreadable-body | line 1, column 16
            [1]                       | /problems/unreadable-body | line 1, column 1
            {"operations": [{"op" 1}] | /problems/unreadable-body | line 1, column 23
            {"operations": []} x      | /problems/unreadable-body | line 1, column
            """)
    void wrongBodyIs400(String body, String type, String detail) {
        problem(post(PATH, body), 400, type, detail);
    }

}
