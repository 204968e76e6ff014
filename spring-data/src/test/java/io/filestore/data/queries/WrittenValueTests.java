package io.filestore.data.queries;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

import io.filestore.config.CollectionOptions;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.Query;

import static org.assertj.core.api.Assertions.assertThat;

/** Values of properties that are written otherwise than by default are found. */
class WrittenValueTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

    private static final Instant TIME = Instant.parse("2026-11-29T20:15:30Z");

    private final TestRepositories repositories = TestRepositories.open("trips",
            CollectionOptions.memoryOnly().withIndexed("day", "place.open_since"), WrittenValueTests::customize);

    private final Trips trips = this.repositories.make(Trips.class);

    static JsonMapper.Builder customize(JsonMapper.Builder mapper) {
        return mapper.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule("codes").addSerializer(Code.class, new CodeSerializer()));
    }

    enum Kind {

        @JsonProperty("by-train")
        TRAIN, @JsonProperty("by-bike")
        BIKE

    }

    enum Level {

        EASY(1), HARD(2);

        private final int number;

        Level(int number) {
            this.number = number;
        }

        @JsonValue
        int number() {
            return this.number;
        }

    }

    record Code(int number) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Code of(String text) {
            return new Code(Integer.parseInt(text.substring(2)));
        }

    }

    static final class CodeSerializer extends StdScalarSerializer<Code> {

        CodeSerializer() {
            super(Code.class);
        }

        @Override
        public void serialize(Code value, JsonGenerator generator, SerializationContext context) {
            generator.writeString("C-" + value.number());
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

    record Place(@JsonFormat(pattern = "yyyy/MM/dd") LocalDate openSince) {
    }

    @io.filestore.data.mapping.Collection("trips")
    record Trip(@Id String id, @JsonFormat(pattern = "yyyy/MM/dd") LocalDate day, Kind kind, Level level,
            @JsonSerialize(using = Upper.class) String name, @JsonFormat(pattern = "yyyyMMdd") List<LocalDate> stops,
            Set<Level> levels, Place place, Instant start) {
    }

    interface Trips extends FileStoreRepository<Trip, String> {

        List<Trip> findByDay(LocalDate day);

        List<Trip> findByDayNot(LocalDate day);

        List<Trip> findByDayIn(Collection<LocalDate> days);

        List<Trip> findByDayNotIn(LocalDate... days);

        List<Trip> findByDayAfter(LocalDate day);

        List<Trip> findByDayBetween(LocalDate from, LocalDate to);

        List<Trip> findByDayBetween(Range<LocalDate> range);

        List<Trip> findByKind(Kind kind);

        List<Trip> findByLevel(Level level);

        List<Trip> findByLevelGreaterThan(Level level);

        List<Trip> findByName(String name);

        List<Trip> findByNameIgnoreCase(String name);

        List<Trip> findByNameInIgnoreCase(List<String> names);

        List<Trip> findByStops(LocalDate stop);

        List<Trip> findByStops(List<LocalDate> stops);

        List<Trip> findByStopsContaining(LocalDate stop);

        List<Trip> findByStopsContaining(List<LocalDate> stops);

        List<Trip> findByStopsIn(Set<LocalDate> stops);

        List<Trip> findByLevelsContaining(Level level);

        List<Trip> findByPlaceOpenSince(LocalDate day);

        List<Trip> findByPlaceOpenSinceBefore(LocalDate day);

        List<Trip> findByStart(Instant time);

        List<Trip> findByStartAfterOrderByStart(Instant time);

        Window<Trip> findByOrderByDayDesc(ScrollPosition position, Limit limit);

        @Query("""
                {"where": {"day": ?0, "kind": {"in": ?1}, "level": {"gte": ?2}}}""")
        List<Trip> annotated(LocalDate day, List<Kind> kinds, Level level);

        @Query("""
                {"where": {"stops": ?0, "place.open_since": {"lte": :since}}}""")
        List<Trip> nested(LocalDate stop, LocalDate since);

        @Query("""
                {"where": {"name": {"is": ?0, "ignoreCase": true}}}""")
        List<Trip> named(String name);

    }

    interface CodedTrips extends FileStoreRepository<Coded, String> {

        List<Coded> findByCode(Code code);

        List<Coded> findByCodes(Code code);

        @Query("{\"where\": {\"code\": ?0}}")
        List<Coded> coded(Code code);

    }

    @io.filestore.data.mapping.Collection("coded")
    record Coded(@Id String id, Code code, List<Code> codes) {
    }

    private static Trip trip(String id, int days, Kind kind, Level level, String name) {
        LocalDate day = DAY.plusDays(days);
        return new Trip(id, day, kind, level, name, List.of(day, day.plusDays(1)), Set.of(level), new Place(day),
                TIME.plusNanos(days));
    }

    @BeforeEach
    void save() {
        this.trips.saveAll(List.of(trip("a", 0, Kind.TRAIN, Level.EASY, "Rome"),
                trip("b", 1, Kind.BIKE, Level.HARD, "oslo"), trip("c", 40, Kind.BIKE, Level.EASY, "Paris")));
    }

    @AfterEach
    void close() {
        this.repositories.close();
    }

    private static String ids(Iterable<Trip> found) {
        StringBuilder ids = new StringBuilder();
        found.forEach((trip) -> ids.append(trip.id()));
        return ids.toString();
    }

    @Test
    void rowsAreWrittenOtherwise() {
        assertThat(this.repositories.store().collection("trips").get("b").orElseThrow())
            .hasToString("{\"day\":\"2026/11/30\",\"kind\":\"by-bike\",\"level\":2,\"name\":\"OSLO\","
                    + "\"stops\":[\"20261130\",\"20261201\"],\"levels\":[2],\"place\":{\"open_since\":\"2026/11/30\"},"
                    + "\"start\":\"2026-11-29T20:15:30.000000001Z\"}");
    }

    @Test
    void formattedValueIsFound() {
        assertThat(ids(this.trips.findByDay(DAY))).isEqualTo("a");
        assertThat(ids(this.trips.findByDayNot(DAY))).isEqualTo("bc");
        assertThat(ids(this.trips.findByDayIn(List.of(DAY, DAY.plusDays(40))))).isEqualTo("ac");
        assertThat(ids(this.trips.findByDayNotIn(DAY, DAY.plusDays(40)))).isEqualTo("b");
    }

    @Test
    void rangeOfAFormattedValueIsOneOfItsTexts() {
        assertThat(ids(this.trips.findByDayAfter(DAY))).isEqualTo("bc");
        assertThat(ids(this.trips.findByDayBetween(DAY, DAY.plusDays(1)))).isEqualTo("ab");
        assertThat(ids(this.trips.findByDayBetween(Range.open(DAY, DAY.plusDays(40))))).isEqualTo("b");
    }

    @Test
    void enumIsFoundAsItIsWritten() {
        assertThat(ids(this.trips.findByKind(Kind.BIKE))).isEqualTo("bc");
        assertThat(ids(this.trips.findByLevel(Level.EASY))).isEqualTo("ac");
        assertThat(ids(this.trips.findByLevelGreaterThan(Level.EASY))).isEqualTo("b");
    }

    @Test
    void serializerOfThePropertyCounts() {
        assertThat(ids(this.trips.findByName("Rome"))).isEqualTo("a");
        assertThat(ids(this.trips.findByNameIgnoreCase("Oslo"))).isEqualTo("b");
        assertThat(ids(this.trips.findByNameInIgnoreCase(List.of("Oslo", "x")))).isEqualTo("b");
    }

    @Test
    void elementsAreFoundAsTheyAreWritten() {
        assertThat(ids(this.trips.findByStops(DAY.plusDays(1)))).isEqualTo("ab");
        assertThat(ids(this.trips.findByStops(List.of(DAY, DAY.plusDays(1))))).isEqualTo("a");
        assertThat(ids(this.trips.findByStopsContaining(DAY.plusDays(1)))).isEqualTo("ab");
        assertThat(ids(this.trips.findByStopsContaining(List.of(DAY, DAY.plusDays(40))))).isEqualTo("ac");
        assertThat(ids(this.trips.findByStopsIn(Set.of(DAY.plusDays(2), DAY.plusDays(41))))).isEqualTo("bc");
        assertThat(ids(this.trips.findByLevelsContaining(Level.HARD))).isEqualTo("b");
    }

    @Test
    void propertyOfAPropertyIsFoundAsItIsWritten() {
        assertThat(ids(this.trips.findByPlaceOpenSince(DAY))).isEqualTo("a");
        assertThat(ids(this.trips.findByPlaceOpenSinceBefore(DAY.plusDays(2)))).isEqualTo("ab");
    }

    @Test
    void timesAreInOrderWithinASecond() {
        assertThat(ids(this.trips.findByStart(TIME))).isEqualTo("a");
        assertThat(ids(this.trips.findByStartAfterOrderByStart(TIME))).isEqualTo("bc");
        assertThat(ids(this.trips.findAll(Sort.by("start").descending()))).isEqualTo("cba");
    }

    @Test
    void parameterIsWrittenAsItsField() {
        assertThat(ids(this.trips.annotated(DAY.plusDays(1), List.of(Kind.BIKE), Level.HARD))).isEqualTo("b");
        assertThat(ids(this.trips.annotated(DAY, List.of(Kind.BIKE), Level.EASY))).isEmpty();
        assertThat(ids(this.trips.nested(DAY.plusDays(1), DAY))).isEqualTo("a");
        assertThat(ids(this.trips.named("Paris"))).isEqualTo("c");
    }

    @Test
    void exampleFindsWhatWasWritten() {
        assertThat(ids(this.trips.findAll(Example.of(new Trip(null, DAY, Kind.TRAIN, Level.EASY, "Rome",
                List.of(DAY, DAY.plusDays(1)), null, new Place(DAY), TIME)))))
            .isEqualTo("a");
        assertThat(ids(this.trips.findAll(Example.of(new Trip(null, null, null, null, "paris", null, null, null, null),
                ExampleMatcher.matching().withIgnoreCase()))))
            .isEqualTo("c");
    }

    @Test
    void positionGoesOnBehindWhatWasWritten() {
        Window<Trip> first = this.trips.findByOrderByDayDesc(ScrollPosition.keyset(), Limit.of(1));
        assertThat(ids(first)).isEqualTo("c");
        assertThat(ids(this.trips.findByOrderByDayDesc(first.positionAt(0), Limit.of(2)))).isEqualTo("ba");
    }

    @Test
    void serializerOfTheStoreCounts() {
        try (TestRepositories others = TestRepositories.open("coded", CollectionOptions.memoryOnly(),
                WrittenValueTests::customize)) {
            CodedTrips coded = others.make(CodedTrips.class);
            Coded one = coded.save(new Coded("x", new Code(7), List.of(new Code(7), new Code(8))));
            coded.save(new Coded("y", new Code(8), List.of()));
            assertThat(others.store().collection("coded").get("x").orElseThrow())
                .hasToString("{\"code\":\"C-7\",\"codes\":[\"C-7\",\"C-8\"]}");
            assertThat(coded.findByCode(new Code(7))).containsExactly(one);
            assertThat(coded.findByCodes(new Code(8))).containsExactly(one);
            assertThat(coded.coded(new Code(7))).containsExactly(one);
        }
    }

}
