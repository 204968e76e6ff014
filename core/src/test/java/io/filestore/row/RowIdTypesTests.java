package io.filestore.row;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

import io.filestore.error.InvalidRowException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which types can hold the ids of their rows. */
class RowIdTypesTests {

    private final RowCodec codec = new RowCodec();

    static List<Arguments> refused() {
        return List.of(Arguments.of(Two.class, "more than one @RowId: 'a', 'b'"),
                Arguments.of(TwoOfTwoClasses.class, "more than one @RowId"),
                Arguments.of(TwoOfAnInterface.class, "more than one @RowId: [a, b]"),
                Arguments.of(StaticField.class, "@RowId 'id' is static"),
                Arguments.of(StaticGetter.class, "@RowId 'getId' is static"),
                Arguments.of(OfAnotherType.class, "@RowId 'id' is a java.time.Instant"),
                Arguments.of(Short.class, "@RowId 'id' is a short"),
                Arguments.of(Ignored.class, "@RowId 'id' is no property"),
                Arguments.of(WriteOnly.class, "@RowId 'id' is no property"),
                Arguments.of(ReadOnly.class, "@RowId 'id' cannot be filled"),
                Arguments.of(WithoutSetter.class, "@RowId 'id' cannot be filled"),
                Arguments.of(Aliased.class, "@RowId 'id' has another name"),
                Arguments.of(Wrapped.class, "@RowId 'id' cannot be filled"),
                Arguments.of(WithItsOwnSerializer.class, "@RowId 'id' is written by a serializer of its own"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aTypeWhoseIdCannotBeHeldIsRefused(Class<?> type, String reason) {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.codec.type(type))
                .withMessageStartingWith(type.getName() + " cannot be a type of rows: ")
                .withMessageContaining(reason);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = { Overridden.class, FieldAndGetter.class, Transient.class, Map.class, Row.class, List.class })
    void anIdThatIsMarkedTwiceOrTransientOrNoneAtAllIsFine(Class<?> type) {
        assertThat(this.codec.type(type)).isNotNull();
    }

    record Two(@RowId String a, @RowId String b) {
    }

    static class One {

        @RowId
        public String a = "";

    }

    static class TwoOfTwoClasses extends One {

        @RowId
        public String b = "";

    }

    interface WithIds {

        @RowId
        String a();

        @RowId
        String b();

    }

    record TwoOfAnInterface(String a, String b) implements WithIds {
    }

    static class StaticField {

        @RowId
        public static String id = "";

        public String name = "";

    }

    static class StaticGetter {

        public String name = "";

        @RowId
        public static String getId() {
            return "";
        }

    }

    record OfAnotherType(@RowId java.time.Instant id) {
    }

    record Short(@RowId short id) {
    }

    record Ignored(@RowId @JsonIgnore String id, int n) {
    }

    static class WriteOnly {

        @RowId
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        public String id = "";

        public int n;

    }

    static class Transient {

        @RowId
        public transient String id = "";

        public int n;

    }

    static class ReadOnly {

        @RowId
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        public String id = "";

        public int n;

    }

    static class WithoutSetter {

        public int n;

        @RowId
        public String getId() {
            return "x" + this.n;
        }

    }

    record Aliased(@RowId @JsonAlias("key") String id) {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
    record Wrapped(@RowId String id) {
    }

    @JsonSerialize(using = Serializer.class)
    record WithItsOwnSerializer(@RowId String id) {
    }

    static class Serializer extends ValueSerializer<WithItsOwnSerializer> {

        @Override
        public void serialize(WithItsOwnSerializer value, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeStringProperty("key", value.id());
            out.writeEndObject();
        }

    }

    static class Overridden extends One {

        @RowId
        public String getA() {
            return this.a;
        }

    }

    static class FieldAndGetter {

        @RowId
        private @Nullable String id;

        @RowId
        public @Nullable String getId() {
            return this.id;
        }

        @RowId
        public void setId(@Nullable String id) {
            this.id = id;
        }

    }

}
