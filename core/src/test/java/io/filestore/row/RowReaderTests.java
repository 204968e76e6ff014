package io.filestore.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import io.filestore.error.InvalidRowException;
import io.filestore.json.RandomJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class RowReaderTests {

    private static final long SEED = System.nanoTime();

    private static final List<Class<?>> TYPES = List.of(Bean.class, Values.class, Shapes.class, Flat.class, Any.class,
            Node.class, Map.class, Object.class, JsonNode.class, ObjectNode.class, String[].class, List.class,
            String.class, int.class, Integer.class, long.class, double.class, BigDecimal.class, boolean.class,
            Color.class, Shape.class, Delegating.class, Array.class, Custom.class, byte[].class);

    private static final List<String> NAMES = List.of("text", "number", "small", "big", "real", "single", "exact",
            "huge", "flag", "boxed", "color", "date", "instant", "offset", "duration", "id", "bytes", "texts", "nested",
            "byName", "byColor", "tree", "row", "any", "optional", "set", "letter", "other", "shape", "shapes", "outer",
            "kind", "size", "custom", "array", "delegating", "next", "alias", "ints", "TEXT", "bean_name");

    private static final List<String> VALUES = List.of("null", "true", "0", "-1", "12", "300", "70000", "5000000000",
            "12345678901234567890", "1.0", "1.50", "-2.5e3", "1e400", "\"\"", "\"a\"", "\"x\\ny\"", "\"é😀\"",
            "\"RED\"", "\"red\"", "\"12\"", "\"1.5\"", "\"true\"", "\"2026-01-02\"", "\"2026-01-02T03:04:05Z\"",
            "\"2026-01-02T03:04:05+02:00\"", "\"PT1H\"", "\"00000000-0000-0001-0000-000000000002\"", "\"aGVsbG8=\"",
            "[]", "[1,2]", "[\"a\",null,\"b\"]", "[[1],[2]]", "{}", "{\"a\":{\"b\":[1,2.50]}}", "{\"RED\":[1]}",
            "{\"kind\":\"circle\",\"size\":2}", "{\"size\":1,\"kind\":\"square\",\"more\":[{\"x\":1.10}]}",
            "{\"kind\":\"hexagon\"}", "{\"id\":1,\"next\":{\"id\":2,\"next\":1}}", "{\"text\":\"t\",\"number\":1}",
            "{\"number\":\"wrong\"}", "[{\"text\":\"t\"},{\"number\":[]}]");

    @Test
    void readsEveryTypeLikeTheMapperItself() {
        compare(RowCodec.defaultMapper().build(), 4000);
    }

    @Test
    void readsLikeACustomizedMapper() {
        compare(RowCodec.defaultMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                    DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build(), 2000);
        compare(JsonMapper.builder().enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build(), 500);
        compare(JsonMapper.shared(), 1000);
    }

    @Test
    void readsRandomJsonLikeTheMapperItself() {
        JsonMapper mapper = RowCodec.defaultMapper().build();
        RowCodec codec = new RowCodec(mapper);
        RandomJson json = RandomJson.canonicalOfSeed(SEED);
        for (int i = 0; i < 300; i++) {
            String text = json.value();
            for (Class<?> type : List.of(Object.class, JsonNode.class, Any.class, Bean.class)) {
                compare(mapper, codec, text, type);
            }
        }
    }

    private static void compare(JsonMapper mapper, int rounds) {
        RowCodec codec = new RowCodec(mapper);
        Random random = new Random(SEED);
        for (int i = 0; i < rounds; i++) {
            String json = (random.nextInt(10) == 0) ? pick(VALUES, random) : object(random);
            compare(mapper, codec, json, pick(TYPES, random));
        }
    }

    private static void compare(JsonMapper mapper, RowCodec codec, String json, Class<?> type) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Object expected = null;
        @Nullable JacksonException failure = null;
        try {
            expected = mapper.readValue(bytes, type);
        }
        catch (JacksonException ex) {
            failure = ex;
        }
        Object actual = null;
        @Nullable Throwable actualFailure = null;
        try {
            actual = codec.decodeValue(bytes, type);
        }
        catch (InvalidRowException ex) {
            actualFailure = ex.getCause();
        }
        if (actualFailure != null && actualFailure.getMessage().contains("base64")) {
            // Jackson quotes what it has not read yet, and stops within a character.
            assertThat(failure).as("%s as %s, seed %d", json, type, SEED).isNotNull();
        }
        else {
            assertThat(describe(actualFailure)).as("%s as %s, seed %d", json, type, SEED).isEqualTo(describe(failure));
        }
        assertThat(actual).as("%s as %s, seed %d", json, type, SEED)
            .usingRecursiveComparison()
            .withStrictTypeChecking()
            .isEqualTo(expected);
    }

    private static @Nullable String describe(@Nullable Throwable failure) {
        return (failure instanceof JacksonException ex)
                ? ex.getClass() + " " + ex.getOriginalMessage() + " at " + ex.getPathReference() : null;
    }

    private static String object(Random random) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        Map<String, String> fields = new LinkedHashMap<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            fields.put(names.get(i), pick(VALUES, random));
        }
        List<String> written = new ArrayList<>();
        fields.forEach((name, value) -> written.add("\"" + name + "\":" + value));
        return "{" + String.join(",", written) + "}";
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    enum Color {

        RED, GREEN

    }

    record Values(String text, int number, byte small, long big, double real, float single, BigDecimal exact,
            BigInteger huge, boolean flag, Boolean boxed, Color color, LocalDate date, Instant instant,
            OffsetDateTime offset, Duration duration, UUID id, byte[] bytes, List<String> texts,
            Map<String, List<Values>> nested, Optional<String> optional, Set<Integer> set, char letter) {

    }

    static class Bean {

        public @Nullable String text;

        public int number;

        public short small;

        public @Nullable Long big;

        public double real;

        public float single;

        public @Nullable BigDecimal exact;

        public @Nullable BigInteger huge;

        public boolean flag;

        public @Nullable Color color;

        public @Nullable LocalDate date;

        public byte @Nullable [] bytes;

        public String @Nullable [] texts;

        public int @Nullable [] ints;

        public @Nullable Map<String, Bean> byName;

        public @Nullable EnumMap<Color, List<Integer>> byColor;

        public @Nullable JsonNode tree;

        public @Nullable Row row;

        public @Nullable Object any;

        public @Nullable Values other;

        @JsonAlias("alias")
        public @Nullable Bean next;

        public @Nullable Shape shape;

        public @Nullable Custom custom;

        public @Nullable Array array;

        public @Nullable Delegating delegating;

        public @Nullable String beanName;

    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle"),
            @JsonSubTypes.Type(value = Square.class, name = "square") })
    interface Shape {

    }

    record Circle(double size) implements Shape {

    }

    static class Square implements Shape {

        public int size;

        public @Nullable JsonNode more;

    }

    record Shapes(Shape shape, List<Shape> shapes, Map<String, Shape> byName) {

    }

    static class Flat {

        @JsonUnwrapped
        public Circle outer = new Circle(0);

        public @Nullable String text;

    }

    static class Any {

        public @Nullable String text;

        @JsonAnySetter
        public Map<String, Object> others = new LinkedHashMap<>();

    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    static class Node {

        public int id;

        public @Nullable Node next;

    }

    record Delegating(String text) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Delegating {
        }

    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    static class Array {

        public int first;

        public @Nullable Object second;

    }

    @JsonDeserialize(using = CustomReader.class)
    record Custom(@Nullable Object value) {

    }

    static class CustomReader extends ValueDeserializer<Custom> {

        @Override
        public Custom deserialize(JsonParser parser, DeserializationContext context) {
            return switch (parser.currentToken()) {
                case START_ARRAY -> new Custom(parser.readValueAs(Object[].class));
                case START_OBJECT -> new Custom(parser.readValueAsTree());
                case VALUE_STRING -> new Custom(String.valueOf(parser.getStringCharacters(), parser.getStringOffset(),
                        parser.getStringLength()));
                default -> new Custom(
                        Arrays.asList(parser.getString(), parser.streamReadContext().pathAsPointer().toString()));
            };
        }

    }

}
