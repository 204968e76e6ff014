package io.filestore.row;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IndexKeyTests {

    private static Object key(String json) {
        return IndexKey.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({ "1,1.0", "1,1e0", "1,10E-1", "0,-0", "0,-0.0", "0,0e99", "100,1e2", "0.1,1e-1", "0.10,0.1",
            "123456789012345678,123456789012345678.0", "12345678901234567890,12345678901234567890.0", "1e400,10e399",
            "-5,-5.00", "1e17,100000000000000000", "1e18,1000000000000000000" })
    void numbersOfOneValueAreOneKey(String one, String other) {
        assertThat(key(one)).isEqualTo(key(other)).hasSameHashCodeAs(key(other));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', value = { "1,2", "1,\"1\"", "true,\"true\"", "null,\"null\"", "null,0", "false,0",
            "0.1,0.10000000000000000001", "9007199254740993,9007199254740992", "\"a\",\"A\"", "true,false" })
    void otherValuesAreOtherKeys(String one, String other) {
        assertThat(key(one)).isNotEqualTo(key(other));
    }

    @Test
    void stringsAreKeysAsTheyRead() {
        assertThat(key("\"ü\\n\\\"\"")).isEqualTo("ü\n\"");
        assertThat(key("\"\"")).isEqualTo("");
    }

    @Test
    void aNumberWithAHugeExponentDoesNotBlowUp() {
        assertThat(key("1e999999999")).isEqualTo(key("1.0e999999999")).isNotEqualTo(key("1e-999999999"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1e99999999999", "1e2147483647", "10e2147483647", "1.5e2147483648", "1e-2147483648" })
    void aNumberBeyondAnyExponentIsStillAKey(String number) {
        assertThat(key(number)).isNotNull().isEqualTo(key(number)).isNotEqualTo(key("1" + number));
    }

    @Test
    void aVeryLongNumberCountsByItsValueToo() {
        assertThat(key("1".repeat(2000))).isEqualTo(key("1".repeat(2000) + ".0"))
            .isNotEqualTo(key("1".repeat(1999) + "2"));
    }

    @Test
    void objectsAndEmptyArraysHaveNoKey() {
        assertThat(key("{\"a\":1}")).isNull();
        assertThat(key("[]")).isNull();
        assertThat(key("[{},[1],[]]")).isNull();
    }

    @Test
    void anArrayHasTheKeysOfItsElementsEachOnce() {
        assertThat((Object[]) key("[\"a,]\\\"\",1,1.0,null,true,{\"x\":[1,2]},[9,\"9\"],\"b\"]"))
            .containsExactly("a,]\"", key("1"), key("null"), true, "b");
    }

    @Test
    void textsThatDifferLittleSeldomHaveOneHash() {
        long hashes = IntStream.range(0, 100_000)
            .flatMap((i) -> IntStream.of(IndexKey.hash("c" + i), IndexKey.hash("c" + i + "\0")))
            .distinct()
            .count();
        assertThat(hashes).isGreaterThan(199_900);
    }

    @Test
    void onlyNullIsNull() {
        assertThat(IndexKey.isNull(key("null"))).isTrue();
        assertThat(IndexKey.isNull(key("\"null\""))).isFalse();
    }

}
