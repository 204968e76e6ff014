package io.filestore.row;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

import static org.assertj.core.api.Assertions.assertThat;

class PropertyFormsTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

    private final RowCodec codec = new RowCodec();

    enum Color {

        @JsonProperty("rot")
        RED, BLUE

    }

    enum Level {

        LOW(1), HIGH(2);

        private final int number;

        Level(int number) {
            this.number = number;
        }

        @JsonValue
        int number() {
            return this.number;
        }

    }

    static final class Upper extends StdScalarSerializer<String> {

        Upper() {
            super(String.class);
        }

        @Override
        public void serialize(String value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(value.toUpperCase());
        }

    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    interface Shape {

    }

    record Circle(int radius) implements Shape {
    }

    record Generic<T>(T value) {
    }

    record Things(@JsonFormat(pattern = "dd.MM.yyyy") LocalDate day, @JsonSerialize(using = Upper.class) String name,
            Color color, Level level, @JsonFormat(pattern = "yyyyMMdd") List<LocalDate> days,
            @JsonSerialize(contentUsing = Upper.class) Set<String> names, Level[] levels, EnumSet<Color> colors,
            @JsonFormat(pattern = "yyyyMMdd") SortedSet<LocalDate> sorted,
            @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED) Collection<Level> few,
            @JsonFormat(pattern = "dd.MM.yyyy") Optional<LocalDate> maybe, int count,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long text, byte[] bytes, Shape shape, Object any,
            @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) Color ordinal, Map<String, Integer> map,
            List<List<Level>> nested, @JsonProperty("otherwise") Level named, Generic<LocalDate> generic) {
    }

    private String write(String property, Object value) {
        return write(this.codec, property, value);
    }

    private static String write(RowCodec codec, String property, Object value) {
        return new String(codec.encodeProperty(Things.class, property, value), StandardCharsets.UTF_8);
    }

    @Test
    void valueIsWrittenAsTheRowHasIt() {
        Things things = new Things(DAY, "a", Color.RED, Level.HIGH, List.of(DAY), Set.of("b"),
                new Level[] { Level.LOW, Level.HIGH }, EnumSet.of(Color.RED), new TreeSet<>(Set.of(DAY)),
                List.of(Level.LOW), Optional.of(DAY), 3, 4, new byte[] { 1, 2 }, new Circle(5), Level.LOW, Color.BLUE,
                Map.of("k", 1), List.of(List.of(Level.LOW)), Level.LOW, new Generic<>(DAY));
        Row row = Row.parse(new String(this.codec.encode(things), StandardCharsets.UTF_8));
        assertThat(Things.class.getRecordComponents()).allSatisfy((component) -> {
            Object value = component.getAccessor().invoke(things);
            String field = component.getName().equals("named") ? "otherwise" : component.getName();
            assertThat(write(component.getName(), value)).isEqualTo(String.valueOf(row.get(field)));
        });
        assertThat(row.get("day").stringValue()).isEqualTo("29.11.2026");
        assertThat(row.get("few").intValue()).isOne();
    }

    @Test
    void elementIsWrittenAsOneOfTheArray() {
        assertThat(write("days", DAY)).isEqualTo("\"20261129\"");
        assertThat(write("sorted", DAY)).isEqualTo("\"20261129\"");
        assertThat(write("names", "x")).isEqualTo("\"X\"");
        assertThat(write("levels", Level.HIGH)).isEqualTo("2");
        assertThat(write("few", Level.HIGH)).isEqualTo("2");
        assertThat(write("colors", Color.RED)).isEqualTo("\"rot\"");
        assertThat(write("nested", List.of(Level.LOW, Level.HIGH))).isEqualTo("[1,2]");
    }

    @Test
    void containerOfAnotherKindIsTheWhole() {
        assertThat(write("days", Set.of(DAY))).isEqualTo("[\"20261129\"]");
        assertThat(write("days", new LocalDate[] { DAY, DAY })).isEqualTo("[\"20261129\",\"20261129\"]");
        assertThat(write("levels", List.of(Level.LOW))).isEqualTo("[1]");
        assertThat(write("names", List.of("x"))).isEqualTo("[\"X\"]");
        assertThat(write("days", Arrays.asList(DAY, null))).isEqualTo("[\"20261129\",null]");
    }

    @Test
    void valueInAnOptionalIsWrittenAsItIsThere() {
        assertThat(write("maybe", DAY)).isEqualTo("\"29.11.2026\"");
        assertThat(write("maybe", Optional.of(DAY))).isEqualTo("\"29.11.2026\"");
    }

    @Test
    void whatIsNoValueOfThePropertyIsWrittenAsEverywhere() {
        assertThat(write("day", "29.11.2026")).isEqualTo("\"29.11.2026\"");
        assertThat(write("count", 3L)).isEqualTo("3");
        assertThat(write("color", "rot")).isEqualTo("\"rot\"");
        assertThat(write("levels", 7)).isEqualTo("7");
        assertThat(write("days", List.of("20261129"))).isEqualTo("[\"20261129\"]");
        assertThat(write("missing", DAY)).isEqualTo("\"2026-11-29\"");
        assertThat(write("bytes", (byte) 1)).isNotNull();
    }

    @Test
    void serializersOfTheMapperCount() {
        SimpleModule module = new SimpleModule("upper").addSerializer(String.class, new Upper());
        JsonMapper mapper = RowCodec.defaultMapper()
            .addModule(module)
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .withConfigOverride(Instant.class,
                    (time) -> time.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.NUMBER_INT)))
            .build();
        RowCodec custom = new RowCodec(mapper);
        assertThat(write(custom, "day", DAY)).isEqualTo("\"29.11.2026\"");
        assertThat(write(custom, "missing", "x")).isEqualTo("\"X\"");
        assertThat(write(custom, "missing", Instant.EPOCH)).isEqualTo("0");
    }

}
