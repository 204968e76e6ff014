package io.filestore.sample.collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class ValuesTests extends HttpApi {

    private static final String VALUES = "/api/values";

    @ParameterizedTest
    @ValueSource(strings = { "1.00", "1e2", "\"1.0.0\"", "true", "null", "[1.0,{\"a\":[]}]", "{\"b\":1.50,\"a\":null}",
            "12345678901234567890.0", "\"é😀\\n\"", "\"\"", "{}" })
    void anyJsonComesBackAsItsText(String json) {
        assertThat(put(VALUES + "/any", json).statusCode()).isEqualTo(201);
        assertThat(get(VALUES + "/any").body()).isEqualTo(json);
        assertThat(get(VALUES + "/any").headers().firstValue("Content-Type")).hasValue(JSON);
        assertThat(get(VALUES).body()).contains("\"any\":" + json);
        assertThat(put(VALUES + "/any", json).statusCode()).isEqualTo(200);
        assertThat(delete(VALUES + "/any").statusCode()).isEqualTo(204);
        problem(get(VALUES + "/any"), 404, "/problems/no-such-value", "any");
        problem(delete(VALUES + "/any"), 404, "/problems/no-such-value", "any");
    }

    @Test
    void keyMayHaveSlashes() {
        put(VALUES + "/a%2F..%2Fb", "1");
        assertThat(get(VALUES + "?key=a/../b").body()).isEqualTo("1");
        assertThat(delete(VALUES + "?key=a%2F..%2Fb").statusCode()).isEqualTo(204);
    }

    @Test
    void locationOfANewValueLeadsToIt() {
        String location = put(VALUES + "?key=new%2F..%2Fone", "7").headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo(VALUES + "/new%2F..%2Fone");
        assertThat(get(location).body()).isEqualTo("7");
    }

    @Test
    void wrongKeyOrValueIs400() {
        problem(put(VALUES + "?key=", "1"), 400, "/problems/invalid-row", "it is empty");
        problem(put(VALUES, "1"), 400, "/problems/invalid-request", "The key is missing");
        problem(put(VALUES + "/bad", "{1"), 400, "/problems/invalid-row", "line 1, column 2");
        problem(put(VALUES + "/bad", "1 2"), 400, "/problems/invalid-row", "line 1, column 3");
    }

    @Test
    void valueTooLargeIs413() {
        problem(put(VALUES + "/large", "\"" + "x".repeat(16 * 1024 * 1024) + "\""), 413, "/problems/too-large");
    }

}
