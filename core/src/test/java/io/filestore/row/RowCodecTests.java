package io.filestore.row;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.filestore.error.InvalidRowException;
import io.filestore.json.CanonicalJson;
import io.filestore.json.JsonLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RowCodecTests {

    private final RowCodec codec = new RowCodec();

    @Test
    void recordsComeBackAsTheyWere() {
        Everything value = new Everything("z😀\u0001", 1, 2.5, new BigDecimal("1.00"),
                Instant.parse("2026-01-02T03:04:05.123456789Z"), LocalDate.of(2026, 1, 2),
                OffsetDateTime.parse("2026-01-02T03:04:05+02:00"),
                ZonedDateTime.parse("2026-07-02T03:04:05+02:00[Europe/Paris]"), Duration.ofMinutes(90), Color.RED,
                Optional.of("x"), List.of("a"), new byte[0], Row.parse("{\"n\":1.00,\"e\":1e5}"), null);
        byte[] json = this.codec.encode(value);
        assertThat(text(json)).isEqualTo("{\"zulu\":\"z😀\\u0001\",\"alpha\":1,\"real\":2.5,\"exact\":1.00,"
                + "\"instant\":\"2026-01-02T03:04:05.123456789Z\",\"date\":\"2026-01-02\","
                + "\"offset\":\"2026-01-02T03:04:05.000000000+02:00\","
                + "\"zoned\":\"2026-07-02T03:04:05.000000000+02:00[Europe/Paris]\","
                + "\"duration\":\"PT1H30M\",\"color\":\"RED\",\"optional\":\"x\",\"list\":[\"a\"],\"bytes\":\"\","
                + "\"row\":{\"n\":1.00,\"e\":1e5},\"nothing\":null}");
        assertThat(this.codec.decode(json, Everything.class)).usingRecursiveComparison().isEqualTo(value);
    }

    @Test
    void classesComeBackInTheOrderOfTheirFields() {
        Bean bean = new Bean();
        bean.zulu = "z";
        bean.alpha = 1;
        assertThat(text(this.codec.encode(bean))).isEqualTo("{\"zulu\":\"z\",\"alpha\":1}");
        assertThat(this.codec.decode(this.codec.encode(bean), Bean.class)).usingRecursiveComparison().isEqualTo(bean);
    }

    @Test
    void unknownPropertiesAreIgnoredAndAbsentPrimitivesAreZero() {
        assertThat(decode("{\"name\":\"x\",\"other\":[1]}", Person.class)).isEqualTo(new Person("x", 0));
    }

    @Test
    void decimalsAreNotCutToIntegers() {
        assertThatExceptionOfType(InvalidRowException.class)
            .isThrownBy(() -> decode("{\"name\":\"x\",\"age\":1.5}", Person.class))
            .withMessageContaining(Person.class.getName())
            .withMessageContaining("age");
    }

    @Test
    void wrongTypesAreNamedWithTheirField() {
        assertThatExceptionOfType(InvalidRowException.class)
            .isThrownBy(() -> decode("{\"name\":\"x\",\"age\":\"old\"}", Person.class))
            .withMessageContaining(Person.class.getName())
            .withMessageContaining("age")
            .withMessageContaining("old");
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> decode("{}", String.class));
    }

    @Test
    void rowsTreesAndMapsAreExact() {
        String json = "{\"b\":1.00,\"a\":123456789012345678901234567890,\"c\":[0.10,null,{\"x\":true}]}";
        assertThat(this.codec.decode(bytes(json), Row.class)).hasToString(json);
        assertThat(text(this.codec.encode(this.codec.decode(bytes(json), JsonNode.class)))).isEqualTo(json);
        assertThat(text(this.codec.encode(this.codec.decode(bytes(json), ObjectNode.class)))).isEqualTo(json);
        assertThat(text(this.codec.encode(this.codec.decode(bytes(json), Map.class)))).isEqualTo(json);
        assertThat(text(this.codec.encode(this.codec.decode(bytes(json), Object.class)))).isEqualTo(json);
        assertThat(text(this.codec.encode(Row.parse(json)))).isEqualTo(json);
    }

    @Test
    void refusesWhatDoesNotBecomeAnObject() {
        for (Object value : new Object[] { 1, "x", List.of(), new int[0], true, Optional.empty(), Color.RED }) {
            assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.codec.encode(value))
                .withMessageContaining("A row must become a JSON object")
                .withMessageContaining(value.getClass().getName());
        }
    }

    @Test
    void anyValueCanBeAValue() {
        assertThat(text(this.codec.encodeValue(null))).isEqualTo("null");
        assertThat(text(this.codec.encodeValue("é"))).isEqualTo("\"é\"");
        assertThat(this.codec.decodeValue(bytes("null"), String.class)).isNull();
        assertThat(this.codec.decodeValue(bytes("5"), Integer.class)).isEqualTo(5);
        assertThat(text(CanonicalJson.of(" [ 1 ] ", JsonLimits.MAX_BYTES))).isEqualTo("[1]");
        assertThatExceptionOfType(InvalidRowException.class)
            .isThrownBy(() -> this.codec.decodeValue(bytes("1"), Row.class));
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> decode("null", String.class));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "}", "1}, {\"x\":1", "nope", "'x'", "\"\ud800\"", "\"\\ud800\"", "1 //", "NaN",
            "1,\"raw\":2", "1,\"other\":2", "01", "[1" })
    void rawValuesCannotSmuggleInvalidJsonIn(String raw) {
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.codec.encode(new Raw(raw, 1)))
            .withMessageContaining(Raw.class.getName());
    }

    @Test
    void rawValuesAreMadeCanonical() {
        assertThat(text(this.codec.encode(new Raw("[ 1.00 , \"\\u00e9\" ]", 1))))
            .isEqualTo("{\"raw\":[1.00,\"é\"],\"other\":1}");
    }

    @Test
    void refusesLoneSurrogatesInTypedValues() {
        for (Object value : new Object[] { Map.of("a", "x\ud800"), Map.of("\udc00", 1), new Person("\ud83d", 1),
                Map.of("a", new char[] { '\ud800' }), Map.of("a", "y".repeat(10_000) + "\ude00\ud83d") }) {
            assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.codec.encode(value))
                .withMessageContaining("lone surrogate");
        }
    }

    @Test
    void refusesNamesThatComeTwice() {
        Map<Object, Object> fields = new LinkedHashMap<>();
        fields.put(1, "a");
        fields.put("1", "b");
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.codec.encode(fields))
            .withMessageContaining("Duplicate");
    }

    @Test
    void saysWhichValueCannotBeWrittenAndWhy() {
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.codec.encode(new Failing()))
            .withMessageContaining(Failing.class.getName())
            .withMessageContaining("not today");
    }

    @Test
    void customizedMapperDoesNotChangeTheForm() {
        JsonMapper mapper = RowCodec.defaultMapper().enable(SerializationFeature.INDENT_OUTPUT).build();
        assertThat(text(new RowCodec(mapper).encode(new Person("é", 1)))).isEqualTo("{\"name\":\"é\",\"age\":1}");
        assertThat(text(new RowCodec(JsonMapper.builder().build()).encode(Map.of("r", Row.parse("{\"a\":1.0}")))))
            .isEqualTo("{\"r\":{\"a\":1.0}}");
    }

    @Test
    void readsAPartOfAnArray() {
        byte[] line = bytes("xx { \"é\": 1 } yy");
        assertThat(text(CanonicalJson.object(line, 2, line.length - 4))).isEqualTo("{\"é\":1}");
        byte[] bad = bytes("x\nx{\"é\": bad}");
        assertThatExceptionOfType(InvalidRowException.class)
            .isThrownBy(() -> CanonicalJson.object(bad, 3, bad.length - 3))
            .withMessageContaining("line 1, column 7");
        byte[] canonical = bytes("{}");
        assertThat(CanonicalJson.object(canonical, 0, 2)).isEqualTo(canonical).isNotSameAs(canonical);
    }

    private <T> T decode(String json, Class<T> type) {
        return this.codec.decode(bytes(json), type);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    enum Color {

        RED;

        @Override
        public String toString() {
            return "the colour red";
        }

    }

    record Everything(String zulu, int alpha, double real, BigDecimal exact, Instant instant, LocalDate date,
            OffsetDateTime offset, ZonedDateTime zoned, Duration duration, Color color, Optional<String> optional,
            List<String> list, byte[] bytes, Row row, @Nullable String nothing) {
    }

    record Person(String name, int age) {
    }

    record Raw(@JsonRawValue String raw, int other) {
    }

    static class Bean {

        public String zulu = "";

        public int alpha;

    }

    static class Failing {

        public String getName() {
            throw new IllegalStateException("not today");
        }

    }

}
