package io.filestore;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.config.CollectionOptions;
import io.filestore.query.Query;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

/** Times within one second, some of which have fractions. */
class TimeOrderTests {

    private static final Instant SECOND = Instant.parse("2026-01-02T03:04:05Z");

    private static final List<Instant> TIMES = List.of(SECOND, SECOND.plusNanos(1), SECOND.plusNanos(123_000),
            SECOND.plusMillis(120), SECOND.plusNanos(120_000_001), SECOND.plusMillis(500), SECOND.plusSeconds(1));

    private final Stores stores = new Stores((builder) -> builder.collection("plain", CollectionOptions.memoryOnly())
        .collection("indexed", CollectionOptions.memoryOnly().withIndexed("at")));

    private final Store store = this.stores.open();

    record Event(Instant at) {
    }

    @AfterEach
    void close() {
        this.stores.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "plain", "indexed" })
    void timesAreFoundAndSortedToTheNanosecond(String collection) {
        RowCollection<Event> events = this.store.collection(collection, Event.class);
        IntStream.range(0, TIMES.size()).forEach((i) -> events.put(String.valueOf(9 - i), new Event(TIMES.get(i))));
        assertThat(times(events, Query.all().orderBy("at"))).isEqualTo(TIMES);
        for (int i = 0; i < TIMES.size(); i++) {
            Instant time = TIMES.get(i);
            assertThat(times(events, where(Event::at).is(time))).containsExactly(time);
            assertThat(times(events, where(Event::at).greaterThan(time).orderBy("at")))
                .isEqualTo(TIMES.subList(i + 1, TIMES.size()));
            assertThat(times(events, where(Event::at).lessThan(time).orderBy("at"))).isEqualTo(TIMES.subList(0, i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "plain", "indexed" })
    void freeRowsHaveTimesOfTheSameForm(String collection) {
        this.store.collection(collection).put("a", Row.of("at", SECOND));
        assertThat(times(this.store.collection(collection, Event.class), where("at").is(SECOND)))
            .containsExactly(SECOND);
    }

    private static List<Instant> times(RowCollection<Event> events, Query query) {
        return events.find(query).stream().map(RowEntry::value).map(Event::at).toList();
    }

}
