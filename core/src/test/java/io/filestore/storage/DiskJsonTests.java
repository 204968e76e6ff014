package io.filestore.storage;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DiskJsonTests {

    /** As it stands among other bytes, which do not count. */
    private static boolean isWellFormed(String json) {
        byte[] bytes = ("x" + json + "}").getBytes(StandardCharsets.UTF_8);
        return DiskJson.isWellFormed(bytes, 1, bytes.length - 2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", " [1, {\"a\": null}] ", "7", "\"x\"", "null", "{\"a\":1,\"a\":2}" })
    void anyValueIsWellFormedAlsoIfItIsNoRow(String json) {
        assertThat(isWellFormed(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "{", "{\"a\":1", "\"x", "tru", "01", "7x", "{} {}", "7 8", "{}x", "{} {" })
    void whatIsNoValueOrMoreThanOneIsNot(String json) {
        assertThat(isWellFormed(json)).isFalse();
    }

    @Test
    void valueMayBeDeepAndItsNumbersLong() {
        assertThat(isWellFormed("[".repeat(2000) + "]".repeat(2000))).isTrue();
        assertThat(isWellFormed("1".repeat(2000))).isTrue();
        assertThat(isWellFormed("{\"" + "n".repeat(60_000) + "\":1}")).isTrue();
    }

}
