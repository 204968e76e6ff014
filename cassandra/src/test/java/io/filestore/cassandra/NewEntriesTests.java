package io.filestore.cassandra;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.datastax.oss.driver.api.core.uuid.Uuids;
import org.junit.jupiter.api.Test;

import io.filestore.event.RowChange.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class NewEntriesTests {

    private static final Instant NOW = Instant.parse("2026-11-29T20:00:00Z");

    private final NewEntries fresh = new NewEntries();

    private final ChangeEntry two = entry("a", 2, 5);

    @Test
    void entriesComeInTheOrderOfTheirTimesAndVersions() {
        ChangeEntry one = entry("a", 1, 5);
        ChangeEntry early = entry("b", 9, 4);
        assertThat(this.fresh.of(List.of(this.two, one, early))).containsExactly(early, one, this.two);
    }

    @Test
    void ofARowOnlyLaterVersionsAreNew() {
        this.fresh.told("rows", "a", 2, NOW);
        ChangeEntry three = entry("a", 3, 4);
        ChangeEntry other = entry("b", 1, 4);
        assertThat(this.fresh.of(List.of(entry("a", 1, 6), this.two, three, other))).containsExactlyInAnyOrder(three,
                other);
    }

    @Test
    void whatNoWindowHasAnyMoreIsForgotten() {
        this.fresh.told("rows", "a", 2, NOW);
        this.fresh.forget(NOW);
        assertThat(this.fresh.of(List.of(this.two))).isEmpty();
        this.fresh.forget(NOW.plusMillis(1));
        assertThat(this.fresh.of(List.of(this.two))).containsExactly(this.two);
    }

    private static ChangeEntry entry(String id, long version, int second) {
        UUID at = Uuids.startOf(NOW.plusSeconds(second).toEpochMilli());
        return new ChangeEntry(at, "rows", id, version, Kind.UPDATED, Past.NONE);
    }

}
