package io.filestore.row;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.filestore.error.InvalidRowException;
import io.filestore.json.ByteOutput;
import io.filestore.json.JsonLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.NullNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RowTests {

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"a\":1.0}", "{\"a\":1.00}", "{\"a\":1e5}", "{\"a\":-0}", "{\"a\":-0.0E-0}",
            "{\"a\":123456789012345678901234567890}", "{\"z\":1,\"a\":{\"y\":[],\"b\":[{}]}}",
            "{\"😀\":\"é中😀\u2028\"}", "{\"\":\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\\u007f\"}",
            "{\"a\":1e999999999}" })
    void givesBackExactlyWhatWasPut(String json) {
        assertThat(Row.parse(json)).hasToString(json);
        assertThat(Row.parse(" " + json + "\n")).hasToString(json).isEqualTo(Row.parse(json));
    }

    @Test
    void spellsTextInOneWay() {
        assertThat(Row.parse("{ \"a\\u0062\" :\t\"\\u00e9\\/\\ud83d\\ude00\\u001F\\u000A\" } "))
            .hasToString("{\"ab\":\"é/😀\\u001f\\n\"}");
    }

    @Test
    void ignoresByteOrderMark() {
        assertThat(Row.parse("\ufeff{}")).hasToString("{}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            value = { "`` | line 1, column 1: there is no JSON value",
                    "`  ` | line 1, column 3: there is no JSON value",
                    "`{\"a\":1,\"a\":2}` | line 1, column 11: Duplicate Object property \"a\"",
                    "`{\"a\":1,\"\\u0061\":2}` | Duplicate Object property \"a\"", "`{'a':1}` | line 1, column 2",
                    "`{\"a\":NaN}` | Non-standard token 'NaN'", "`{\"a\":Infinity}` | Infinity", "`{a:1}` | column 2",
                    "`{\"a\":1,}` | line 1, column 8", "`{\"a\":01}` | Leading zeroes", "`{\"a\":+1}` | column 7",
                    "`{\"a\":.5}` | column 6", "`{\"a\":1.}` | Decimal point not followed by a digit",
                    "`{} x` | line 1, column 4", "`{} {}` | line 1, column 4: there is something behind the end",
                    "`{}]` | line 1, column 3", "`{/*c*/}` | comment", "`{\"a\":\"\\x\"}` | escape",
                    "`{\"a\":\"\\ud800\"}` | column 6: a text has a lone surrogate",
                    "`{\"\\udc00\":1}` | column 9: a text has a lone surrogate", "`{\"a\":\"` | column 7",
                    "`{` | end-of-input", "`[1,2]` | A row must be a JSON object, but this is an array",
                    "`\"x\"` | a string", "`null` | null", "`1` | a number", "`true` | a boolean" })
    void refusesWhatIsNoJsonObjectAndSaysWhere(String json, String message) {
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> Row.parse(json))
            .withMessageContaining(message);
    }

    @Test
    void countsLinesAndCharactersNotBytes() {
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> Row.parse("{\n\"é😀\": x}"))
            .withMessageContaining("line 2, column 7");
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> Row.parse("{\n\"é\ud800\": 1}"))
            .withMessageContaining("line 2, column 3")
            .withMessageContaining("lone surrogate");
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> Row.parse("{\"a\":\"\t\"}"))
            .withMessageContaining("column 7");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[][] texts = { { (byte) 0xff }, { (byte) 0xc0, (byte) 0x80 }, { (byte) 0xe9 },
                { (byte) 0xed, (byte) 0xa0, (byte) 0x80 }, { (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80 } };
        for (byte[] text : texts) {
            ByteOutput json = new ByteOutput(32);
            json.write("{\"a\":\n\"b".getBytes(StandardCharsets.UTF_8));
            json.write(text);
            json.write("\"}".getBytes(StandardCharsets.UTF_8));
            assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> Row.parse(json.toByteArray()))
                .withMessageContaining("line 2, column 3")
                .withMessageContaining("UTF-8");
        }
        assertThatExceptionOfType(InvalidRowException.class)
            .isThrownBy(() -> Row.parse("{}".getBytes(StandardCharsets.UTF_16LE)));
    }

    @Test
    void doesNotKeepTheArrayItWasParsedFrom() {
        byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        Row row = Row.parse(json);
        json[5] = '2';
        row.toBytes()[5] = '3';
        assertThat(row).hasToString("{\"a\":1}");
    }

    @Test
    void isMadeOfFieldsInTheirOrder() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("z", List.of(1, "x"));
        fields.put("a", null);
        assertThat(Row.of(fields)).hasToString("{\"z\":[1,\"x\"],\"a\":null}");
        assertThat(Row.of("z", 1, "a", null, "row", Row.parse("{\"n\":1.00}")))
            .hasToString("{\"z\":1,\"a\":null,\"row\":{\"n\":1.00}}");
        assertThatIllegalArgumentException().isThrownBy(() -> Row.of("a", 1, "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Row.of("a", 1, "a", 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Row.of("a", 1, 2, 2));
    }

    @Test
    void givesFieldsOfTheTopLevelByName() {
        Row row = Row.parse("{\"a\":{\"b\":1.50},\"a.b\":2,\"n\":null,\"q\\\"\":[3],\"?\":4}");
        assertThat(row.fieldNames()).containsExactly("a", "a.b", "n", "q\"", "?");
        assertThat(row.get("a")).hasToString("{\"b\":1.50}");
        assertThat(row.get("a.b")).hasToString("2");
        assertThat(row.get("n")).isEqualTo(NullNode.getInstance());
        assertThat(row.get("q\"")).hasToString("[3]");
        assertThat(row.get("b")).isNull();
        assertThat(row.has("n")).isTrue();
        assertThat(row.has("\ud800")).isFalse();
        assertThat(Row.parse("{}").fieldNames()).isEmpty();
    }

    @Test
    void withReplacesInPlaceOrAppendsAndLeavesTheRestAlone() {
        Row row = Row.parse("{\"a\":1.0,\"b\":-0}");
        assertThat(row.with("a", "x")).hasToString("{\"a\":\"x\",\"b\":-0}");
        assertThat(row.with("c", List.of())).hasToString("{\"a\":1.0,\"b\":-0,\"c\":[]}");
        assertThat(Row.parse("{}").with("q\"", null)).hasToString("{\"q\\\"\":null}");
        assertThat(row).hasToString("{\"a\":1.0,\"b\":-0}");
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> row.with("\ud800", 1));
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> row.with("a", "\ud800"));
        assertThatExceptionOfType(InvalidRowException.class)
            .isThrownBy(() -> row.with("a", "x".repeat(JsonLimits.MAX_BYTES - 10)));
    }

    @Test
    void withoutRemovesAField() {
        Row row = Row.parse("{\"a\":1,\"b\":[2],\"c\":\"3\"}");
        assertThat(row.without("a")).hasToString("{\"b\":[2],\"c\":\"3\"}");
        assertThat(row.without("b")).hasToString("{\"a\":1,\"c\":\"3\"}");
        assertThat(row.without("c")).hasToString("{\"a\":1,\"b\":[2]}");
        assertThat(row.without("a").without("b").without("c")).hasToString("{}");
        assertThat(row.without("x")).isSameAs(row);
    }

    @Test
    void equalityIsAboutTheCanonicalText() {
        assertThat(Row.parse("{\"a\":\"\\u0041\"}")).isEqualTo(Row.parse("{ \"a\": \"A\" }"))
            .hasSameHashCodeAs(Row.parse("{ \"a\": \"A\" }"));
        assertThat(Row.parse("{\"a\":1.0}")).isNotEqualTo(Row.parse("{\"a\":1}"));
        assertThat(Row.parse("{\"a\":1,\"b\":2}")).isNotEqualTo(Row.parse("{\"b\":2,\"a\":1}"));
    }

    @Test
    void treeIsACopyWithExactDecimals() {
        Row row = Row.parse("{\"a\":1.00,\"b\":0.1234567890123456789012345}");
        assertThat(row.toNode()).hasToString(row.toString());
        row.toNode().put("a", 2);
        assertThat(row.toNode().get("a").decimalValue()).hasToString("1.00");
    }

}
