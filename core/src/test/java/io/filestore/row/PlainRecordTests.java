package io.filestore.row;

import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.filestore.error.InvalidRowException;

import static org.assertj.core.api.Assertions.assertThat;

/** Records that nobody need ask Jackson about, and that it would say the same. */
class PlainRecordTests {

    private final RowCodec usual = new RowCodec();

    /** Knows of no record what it does with it. */
    private final RowCodec asking = new RowCodec(RowCodec.defaultMapper().build());

    @ParameterizedTest
    @ValueSource(classes = { Everything.class, User.class, Numbered.class, Tree.class, Order.class, Odd.class })
    void aRecordOfKnownValuesIsPlain(Class<?> type) {
        assertThat(PlainRecord.find(type)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(classes = { Renamed.class, Left.class, Getter.class, Is.class, OfAnything.class, Generic.class,
            OfGeneric.class, Persistable.class, Made.class, Factory.class, Short.class, Inside.class, OfValue.class,
            Empty.class, OfOptional.class, Upper.class, Bean.class, Row.class, String.class, Map.class })
    void whatIsUnusualIsLeftToJackson(Class<?> type) {
        assertThat(PlainRecord.find(type)).isEmpty();
    }

    static Stream<Class<?>> types() {
        return Stream
            .of(PlainRecordTests.class, RowIdTypesTests.class, FaithfulTypesTests.class, RowCodecTests.class,
                    RowReaderTests.class, ImmutableTypesTests.class)
            .flatMap((tests) -> Stream.of(tests.getDeclaredClasses()))
            .filter((type) -> !type.isAnnotation());
    }

    @ParameterizedTest
    @MethodSource("types")
    void plainOrNotATypeIsTakenAndRefusedAsJacksonSays(Class<?> type) {
        assertThat(said(this.usual, type)).isEqualTo(said(this.asking, type));
        for (String property : properties(type)) {
            assertThat(this.usual.fieldOf(type, property)).isEqualTo(this.asking.fieldOf(type, property));
        }
    }

    private static String said(RowCodec codec, Class<?> type) {
        try {
            RowType<?> found = codec.type(type);
            return found.rawClass() + " " + found.rowIdName() + " " + found.isImmutable();
        }
        catch (InvalidRowException ex) {
            return String.valueOf(ex.getMessage());
        }
    }

    private static List<String> properties(Class<?> type) {
        return type.isRecord() ? Stream
            .concat(Stream.of("nothing"), Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName))
            .toList() : List.of("nothing");
    }

    @Test
    void aPlainRecordIsWrittenAndReadByJackson() {
        Order order = new Order("7", List.of(new Line("pen", new BigDecimal("1.10"))), Status.PAID, Map.of("a", 1L));
        for (RowCodec codec : List.of(this.usual, this.asking)) {
            RowType<Order> type = codec.type(Order.class);
            byte[] json = type.encode("orders", "7", order);
            assertThat(new String(json))
                .isEqualTo("{\"lines\":[{\"name\":\"pen\",\"price\":1.10}],\"status\":\"PAID\",\"counts\":{\"a\":1}}");
            assertThat(type.decode("orders", StoredRow.of("7", json, 1, 0))).isEqualTo(order);
        }
    }

    enum Status {

        OPEN, PAID

    }

    record Line(String name, BigDecimal price) {
    }

    record Order(@RowId String id, List<Line> lines, Status status, Map<String, Long> counts) implements Serializable {
    }

    record User(@RowId UUID id, @Nullable String email) {

        static User of(String email) {
            return new User(UUID.randomUUID(), email);
        }

        String domain() {
            return String.valueOf(this.email);
        }

    }

    record Numbered(@RowId long id, String name) {
    }

    record Tree(String name, List<Tree> children, @Nullable Tree left) {
    }

    /** A method that is marked, as well. */
    record Odd(String id) implements Comparable<Odd> {

        Odd {
            id = id.trim();
        }

        @Override
        @RowId
        public String id() {
            return this.id;
        }

        @Override
        public int compareTo(Odd other) {
            return this.id.compareTo(other.id);
        }

    }

    record Everything(String text, boolean b1, Boolean b2, byte n1, Byte n2, short n3, java.lang.Short n4, int n5,
            Integer n6, long n7, Long n8, float n9, Float n10, double n11, Double n12, BigDecimal n13, BigInteger n14,
            UUID uuid, URI uri, Instant t1, LocalDate t2, LocalTime t3, LocalDateTime t4, OffsetDateTime t5,
            ZonedDateTime t6, Duration t7, List<String> several, Set<Status> kinds, Collection<Line> lines,
            Map<String, List<Line>> named) {
    }

    record Renamed(String id, @JsonProperty("e-mail") String email) {
    }

    record Left(String id, @JsonIgnore String secret) {
    }

    record Getter(String id) {

        public String getLabel() {
            return "label " + this.id;
        }

    }

    record Is(String id, boolean isActive) {
    }

    record OfAnything(String id, Object value, JsonNode node) {
    }

    record Generic<T>(String id, T value) {
    }

    record OfGeneric(String id, Generic<String> value) {
    }

    interface WithLabel {

        default String getLabel() {
            return "label";
        }

    }

    record Persistable(String id) implements WithLabel {
    }

    record Made(String id, String name) {

        Made(String id) {
            this(id, "");
        }

    }

    record Factory(String id) {

        static Factory valueOf(String text) {
            return new Factory(text);
        }

    }

    record Short(@RowId short id) {
    }

    @JacksonAnnotationsInside
    @JsonProperty("named")
    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @interface Named {

    }

    record Inside(@Named String id) {
    }

    enum Code {

        A;

        @JsonValue
        int code() {
            return 1;
        }

        @JsonCreator
        static Code of(int code) {
            return A;
        }

    }

    record OfValue(Code code) {
    }

    record Empty() {
    }

    record OfOptional(Optional<String> name) {
    }

    record Upper(String URL) {
    }

    static class Bean {

        public String id = "";

    }

}
