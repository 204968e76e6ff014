package io.filestore.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.filestore.error.InvalidRowException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.DoubleNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A value comes back as what was put, or is refused with the name of the field: by its
 * type, when it is put, or when it is read.
 */
class FaithfulTypesTests {

    private final RowCodec codec = new RowCodec();

    // Comes back.

    static List<Arguments> faithful() {
        Map<String, Integer> withNull = new LinkedHashMap<>();
        withNull.put("", null);
        withNull.put("a.b/c", 1);
        return List.of(value(new Numbers((byte) -1, (short) 1, 1 << 30, Long.MIN_VALUE, 0.1f, 0.1 + 0.2, true, 'x')),
                value(new Numbers((byte) 0, (short) 0, 0, 0, -0.0f, -0.0, false, '\0')),
                value(new Numbers((byte) 0, (short) 0, 0, Long.MAX_VALUE, Float.MIN_VALUE, Double.MIN_VALUE, false,
                        '\uffff')),
                value(new Numbers((byte) 0, (short) 0, 0, 0, Float.MAX_VALUE, Double.MAX_VALUE, false, '"')),
                value(new Numbers((byte) 0, (short) 0, 0, 0, Float.NaN, Double.NEGATIVE_INFINITY, false, '\\')),
                value(new Numbers((byte) 0, (short) 0, 0, 1L << 53, 16777216f, 9007199254740993.0, false, ' ')),
                value(new Boxes(null, null, null, null)), value(new Boxes(1, 2L, 1.0, false)),
                value(new Boxes(null, Long.MAX_VALUE, Double.NaN, true)),
                value(new Exact(new BigDecimal("1.00"), new BigDecimal("1E+400"), BigInteger.TEN.pow(60))),
                value(new Exact(new BigDecimal("-0.10"), new BigDecimal("1E-400"), BigInteger.ZERO)),
                value(new Texts("", "NaN", "\u0000😀\u2028", UUID.randomUUID(), URI.create(""), Locale.ROOT,
                        Currency.getInstance("EUR"))),
                value(new Texts(" ", "null", "{}", new UUID(0, 0), URI.create("a?b#c"), Locale.GERMANY, null)),
                value(new Times(Instant.MAX, LocalDate.MIN, LocalTime.MAX, LocalDateTime.MAX,
                        OffsetDateTime.parse("2026-01-02T03:04:05.000000001-12:34"),
                        ZonedDateTime.parse("2026-07-02T03:04:05+02:00[Europe/Paris]"), Duration.ofNanos(1),
                        Period.of(1, -2, 3), Year.of(-5), YearMonth.of(2026, 1), MonthDay.of(2, 29), DayOfWeek.SUNDAY,
                        ZoneId.of("Asia/Tokyo"), ZoneOffset.ofHours(-3), new Date(1))),
                value(new Optionals(Optional.empty(), OptionalInt.empty(), OptionalLong.of(0))),
                value(new Optionals(Optional.of(""), OptionalInt.of(0), OptionalLong.empty())),
                value(new Containers(List.of(), Set.of(Color.RED), new TreeMap<>(), new EnumMap<>(Color.class),
                        Map.of(LocalDate.EPOCH, List.of(Optional.of(1))), withNull)),
                value(new Containers(Arrays.asList("a", null), Set.of(), new TreeMap<>(Map.of(-1, 'c')),
                        new EnumMap<>(Map.of(Color.BLUE, 1.5)), Map.of(), Collections.emptyMap())),
                value(new Nothing()), value(new Node(new Node(null))), value(new Holder(new Nothing(), Color.RED)),
                value(new Shapes(List.of(new Circle(1.5), new Square(2)))), value(Map.of("a", Map.of("b", "c"))));
    }

    private static Arguments value(Object value) {
        return Arguments.of(value);
    }

    @ParameterizedTest
    @MethodSource("faithful")
    @SuppressWarnings("unchecked")
    void comesBackAsItWasPut(Object value) {
        Class<Object> declared = (Class<Object>) ((value instanceof Map) ? Map.class : value.getClass());
        RowType<Object> type = this.codec.type(declared);
        Object back = type.decode("c", row(type.encode("c", "r", value)));
        assertThat(back).isEqualTo(value);
    }

    @Test
    void arraysAndClassesComeBack() {
        Arrays1 arrays = new Arrays1();
        arrays.bytes = new byte[] { -1, 0 };
        arrays.chars = new char[] { 'a', '\0' };
        arrays.doubles = new double[] { -0.0, 1.5 };
        arrays.nested = new int[][] { {}, { 1 } };
        arrays.setActive(true);
        RowType<Arrays1> type = this.codec.type(Arrays1.class);
        assertThat(type.decode("c", row(type.encode("c", "r", arrays)))).usingRecursiveComparison().isEqualTo(arrays);
    }

    @Test
    void aTypeWithParametersIsNamedWhole() {
        RowType<Envelope<Line>> type = this.codec.type(new TypeReference<Envelope<Line>>() {
        });
        Envelope<Line> value = new Envelope<>(List.of(new Line("a", 2)), new Line("b", 3));
        Envelope<Line> back = type.decode("c", row(type.encode("c", "r", value)));
        assertThat(back).isEqualTo(value);
        assertThat(back.first().count()).isEqualTo(3);
        assertThat(type.isImmutable()).isFalse();
        refusedType(Envelope.class, "type parameters");
        refusedType(HoldsRaw.class, "Envelope");
    }

    // Refused by its type.

    private void refusedType(Class<?> type, String field) {
        assertThatExceptionOfType(InvalidRowException.class).as(type.getName())
            .isThrownBy(() -> this.codec.type(type))
            .withMessageContainingAll(type.getName(), field)
            .satisfies((ex) -> assertNoJackson(ex.getMessage()));
    }

    private static void assertNoJackson(@Nullable String message) {
        assertThat(message)
            .doesNotContain("Source:", "REDACTED", "Jackson", "FAIL_ON", "coerc", "JsonToken", "`", "reference chain",
                    "deserializ")
            .doesNotContainPattern("@[0-9a-f]{6,}");
    }

    @Test
    void aTypeThatWouldLoseAFieldIsRefused() {
        refusedType(NothingVisible.class, "no field");
        refusedType(HalfVisible.class, "'secret'");
        refusedType(ExtendsHalfVisible.class, "'secret'");
        refusedType(HoldsHalfVisible.class, "'secret'");
        refusedType(ListOfHalfVisible.class, "'secret'");
        refusedType(IgnoredComponent.class, "'password'");
        refusedType(WriteOnly.class, "'password'");
        refusedType(ReadOnly.class, "'password'");
        refusedType(IgnoredField.class, "'password'");
        refusedType(NoWayIn.class, "constructor");
        refusedType(Inner.class, "inner class");
        refusedType(AbstractShape.class, "abstract");
        refusedType(HoldsAbstract.class, "AbstractShape");
        refusedType(RecordKeys.class, "key");
        refusedType(Similar.class, "'userName'");
    }

    @Test
    void aTypeThatWouldLoseAPartOfAFieldIsRefused() {
        refusedType(PartIgnored.class, "'user'");
        refusedType(PartsIgnored.class, "'users'");
        refusedType(PartIncluded.class, "'user'");
        refusedType(KeyIgnored.class, "'map'");
        refusedType(OnlyRead.class, "'secret'");
        this.codec.type(ComputedIgnored.class);
    }

    @Test
    void aClassOfJavaThatIsNoValueIsRefused() {
        for (Class<?> type : List.of(HoldsBits.class, HoldsSupplier.class, HoldsStream.class, HoldsFailure.class,
                HoldsComparable.class)) {
            refusedType(type, "java.");
        }
    }

    @Test
    void whatIsNoDataOrHasAnotherNameIsNoReasonToRefuse() {
        this.codec.type(Fine.class);
        this.codec.type(Map.class);
        this.codec.type(JsonNode.class);
        this.codec.type(Row.class);
        this.codec.type(Object.class);
    }

    // Refused when it is put.

    private <T> void refusedValue(Class<T> type, T value, String... parts) {
        RowType<T> rows = this.codec.type(type);
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> rows.encode("users", "u1", value))
            .withMessageStartingWith("Row 'u1' of collection 'users' cannot be stored. ")
            .withMessageContainingAll(parts)
            .satisfies((ex) -> assertNoJackson(ex.getMessage()));
    }

    @Test
    @SuppressWarnings("unchecked")
    void aValueThatWouldNotComeBackIsRefused() {
        refusedValue(Map.class, Map.of("a", Map.of("b", Double.NaN)), "field 'a.b'", "NaN");
        refusedValue(Map.class, Map.of("a", List.of(1, Float.NEGATIVE_INFINITY)), "field 'a.1'", "Infinity");
        refusedValue(Anything.class, new Anything(Double.POSITIVE_INFINITY), "field 'any'", "Infinity");
        refusedValue(Anything.class, new Anything(DoubleNode.valueOf(Double.NaN)), "field 'any'", "NaN");
        refusedValue(Anything.class, new Anything(new Object()), "field 'any'", "Object");
        refusedValue(Line.class, new Line("\ud800", 1), "field 'name'", "surrogate");
        refusedValue(Getter.class, new Getter(), "field 'broken'", "IllegalStateException: not today");
        Loop loop = new Loop();
        loop.next = loop;
        refusedValue(Loop.class, loop, "field 'next");
        refusedValue(Open.class, new Open() {
            public int more = 1;

        }, "subclass of");
        Map<Object, Object> twice = new HashMap<>();
        twice.put(1, "a");
        twice.put("1", "b");
        refusedValue(Map.class, twice, "1");
        refusedValue(Map.class, Collections.singletonMap(null, 1), "ull");
    }

    // Refused when it is read.

    private void refusedJson(Class<?> type, String json, String... parts) {
        RowType<?> rows = this.codec.type(type);
        String canonical = json.replace('\'', '"');
        assertThatExceptionOfType(InvalidRowException.class).as(json)
            .isThrownBy(() -> rows.decode("users", row(canonical.getBytes(StandardCharsets.UTF_8))))
            .withMessageStartingWith("Row 'r' of collection 'users' cannot be read. ")
            .withMessageContainingAll(parts)
            .satisfies((ex) -> assertNoJackson(ex.getMessage()));
    }

    @Test
    void whatIsNoValueOfItsTypeIsNotMadeOne() {
        refusedJson(Numbers.class, "{'i':'12'}", "field 'i': it is the text \"12\", which is no int");
        refusedJson(Numbers.class, "{'i':''}", "field 'i': it is the text \"\", which is no int");
        refusedJson(Numbers.class, "{'i':null}", "field 'i': it is null, which int cannot be");
        refusedJson(Numbers.class, "{'d':null}", "field 'd'", "null");
        refusedJson(Numbers.class, "{'b':null}", "field 'b'", "null");
        refusedJson(Numbers.class, "{'i':1.5}", "field 'i': it is the number 1.5, which is no int");
        refusedJson(Numbers.class, "{'l':1.0}", "field 'l': it is the number 1.0, which is no long");
        refusedJson(Numbers.class, "{'i':true}", "field 'i': it is true, which is no int");
        refusedJson(Numbers.class, "{'i':[1]}", "field 'i': it is an array, which is no int");
        refusedJson(Numbers.class, "{'i':{}}", "field 'i': it is an object, which is no int");
        refusedJson(Numbers.class, "{'i':2147483648}",
                "field 'i': it is the number 2147483648, which does not fit int");
        refusedJson(Numbers.class, "{'by':300}", "field 'by'", "300", "byte");
        refusedJson(Numbers.class, "{'s':70000}", "field 's'", "70000", "short");
        refusedJson(Numbers.class, "{'l':9223372036854775808}", "field 'l'", "long");
        refusedJson(Numbers.class, "{'d':'1.5'}", "field 'd'", "the text \"1.5\"");
        refusedJson(Numbers.class, "{'d':9007199254740993}", "field 'd'", "it would become 9.007199254740992E15");
        refusedJson(Numbers.class, "{'d':0.12345678901234567890}", "field 'd'", "it would become 0.123456789");
        refusedJson(Numbers.class, "{'d':1e400}", "field 'd'", "Infinity");
        refusedJson(Numbers.class, "{'d':1e-400}", "field 'd'", "it would become 0.0");
        refusedJson(Numbers.class, "{'f':1e300}", "field 'f'", "Infinity");
        refusedJson(Numbers.class, "{'f':16777217}", "field 'f'", "it would become 1.6777216E7");
        refusedJson(Numbers.class, "{'f':0.1234567890}", "field 'f'", "it would become 0.12345679");
        refusedJson(Numbers.class, "{'b':1}", "field 'b': it is the number 1, which is no boolean");
        refusedJson(Numbers.class, "{'b':'true'}", "field 'b'", "the text \"true\"");
        refusedJson(Numbers.class, "{'c':65}", "field 'c': it is the number 65, which is no char");
        refusedJson(Numbers.class, "{'c':''}", "field 'c'", "no char");
        refusedJson(Numbers.class, "{'c':'ab'}", "field 'c'", "no char");
        refusedJson(Boxes.class, "{'i':''}", "field 'i'", "no Integer");
        refusedJson(Boxes.class, "{'d':9007199254740993}", "field 'd'");
        refusedJson(Line.class, "{'name':5}", "field 'name': it is the number 5, which is no String");
        refusedJson(Line.class, "{'name':true}", "field 'name': it is true, which is no String");
        refusedJson(Line.class, "{'name':[]}", "field 'name': it is an array, which is no String");
        refusedJson(Holder.class, "{'color':'GREY'}", "field 'color'", "the text \"GREY\"", "no Color", "RED, BLUE");
        refusedJson(Holder.class, "{'color':''}", "field 'color'");
        refusedJson(Holder.class, "{'color':0}", "field 'color'", "the number 0");
        refusedJson(Holder.class, "{'nothing':''}", "field 'nothing'", "no Nothing");
        refusedJson(Texts.class, "{'uuid':''}", "field 'uuid'");
        refusedJson(Texts.class, "{'uuid':'x'}", "field 'uuid'", "no UUID");
        refusedJson(Times.class, "{'date':''}", "field 'date'", "no LocalDate");
        refusedJson(Times.class, "{'date':'2026-02-30'}", "field 'date'", "2026-02-30", "no LocalDate");
        refusedJson(Containers.class, "{'list':''}", "field 'list'");
        refusedJson(Containers.class, "{'list':'a'}", "field 'list'");
        refusedJson(Containers.class, "{'byDate':{'x':[]}}", "byDate");
        refusedJson(Arrays1.class, "{'nested':[[1],[null]]}", "field 'nested[1]", "null");
        refusedJson(Shapes.class, "{'shapes':[{'@type':'Hexagon'}]}", "field 'shapes[0]'", "Hexagon");
        refusedJson(Positive.class, "{'n':-1}", "its type refuses it: not positive");
        refusedJson(Node.class, "{'next':{'next':5}}", "field 'next.next': it is the number 5, which is no Node");
    }

    @Test
    void absentIsZeroOrNullSoThatATypeCanGainFields() {
        RowType<Numbers> type = this.codec.type(Numbers.class);
        assertThat(type.decode("c", row("{}".getBytes(StandardCharsets.UTF_8))))
            .isEqualTo(new Numbers((byte) 0, (short) 0, 0, 0, 0, 0, false, '\0'));
    }

    @Test
    void theApplicationsMapperMayAllowMore() {
        JsonMapper lenient = RowCodec.defaultMapper()
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
        RowType<Numbers> type = new RowCodec(lenient).type(Numbers.class);
        assertThat(type.decode("c", row("{\"i\":null}".getBytes(StandardCharsets.UTF_8))).i()).isZero();
    }

    private static StoredRow row(byte[] json) {
        return StoredRow.of("r", json, 1, 0);
    }

    enum Color {

        RED, BLUE

    }

    record Numbers(byte by, short s, int i, long l, float f, double d, boolean b, char c) {
    }

    record Boxes(@Nullable Integer i, @Nullable Long l, @Nullable Double d, @Nullable Boolean b) {
    }

    record Exact(BigDecimal decimal, BigDecimal large, BigInteger integer) {
    }

    record Texts(String a, String b, String c, UUID uuid, URI uri, Locale locale, @Nullable Currency currency) {
    }

    record Times(Instant instant, LocalDate date, LocalTime time, LocalDateTime dateTime, OffsetDateTime offset,
            ZonedDateTime zoned, Duration duration, Period period, Year year, YearMonth month, MonthDay monthDay,
            DayOfWeek day, ZoneId zone, ZoneOffset zoneOffset, Date old) {
    }

    record Optionals(Optional<String> text, OptionalInt number, OptionalLong large) {
    }

    record Containers(List<String> list, Set<Color> set, TreeMap<Integer, Character> sorted,
            EnumMap<Color, Double> byColor, Map<LocalDate, List<Optional<Integer>>> byDate, Map<String, Integer> map) {
    }

    record Nothing() {
    }

    record Node(@Nullable Node next) {
    }

    record Holder(Nothing nothing, Color color) {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    sealed interface Shape {

    }

    record Circle(double radius) implements Shape {
    }

    record Square(int side) implements Shape {
    }

    record Shapes(List<Shape> shapes) {
    }

    record Line(String name, int count) {
    }

    record Envelope<T>(List<T> lines, T first) {
    }

    record HoldsRaw(@SuppressWarnings("rawtypes") Envelope lines) {
    }

    record Anything(Object any) {
    }

    record Positive(int n) {

        Positive {
            if (n < 0) {
                throw new IllegalArgumentException("not positive");
            }
        }
    }

    static class Arrays1 {

        public byte[] bytes = {};

        public char[] chars = {};

        public double[] doubles = {};

        public int[][] nested = {};

        private boolean isActive;

        public boolean isActive() {
            return this.isActive;
        }

        public void setActive(boolean active) {
            this.isActive = active;
        }

    }

    @SuppressWarnings("unused")
    static class NothingVisible {

        private String secret = "";

    }

    static class HalfVisible {

        public String name = "";

        String secret = "";

    }

    static class ExtendsHalfVisible extends HalfVisible {

        public int more;

    }

    record HoldsHalfVisible(HalfVisible half) {
    }

    record ListOfHalfVisible(Map<String, List<Optional<HalfVisible>>> halves) {
    }

    record User(String name, String secret) {

        @JsonProperty
        String shout() {
            return this.name + "!";
        }

    }

    record PartIgnored(@JsonIgnoreProperties("secret") User user) {
    }

    record PartsIgnored(@JsonIgnoreProperties("secret") List<User> users) {
    }

    record PartIncluded(@JsonIncludeProperties("name") User user) {
    }

    record KeyIgnored(@JsonIgnoreProperties("a") Map<String, String> map) {
    }

    record ComputedIgnored(@JsonIgnoreProperties("shout") User user) {
    }

    @JsonIgnoreProperties(value = "secret", allowSetters = true)
    record OnlyRead(String name, String secret) {
    }

    record HoldsBits(BitSet bits) {
    }

    record HoldsSupplier(Supplier<String> supplier) {
    }

    record HoldsStream(List<Stream<String>> streams) {
    }

    record HoldsFailure(Throwable failure) {
    }

    record HoldsComparable(Comparable<String> comparable) {
    }

    record IgnoredComponent(String name, @JsonIgnore String password) {
    }

    record WriteOnly(String name, @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String password) {
    }

    record ReadOnly(String name, @JsonProperty(access = JsonProperty.Access.READ_ONLY) String password) {
    }

    static class IgnoredField {

        public String name = "";

        @JsonIgnore
        public String password = "";

    }

    static class NoWayIn {

        public final int n;

        private NoWayIn(int one, int two) {
            this.n = one + two;
        }

    }

    class Inner {

        public int n;

    }

    abstract static class AbstractShape {

        public int n;

    }

    record HoldsAbstract(AbstractShape shape) {
    }

    record RecordKeys(Map<Line, String> map) {
    }

    @SuppressWarnings("unused")
    static class Similar {

        private String userName = "";

        public String getName() {
            return "";
        }

    }

    @SuppressWarnings("unused")
    static class Fine {

        private static int count;

        public int n;

        private String _name = "";

        private transient int cache;

        public String getName() {
            return this._name;
        }

        public void setName(String name) {
            this._name = name;
        }

        public String getDerived() {
            return this._name + this.n;
        }

        @JsonIgnore
        public AbstractShape getShape() {
            throw new IllegalStateException();
        }

    }

    static class Getter {

        public int getBroken() {
            throw new IllegalStateException("not today");
        }

        public void setBroken(int broken) {
        }

    }

    static class Loop {

        public @Nullable Loop next;

    }

    static class Open {

        public int n;

    }

}
