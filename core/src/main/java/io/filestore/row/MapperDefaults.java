package io.filestore.row;

import java.util.UUID;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import io.filestore.json.JsonLimits;
import io.filestore.json.NumberReader;

/**
 * The settings that decide which bytes of a typed value come to lie on disk. Each is set
 * here, also where it is Jackson's default, so that a new Jackson changes nothing.
 */
final class MapperDefaults {

    private MapperDefaults() {
    }

    static JsonMapper.Builder builder() {
        JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(JsonLimits.READ)
            .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(JsonLimits.MAX_DEPTH).build())
            .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE, JsonWriteFeature.ESCAPE_FORWARD_SLASHES,
                    JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
        JsonMapper.Builder builder = JsonMapper.builder(factory)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
                    DateTimeFeature.WRITE_DATES_WITH_CONTEXT_TIME_ZONE,
                    DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE, DateTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID)
            .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .addModule(NumberReader.module())
            .addModule(TimeWriter.module());
        builder.annotationIntrospector(
                AnnotationIntrospector.pair(new SpringData.Introspector(), builder.annotationIntrospector()));
        refuse(builder, CoercionInputShape.EmptyString, LogicalType.Integer, LogicalType.Float, LogicalType.Boolean,
                LogicalType.Enum, LogicalType.DateTime, LogicalType.Collection, LogicalType.Array, LogicalType.Map,
                LogicalType.POJO);
        refuse(builder, CoercionInputShape.String, LogicalType.Integer, LogicalType.Float, LogicalType.Boolean);
        refuse(builder, CoercionInputShape.Integer, LogicalType.Textual, LogicalType.Boolean, LogicalType.Enum);
        refuse(builder, CoercionInputShape.Float, LogicalType.Textual, LogicalType.Integer);
        refuse(builder, CoercionInputShape.Boolean, LogicalType.Textual, LogicalType.Integer, LogicalType.Float);
        return builder.withCoercionConfig(UUID.class,
                (config) -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
    }

    /** What is of another kind than its type is no value of it, and not made one. */
    private static void refuse(JsonMapper.Builder builder, CoercionInputShape shape, LogicalType... types) {
        for (LogicalType type : types) {
            builder.withCoercionConfig(type, (config) -> config.setCoercion(shape, CoercionAction.Fail));
        }
    }

}
