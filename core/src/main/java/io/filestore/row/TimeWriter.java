package io.filestore.row;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.ext.javatime.ser.InstantSerializer;
import tools.jackson.databind.ext.javatime.ser.LocalDateTimeSerializer;
import tools.jackson.databind.ext.javatime.ser.LocalTimeSerializer;
import tools.jackson.databind.ext.javatime.ser.OffsetDateTimeSerializer;
import tools.jackson.databind.ext.javatime.ser.OffsetTimeSerializer;
import tools.jackson.databind.ext.javatime.ser.ZonedDateTimeSerializer;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Writes a time as Jackson does, but always with nine digits of a second: with as many as
 * it needs, a text would not be before another as the time is. What a format, or a
 * setting of the mapper, makes something else of is Jackson's.
 */
final class TimeWriter<T extends Temporal> extends StdScalarSerializer<T> {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendPattern("HH:mm:ss")
        .appendFraction(ChronoField.NANO_OF_SECOND, 9, 9, true)
        .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
        .append(DateTimeFormatter.ISO_LOCAL_DATE)
        .appendLiteral('T')
        .append(TIME)
        .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder().append(DATE_TIME)
        .appendOffsetId()
        .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter ZONE = new DateTimeFormatterBuilder().append(OFFSET)
        .optionalStart()
        .appendLiteral('[')
        .appendZoneRegionId()
        .appendLiteral(']')
        .toFormatter(Locale.ROOT);

    private final ValueSerializer<T> jackson;

    private final DateTimeFormatter format;

    /** Without its zone. */
    private final DateTimeFormatter plain;

    private TimeWriter(Class<T> type, ValueSerializer<T> jackson, DateTimeFormatter format, DateTimeFormatter plain) {
        super(type);
        this.jackson = jackson;
        this.format = format;
        this.plain = plain;
    }

    static JacksonModule module() {
        DateTimeFormatter instant = new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);
        DateTimeFormatter offsetTime = new DateTimeFormatterBuilder().append(TIME)
            .appendOffsetId()
            .toFormatter(Locale.ROOT);
        SimpleModule module = new SimpleModule("filestore-times");
        add(module, Instant.class, InstantSerializer.INSTANCE, instant, instant);
        add(module, LocalDateTime.class, LocalDateTimeSerializer.INSTANCE, DATE_TIME, DATE_TIME);
        add(module, LocalTime.class, LocalTimeSerializer.INSTANCE, TIME, TIME);
        add(module, OffsetDateTime.class, OffsetDateTimeSerializer.INSTANCE, OFFSET, OFFSET);
        add(module, OffsetTime.class, OffsetTimeSerializer.INSTANCE, offsetTime, offsetTime);
        add(module, ZonedDateTime.class, ZonedDateTimeSerializer.INSTANCE, ZONE, OFFSET);
        return module;
    }

    private static <T extends Temporal> void add(SimpleModule module, Class<T> type, ValueSerializer<T> jackson,
            DateTimeFormatter format, DateTimeFormatter plain) {
        module.addSerializer(type, new TimeWriter<>(type, jackson, format, plain));
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
        JsonFormat.Value said = findFormatOverrides(context, property, handledType());
        boolean plainly = said == null || (!said.hasPattern() && !said.hasLocale() && !said.hasTimeZone()
                && (said.getShape() == JsonFormat.Shape.ANY || said.getShape() == JsonFormat.Shape.STRING)
                && said.getFeature(JsonFormat.Feature.WRITE_DATES_WITH_ZONE_ID) == null);
        return plainly ? this : this.jackson.createContextual(context, property);
    }

    @Override
    public void serialize(T value, JsonGenerator generator, SerializationContext context) {
        if (context.isEnabled(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                || context.isEnabled(DateTimeFeature.WRITE_DATES_WITH_CONTEXT_TIME_ZONE)) {
            this.jackson.serialize(value, generator, context);
            return;
        }
        boolean zoned = context.isEnabled(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID);
        Temporal written = context.isEnabled(DateTimeFeature.TRUNCATE_TO_MSECS_ON_WRITE)
                ? value.with(ChronoField.MILLI_OF_SECOND, value.get(ChronoField.MILLI_OF_SECOND)) : value;
        generator.writeString((zoned ? this.format : this.plain).format(written));
    }

    @Override
    public void acceptJsonFormatVisitor(JsonFormatVisitorWrapper visitor, JavaType type) {
        this.jackson.acceptJsonFormatVisitor(visitor, type);
    }

}
