package io.filestore.row;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

import static org.assertj.core.api.Assertions.assertThat;

class TimeWriterTests {

    private static final Instant SECOND = Instant.parse("2026-01-02T03:04:05Z");

    /** As they are in time: none, three, six and nine digits in all mixtures. */
    private static final List<Instant> TIMES = Stream
        .of(-1L, 0L, 1L, 999L, 1_000L, 1_001L, 999_999L, 1_000_000L, 1_000_001L, 1_001_000L, 120_000_000L, 123_000_000L,
                123_000_001L, 123_456_000L, 123_456_789L, 999_999_999L, 1_000_000_000L)
        .map(SECOND::plusNanos)
        .toList();

    private final RowCodec codec = new RowCodec();

    static Stream<Function<Instant, Object>> kinds() {
        ZoneOffset offset = ZoneOffset.ofHours(2);
        return Stream.of((time) -> time, (time) -> time.atOffset(offset),
                (time) -> time.atOffset(offset).toOffsetTime(), (time) -> time.atOffset(offset).toLocalDateTime(),
                (time) -> time.atOffset(offset).toLocalTime(),
                (time) -> time.atZone(java.time.ZoneId.of("Europe/Paris")), (time) -> time.atZone(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void textsAreInTheOrderOfTime(Function<Instant, Object> kind) {
        assertThat(TIMES.stream().map(kind).map(this::write)).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void timesComeBackToTheNanosecond(Function<Instant, Object> kind) {
        TIMES.stream().map(kind).forEach((time) -> {
            byte[] json = this.codec.encodeValue(time);
            assertThat((Object) this.codec.decodeValue(json, time.getClass())).isEqualTo(time);
        });
    }

    @Test
    void timesWithFewerDigitsAreStillRead() {
        assertThat(read("2026-01-02T03:04:05Z", Instant.class)).isEqualTo(SECOND);
        assertThat(read("2026-01-02T03:04:05.120Z", Instant.class)).isEqualTo(SECOND.plusMillis(120));
        assertThat(read("03:04", LocalTime.class)).isEqualTo(LocalTime.of(3, 4));
        assertThat(read("2026-01-02T03:04", LocalDateTime.class)).isEqualTo("2026-01-02T03:04");
        assertThat(read("2026-01-02T03:04:05.1+02:00", OffsetDateTime.class)).isEqualTo("2026-01-02T03:04:05.1+02:00");
    }

    @Test
    void eachKindHasItsForm() {
        LocalDateTime time = LocalDateTime.of(2026, 1, 2, 3, 4);
        assertThat(write(time)).isEqualTo("\"2026-01-02T03:04:00.000000000\"");
        assertThat(write(time.toLocalTime())).isEqualTo("\"03:04:00.000000000\"");
        assertThat(write(OffsetTime.of(time.toLocalTime(), ZoneOffset.UTC))).isEqualTo("\"03:04:00.000000000Z\"");
        assertThat(write(time.atOffset(ZoneOffset.UTC))).isEqualTo("\"2026-01-02T03:04:00.000000000Z\"");
        assertThat(write(ZonedDateTime.of(time, ZoneOffset.UTC))).isEqualTo("\"2026-01-02T03:04:00.000000000Z\"");
        assertThat(write(LocalDate.of(2026, 1, 2))).isEqualTo("\"2026-01-02\"");
        assertThat(write(YearMonth.of(2026, 1))).isEqualTo("\"2026-01\"");
        assertThat(write(Date.from(SECOND))).isEqualTo("\"2026-01-02T03:04:05.000Z\"");
    }

    @Test
    void elementsAndFieldsAreWrittenAlike() {
        assertThat(write(Map.of("at", List.of(SECOND)))).isEqualTo("{\"at\":[\"2026-01-02T03:04:05.000000000Z\"]}");
        assertThat(Row.of("at", SECOND)).hasToString("{\"at\":\"2026-01-02T03:04:05.000000000Z\"}");
        assertThat(write(new Texts(SECOND))).isEqualTo("{\"at\":\"2026-01-02T03:04:05.000000000Z\"}");
    }

    @Test
    void formatOfAPropertyIsKept() {
        Formats value = new Formats(SECOND, SECOND, LocalDateTime.of(2026, 1, 2, 3, 4));
        assertThat(write(value))
            .isEqualTo("{\"day\":\"2026-01-02\",\"millis\":1767323045000,\"german\":\"02.01.2026 03:04\"}");
    }

    @Test
    void settingsOfTheMapperAreKept() {
        assertThat(write((mapper) -> mapper.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS), SECOND)).isEqualTo("1767323045000");
        assertThat(write((mapper) -> mapper.enable(DateTimeFeature.TRUNCATE_TO_MSECS_ON_WRITE),
                SECOND.plusNanos(1_999_999)))
            .isEqualTo("\"2026-01-02T03:04:05.001000000Z\"");
        assertThat(write((mapper) -> mapper.disable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID),
                SECOND.atZone(java.time.ZoneId.of("Europe/Paris"))))
            .isEqualTo("\"2026-01-02T04:04:05.000000000+01:00\"");
        assertThat(write((mapper) -> mapper.withConfigOverride(Instant.class,
                (time) -> time.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.NUMBER_INT))), SECOND))
            .isEqualTo("1767323045000");
    }

    @Test
    void serializerOfTheApplicationGoesFirst() {
        SimpleModule seconds = new SimpleModule("seconds").addSerializer(Instant.class,
                new StdScalarSerializer<>(Instant.class) {

                    @Override
                    public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
                        generator.writeNumber(value.getEpochSecond());
                    }

                });
        assertThat(write((mapper) -> mapper.addModule(seconds), SECOND)).isEqualTo("1767323045");
    }

    @Test
    void yearsOfMoreThanFourDigitsAreBeforeAllOthers() {
        assertThat(write(Instant.parse("+10000-01-01T00:00:00Z"))).isLessThan(write(SECOND));
        assertThat(write(Instant.parse("-0001-01-01T00:00:00Z"))).isLessThan(write(SECOND));
        assertThat(write(Instant.parse("0000-01-01T00:00:00Z"))).isLessThan(write(SECOND));
        assertThat(write(Instant.parse("9999-12-31T23:59:59.999999999Z"))).isGreaterThan(write(SECOND));
        assertThat(read("+1000000000-12-31T23:59:59.999999999Z", Instant.class)).isEqualTo(Instant.MAX);
        assertThat(write(Instant.MAX.truncatedTo(ChronoUnit.SECONDS)))
            .isEqualTo("\"+1000000000-12-31T23:59:59.000000000Z\"");
    }

    private String write(Object value) {
        return new String(this.codec.encodeValue(value), StandardCharsets.UTF_8);
    }

    private static String write(Function<JsonMapper.Builder, JsonMapper.Builder> customizer, Object value) {
        RowCodec custom = new RowCodec(customizer.apply(RowCodec.defaultMapper()).build());
        return new String(custom.encodeValue(value), StandardCharsets.UTF_8);
    }

    private <T> T read(String text, Class<T> type) {
        return java.util.Objects
            .requireNonNull(this.codec.decodeValue(('"' + text + '"').getBytes(StandardCharsets.UTF_8), type));
    }

    record Texts(@JsonFormat(shape = JsonFormat.Shape.STRING) Instant at) {
    }

    record Formats(@JsonFormat(pattern = "yyyy-MM-dd", timezone = "UTC") Instant day,
            @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) Instant millis,
            @JsonFormat(pattern = "dd.MM.yyyy HH:mm") LocalDateTime german) {
    }

}
